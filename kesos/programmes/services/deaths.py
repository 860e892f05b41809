"""A death ends memberships, and its correction gives them back: by the hundred thousand, on their own rows."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models.memberships import FLOW
from kesos.programmes.services.memberships import GONE, SQL, Moved, by_cases, from_states, move
from kesos.workflow import services as workflow

AS_BEFORE = "Sudah ditangguhkan sebelum kematian yang dikoreksi ini tercatat."


def end_by_death(*, people: Sequence[int], at: datetime) -> Moved:
    """Those who died lose their own memberships at once, and their families what they held through them as manager
    or head. Another member's death ends nothing. The day is `Person.died_on`; told again, nothing changes.

    A case is opened only where somebody has to act: where another adult of the family can take over."""
    action, paper = "dukcapil_meninggal", "catatan_kematian"
    with acting(SYSTEM):
        found = rows(
            SQL["choose"].format(query=SQL["of_the_dead"]),
            {"people": list(people), "from_states": from_states(action)},
        )
        ended = _without_case(found, action, paper, at)
        told = by_cases([one for one in found if one[0] not in ended], action, SYSTEM, at, "", "", {}, paper)
        moved = Moved(sorted({*ended, *told.enrolments}), told.refused, told.codes)
        if moved.enrolments:
            audit.record(
                "programmes.ended_by_death", by=SYSTEM, at=at, subject="memberships", count=len(moved.enrolments)
            )
        return moved


def alive_again(*, enrolments: Sequence[int], paper: str, at: datetime) -> Moved:
    """The registry takes a death back: these run again, and what was suspended when it came is suspended as before."""
    with acting(SYSTEM):
        suspended = {key for (key,) in rows(SQL["suspended_before"], {"enrolments": list(enrolments)})}
        papers = {"keterangan_masih_hidup": paper}
        moved = move(action="koreksi", enrolments=enrolments, by=SYSTEM, at=at, papers=papers)
        if again := sorted(suspended & set(moved.enrolments)):
            move(action="indikasi_tidak_layak", enrolments=again, by=SYSTEM, at=at, reason=AS_BEFORE)
        return moved


def _without_case(found: Sequence[tuple[int, date | None]], action: str, paper: str, at: datetime) -> set[int]:
    """Which of these ended on their own rows: all that need no case, where the flow lets the system do it alone."""
    ways = {
        workflow.state_without_case(flow=FLOW, state=state, action=action, brings=[paper], at=at)
        for state in from_states(action)
    }
    to_state = ways.pop()
    if not found or ways or to_state not in GONE:
        return set()
    enrolments, days = zip(*found, strict=True)
    told = {"enrolments": list(enrolments), "days": list(days), "state": to_state, "actor": SYSTEM.user_id, "at": at}
    statement = SQL["end_without_case"].format(**SQL)
    return {enrolment for (enrolment,) in rows(statement, told | {"today": timezone.localdate(at)})}
