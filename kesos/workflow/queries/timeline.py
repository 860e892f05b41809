"""What happened to a case, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kesos.bulk.statements import statements
from kesos.workflow.machines import labels
from kesos.workflow.models import Case


@dataclass(frozen=True, slots=True)
class Event:
    """One line: who did what, when, why; `late` if it came after its day."""

    seq: int
    what: str
    from_state: str
    to_state: str
    moved: bool
    who: str
    roles: str
    on_behalf_of: str
    reason: str
    reason_label: str
    at: datetime
    late: bool


def timeline(case: Case) -> list[Event]:
    """From the opening to the last decision. To be read while acting, as all of a case is."""
    say = labels()
    events = [
        Event(
            seq=0,
            what="Kasus dibuka",
            from_state="",
            to_state=say.state(case.flow, _first_state(case)),
            moved=True,
            who=case.opened_by_name,
            roles="",
            on_behalf_of="",
            reason="",
            reason_label="",
            at=case.opened_at,
            late=False,
        )
    ]
    with connection.cursor() as cursor:
        cursor.execute(statements("kesos.workflow", "sql/waiting.sql")["timeline"], {"case": case.pk})
        for seq, action, before, after, moved, who, roles, behalf, reason, code, meaning, at, late in cursor.fetchall():
            what = say.done(case.flow, action)
            events.append(
                Event(
                    seq=seq,
                    what=what if moved else f"{what} (menunggu persetujuan lain)",
                    from_state=say.state(case.flow, before),
                    to_state=say.state(case.flow, after),
                    moved=moved,
                    who=who,
                    roles=roles,
                    on_behalf_of=behalf,
                    reason=reason,
                    at=at,
                    late=late,
                    reason_label=f"{code} {meaning or ''}".strip(),
                )
            )
    return events


def _first_state(case: Case) -> str:
    first = case.decisions.order_by("seq").values_list("from_state", flat=True).first()
    return first or case.state
