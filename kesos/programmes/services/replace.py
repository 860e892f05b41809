"""A place that was left goes to the first of those who wait: planned by the office, decided by its head."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.programmes.models import ReplacementRun
from kesos.programmes.queries import rules
from kesos.programmes.services import additional, memberships
from kesos.registry.models import Source
from kesos.workflow import services as workflow

SQL = statements("kesos.programmes", "sql/replace.sql")
PLAN, DECIDE = "replacement.plan", "usulan_bansos.gantikan_oleh_kadis"
REACHES = (10, 6, 4)  # digits two codes share: the kelurahan, the kecamatan, the kab/kota


class NothingVacant(Refused):
    """No place is free, or somebody else has just planned for it."""

    code = "nothing_vacant"


class Decided(Refused):
    """The plan was decided before."""

    code = "plan_decided"


@dataclass(frozen=True, slots=True)
class Done:
    """Replacements by their id: in force, proposed to the centre, or dropped with the sentence why."""

    in_force: list[int] = field(default_factory=list)
    proposed: list[int] = field(default_factory=list)
    dropped: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def plan(*, region_code: str, by: Actor, at: datetime, programme: str = "") -> ReplacementRun:
    """Find a successor for every vacancy of the area that has none, and somebody for each place a quota has beside.

    Raises NotAllowed, NothingVacant.
    Each list is taken in its order; whoever the rules refuse today is passed over, and the reason is kept.
    """
    by.require(PLAN, region_code)
    on = timezone.localdate(at)
    with acting(SYSTEM):
        additional.open_places(area=region_code, programme=programme, at=at)
        free = [v for (v,) in rows(SQL["lock_vacancies"], {"area": region_code, "programme": programme})]
        for table in ("free_place", "candidate", "chosen"):
            run(f"drop table if exists {table}")
        run(SQL["gather_vacancies"], {"ids": free})
        run(SQL["gather_waiting"], {"city": region_code[:4]})
        wanted = [code for (code,) in rows(SQL["programmes"])]
        if not wanted:
            raise NothingVacant("Tidak ada tempat kosong yang belum direncanakan penggantinya.")
        for code in wanted:
            for reach in REACHES:
                _choose(code, reach, on)
        made = ReplacementRun.objects.create(
            region_code=region_code, programme_code=programme, vacancies=len(free), by_user_id=by.user_id, at=at
        )
        ((filled,),) = rows(SQL["keep"], {"run": made.pk})
        if not filled and not rows("select from candidate where refused is not null limit 1"):
            raise NothingVacant(
                "Tidak ada yang menunggu untuk tempat yang tersisa. Susun lagi sesudah ada yang masuk daftar tunggu."
            )
    audit.record(
        "programmes.replacement_planned", by=by, at=at, subject=f"replacement_run:{made.pk}", region_code=region_code,
        filled=filled, vacancies=len(free),
    )  # fmt: skip
    return made


def _choose(programme: str, reach: int, on: date) -> None:
    """Choose, ask the rules about those chosen, and choose again in the place of those refused."""
    while chosen := [w for (w,) in rows(SQL["choose"], {"programme": programme, "reach": reach, "on": on})]:
        refused = _unfit(chosen, on=on)
        if not refused:
            return
        run(SQL["refuse"], {"ids": list(refused), "whys": list(refused.values())})


def _unfit(waiting: list[int], *, on: date) -> dict[int, str]:
    """Whom of those who wait the rules refuse on this day, and why."""
    return {
        ref: " ".join(finding.sentence for finding in told if finding.refuses)
        for ref, told in rules.judge(SQL["asked"], on=on, params={"ids": waiting}).items()
        if any(finding.refuses for finding in told)
    }


@transaction.atomic
def carry_out(*, run_id: int, by: Actor, at: datetime) -> Done:
    """The head decides a plan: programmes of the region take effect at once, those of the centre are proposed.

    Each successor is looked at again on the day; whoever may not follow any more is dropped with the reason, and the
    vacancy stays open. Raises NotFound, NotAllowed, Decided.
    """
    with acting(SYSTEM):
        planned = ReplacementRun.objects.select_for_update().filter(pk=run_id).first()
        if planned is None or not any(planned.region_code.startswith(area) for area in by.all_areas()):
            raise NotFound("Rencana penggantian tidak ditemukan.")
        by.require(DECIDE, planned.region_code)
        if planned.decided_at:
            raise Decided("Rencana penggantian ini sudah diputuskan.")
        rows(SQL["lock_left"], {"run": run_id})
        rows(SQL["lock_cases"], {"run": run_id})
        told = rows(SQL["of_run"], {"run": run_id})
        ReplacementRun.objects.filter(pk=run_id).update(decided_at=at, decided_by=by.user_id)
        # by their numbers, not by a join over rows just written, whose number the planner does not know yet
        unfit = _unfit([waiting for _, _, waiting, *_ in told], on=timezone.localdate(at))
    dropped = {row: unfit[waiting] for row, _, waiting, *_ in told if waiting in unfit}
    central = [row for row, decider, *_ in told if decider == "centre" and row not in dropped]
    taken = {row: (new, old) for row, decider, _, new, old in told if decider == "region" and row not in dropped}
    with acting(SYSTEM):
        full = additional.without_seat(list(taken), at=at)
    dropped |= full
    left = memberships.cases_of(enrolments=[old for _, old in taken.values() if old], at=at)
    local = {row: (new, left.get(old)) for row, (new, old) in taken.items() if row not in full}
    dropped |= _agree(local, by, at)
    done = [row for row in local if row not in dropped]
    with acting(SYSTEM):
        run(SQL["propose"], {"ids": central, "at": at})
        if dropped:
            run(SQL["drop"], {"ids": list(dropped), "whys": list(dropped.values())})
        if done:
            _settle(done, f"Penggantian penerima, rencana {run_id}", planned.region_code, by, at)
    audit.record(
        "programmes.replacement_done", by=by, at=at, subject=f"replacement_run:{run_id}",
        region_code=planned.region_code, filled=len(done), proposed=len(central),
    )  # fmt: skip
    return Done(done, central, dropped)


@transaction.atomic
def settle_by_decree(*, replacements: list[int], left: list[int], decree: str, by: Actor, at: datetime) -> None:
    """Proposed successors the centre has appointed: the memberships `left` are replaced by theirs."""
    if cases := list(memberships.cases_of(enrolments=left, at=at).values()):
        workflow.attach_papers(case_ids=cases, paper="nomor_sk", value=decree, by=by, at=at)
        told = workflow.decide_many(flow="penerima", action="pengganti_ditetapkan", case_ids=cases, by=by, at=at)
        if told.refused:
            raise Refused(f"Pengganti tidak dapat ditetapkan: {next(iter(told.refused.values()))}", code="not_replaced")
    with acting(SYSTEM):
        _settle(replacements, f"SK {decree}", "", by, at)


class _Again(Exception):
    """Some cannot follow: what was decided with them is taken back, and the others are decided without them."""

    def __init__(self, refused: dict[int, str]) -> None:
        self.refused = refused


def _agree(sides: dict[int, tuple[int | None, int | None]], by: Actor, at: datetime) -> dict[int, str]:
    """Decide both cases of each replacement, the one who leaves and the one who follows; who is refused, and why."""
    dropped: dict[int, str] = {}
    while left := {row: cases for row, cases in sides.items() if row not in dropped}:
        try:
            with transaction.atomic():
                _decide({old: row for row, (_, old) in left.items() if old}, "penerima", "isi_kuota", by, at)
                _decide({new: row for row, (new, _) in left.items() if new}, "usulan_bansos", "gantikan", by, at)
        except _Again as again:
            dropped |= again.refused
        else:
            break
    return dropped


def _decide(row_of: dict[int, int], flow: str, action: str, by: Actor, at: datetime) -> None:
    """The system found the successor and agrees; the head decides."""
    for actor in (SYSTEM, by):
        told = workflow.decide_many(flow=flow, action=action, case_ids=list(row_of), by=actor, at=at)
        if told.refused:
            raise _Again({row_of[case]: why for case, why in told.refused.items()})


def _settle(done: list[int], title: str, region_code: str, by: Actor, at: datetime) -> None:
    """The successors' memberships, with the seat of the one before them."""
    on = timezone.localdate(at)
    source = Source.objects.create(
        kind=Source.Kind.DECREE, title=title, dated_on=on, received_at=at, by_user_id=by.user_id,
        region_code=region_code,
    )  # fmt: skip
    given = rows(SQL["settle"], {"ids": done, "at": at})
    ids, people, families, programmes = (list(column) for column in zip(*given, strict=True))
    run(
        SQL["enrol"],
        {"ids": ids, "people": people, "families": families, "programmes": programmes, "on": on, "source": source.pk},
    )
