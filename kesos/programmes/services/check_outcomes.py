"""What follows a check: its own row, the membership by the same people's agreements, and the word to the person."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime

from django.utils.formats import date_format

from kesos.bulk.sql import rows, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.programmes.models.checks import AGREED, APPROVED
from kesos.programmes.queries.checks import SQL
from kesos.programmes.services import memberships, objections

HELD_BACK = "already_given"


def follow(state: str) -> Callable[[list[int], Actor, datetime], None]:
    """The effect of a check that enters `state`.

    Who approves a check agrees in the same act to what it means for the membership: the supervisor's agreement and
    the head's are their own, nobody gives them in their place (docs/decisions/0018).
    """

    def effect(case_ids: list[int], by: Actor, at: datetime) -> None:
        with acting(SYSTEM):
            run(SQL["follow"], {"ids": case_ids})
        if state in (AGREED, APPROVED):
            _agree(case_ids, by, at)
        if state == APPROVED:
            objections.tell(case_ids=case_ids, at=at)

    return effect


def _agree(case_ids: list[int], by: Actor, at: datetime) -> None:
    together: dict[tuple[str, date], list[int]] = defaultdict(list)
    with acting(SYSTEM):
        for enrolment, code, month in rows(SQL["carried"], {"ids": case_ids}):
            together[code, month].append(enrolment)
    for (code, month), enrolments in together.items():
        told = memberships.move(
            action="dinyatakan_tidak_layak", enrolments=enrolments, by=by, at=at, reason_code=code,
            papers={"bukti": f"Pemeriksaan kelayakan {date_format(month, 'F Y')}"},
        )  # fmt: skip
        # sent back and approved anew, the agreement is there already; anything else takes the approval back
        if said := {why for enrolment, why in told.refused.items() if told.codes.get(enrolment) != HELD_BACK}:
            raise Refused(f"Kepesertaannya tidak dapat dinonaktifkan: {sorted(said)[0]}", code="membership_refused")
