"""A citizen looks for a recipient of the own kelurahan: masked, and not without end."""

from datetime import datetime

from kesos.foundation.actor import Actor
from kesos.portal.queries import accounts
from kesos.portal.queries.recipients import Recipient, recipients
from kesos.portal.services import tries

SEARCHES = "portal.searches_an_hour"


def find_recipients(*, name: str, by: Actor, at: datetime) -> list[Recipient]:
    """Each search is counted. Raises NoCitizen, TooMany, Refused for a name too short."""
    village = accounts.citizen(by).region_id
    counted = {SEARCHES: f"user:{by.user_id}"}
    tries.refuse_too_many(counted, at=at)
    found = recipients(village, name, by=by, masked=True)
    tries.count_wrong(counted, at=at)
    return found
