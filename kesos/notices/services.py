"""Tell somebody something, in the transaction of what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.jobs import queue
from kesos.notices.models import Notice

SEND = "notices.send"


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice to be. `key` names the cause ("usulan:12:dikembalikan"): each person hears of a cause once.

    To a user (who also reads it on the screen) or, for people without an account, to an address alone.
    Names as initials, never a NIK, No KK or address of a family: mailboxes are not ours.
    """

    key: str
    subject: str
    body: str
    user_id: int | None = None
    address: str = ""
    link: str = ""
    channel: str = Notice.Channel.EMAIL
    not_before: datetime | None = None


def notify(draft: Draft, *, at: datetime) -> None:
    notify_many([draft], at=at)


@transaction.atomic
def notify_many(drafts: Iterable[Draft], *, at: datetime) -> int:
    """How many are new. One statement, whatever the number; the sender is woken when the transaction commits."""
    told = list(drafts)
    if not told:
        return 0
    # as the system: the notice belongs to its reader, whom the writer cannot see
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            statements("kesos.notices", "sql/outbox.sql")["put"],
            {
                "at": at,
                "channels": [str(draft.channel) for draft in told],
                "users": [draft.user_id for draft in told],
                "addresses": [draft.address.strip() for draft in told],
                "subjects": [" ".join(draft.subject.split())[:150] for draft in told],
                "bodies": [draft.body for draft in told],
                "links": [draft.link for draft in told],
                "keys": [draft.key for draft in told],
                "times": [draft.not_before for draft in told],
            },
        )
        new = int(cursor.rowcount)
        if new:
            queue.put(SEND, queue="notices", only_one=SEND)
    return new


@transaction.atomic
def mark_read(*, by: Actor, at: datetime, up_to: int) -> int:
    """One's own notices up to this one."""
    return Notice.objects.filter(user_id=by.user_id, pk__lte=up_to, read_at=None).update(read_at=at)
