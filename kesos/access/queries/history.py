"""What happened to an account and what it did at the door, from the trail."""

from kesos.audit.queries import EventRow, timeline
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM


def of_user(user_id: int, *, limit: int = 20) -> list[EventRow]:
    """The caller has shown that the reader looks after the account.

    Read as the system, because administrators of accounts have no area of their own in the trail.
    """
    with acting(SYSTEM):
        return timeline(f"user:{user_id}", limit=limit).rows
