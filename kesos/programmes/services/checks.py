"""A recipient is looked at, and people decide: fit, or said unfit with a reason, evidence and a fresh look."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kesos.bulk.sql import rows, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.programmes.models.checks import FIT, FLOW, LOOKED, NOT_YET, Check
from kesos.programmes.queries import check_pages, checks
from kesos.programmes.queries.checks import SQL
from kesos.programmes.services import check_house
from kesos.registry.models import Enrolment
from kesos.workflow import services as workflow

OPEN, PASS, UNFIT = f"{FLOW}.buka", f"{FLOW}.layak", f"{FLOW}.tidak_layak"
COLUMNS = ("ref", "region_code", "family_id", "title", "path", "period", "holder")
LOOK, DAY = "tinjauan_foto_titik", "tanggal_periksa"
AT_ONCE = 500
ONE_BY_ONE = "Ada yang ditemukan aturan. Periksa satu per satu."
GONE = "Kepesertaannya tidak aktif lagi."


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of each membership of an act on many."""

    passed: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def begin(
    *,
    enrolments: Sequence[int],
    month: date,
    by: Actor,
    at: datetime,
    found: Mapping[int, Sequence[Mapping[str, str]]] | None = None,
) -> list[int]:
    """Open the cases of those who have none in this month; two who begin at once begin one. Returns the memberships.

    `found` is what a rule says of each: the check is then its proposal.
    """
    with acting(by):
        # whoever comes second waits here, and then sees the first one's check
        active = [one for (one,) in rows(SQL["lock"], {"ids": sorted(set(enrolments))})]
        told = {"enrolments": active, "month": month}
        opened = workflow.open_cases_from(
            flow=FLOW, query=SQL["to_open"], columns=COLUMNS, by=by, at=at, params=told
        )  # fmt: skip
        if opened:
            kept = [int(ref) for ref in opened]
            said = [json.dumps(list(found[ref]) if found else [], ensure_ascii=False) for ref in kept]
            run(
                SQL["keep"],
                {"enrolments": kept, "cases": list(opened.values()), "found": said, "month": month,
                 "proposed_at": at if found else None},
            )  # fmt: skip
        return [int(ref) for ref in opened]


@transaction.atomic
def look_at(*, enrolment_id: int, by: Actor, at: datetime) -> Check:
    """Somebody looks at photo and point and begins. Again by the same person changes nothing.

    Raises NotFound, NotAllowed, and what kesos.workflow.refusals names.
    """
    with acting(by):
        enrolment = checks.by_enrolment(by, enrolment_id)
        if not by.holds(OPEN):
            raise NotAllowed()
        if enrolment.state not in checks.RUNNING or enrolment.to_on is not None:
            raise Refused(GONE, code="membership_ended")
        month = checks.month_of(timezone.localdate(at))
        begin(enrolments=[enrolment.pk], month=month, by=by, at=at)
        check = _check(enrolment, month)
        if check.state == NOT_YET:
            workflow.attach_paper(case_id=check.case_id, paper=LOOK, value=_moment(at), by=by, at=at)
            workflow.decide(case_id=check.case_id, action="buka", by=by, at=at)
        return _check(enrolment, month)


@transaction.atomic
def find_fit(*, check: Check, on: date, by: Actor, at: datetime, seen: int | None = None) -> Check:
    """Fit. Raises Refused for a day to come, NotAllowed, and what kesos.workflow.refusals names."""
    _refuse_day(on, at)
    with acting(by):
        if check.state == LOOKED:
            check_house.lay_beside(check=check, by=by, at=at)
            Check.objects.filter(pk=check.pk).update(checked_on=on)
            workflow.attach_paper(case_id=check.case_id, paper=DAY, value=on.isoformat(), by=by, at=at)
        workflow.decide(case_id=check.case_id, action="layak", by=by, at=at, seen=seen)
        return Check.objects.select_related("case").get(pk=check.pk)


@transaction.atomic
def find_unfit(
    *, check: Check, reason_code: str, reason: str, evidence: str, on: date, by: Actor, at: datetime,
    seen: int | None = None,
) -> Check:  # fmt: skip
    """Said unfit, one at a time, with reason and evidence in words. Raises Refused, NotAllowed, the kernel's own."""
    _refuse_day(on, at)
    if not reason.strip():
        raise Refused("Tulis alasannya dengan kata-kata: apa yang Anda lihat.", code="reason_missing", field="alasan")
    if not evidence.strip():
        raise Refused(
            "Sebutkan buktinya: foto, dokumen, atau siapa yang ditanya.", code="evidence_missing", field="bukti"
        )
    with acting(by):
        if check.state == LOOKED:
            check_house.lay_beside(check=check, by=by, at=at)
            Check.objects.filter(pk=check.pk).update(checked_on=on, reason=reason.strip(), evidence=evidence.strip())
        workflow.decide(
            case_id=check.case_id, action="tidak_layak", by=by, at=at, reason=reason, reason_code=reason_code, seen=seen
        )
        return Check.objects.select_related("case").get(pk=check.pk)


@transaction.atomic
def weigh(*, check: Check, action: str, by: Actor, at: datetime, reason: str = "", seen: int | None = None) -> Check:
    """The social office's own steps: setujui, tolak, sahkan, kembalikan_pengesahan."""
    if action not in ("setujui", "tolak", "sahkan", "kembalikan_pengesahan"):
        raise NotFound("Langkah ini tidak dikenal. Muat ulang halaman.")
    with acting(by):
        workflow.decide(case_id=check.case_id, action=action, by=by, at=at, reason=reason, seen=seen)
        return Check.objects.select_related("case").get(pk=check.pk)


@transaction.atomic
def pass_many(*, enrolments: Sequence[int], by: Actor, at: datetime) -> Passed:
    """Fit, many at once, by whoever has looked at photo and point of each. Nobody is said unfit this way.

    Whom a rule found something about, or who is under another step, stays and is told why.
    """
    today = timezone.localdate(at)
    month = checks.month_of(today)
    with acting(by):
        seen = checks.visible_to(by).filter(pk__in=list(enrolments)[:AT_ONCE])
        known = {each.pk: each for each in seen.select_related("person")}
        may = {pk for pk, each in known.items() if by.may(PASS, each.person.region_id)}
        refused = dict.fromkeys(set(known) - may, NotAllowed().sentence)
        running = {pk for pk in may if known[pk].to_on is None and known[pk].state in checks.RUNNING}
        refused |= dict.fromkeys(may - running, GONE)
        refused |= _not_together(running, month, today)
        chosen = sorted(running - set(refused))
        begin(enrolments=chosen, month=month, by=by, at=at)
        cases = {
            check.case_id: check
            for check in Check.objects.filter(enrolment__in=chosen, state__in=(NOT_YET, LOOKED)).order_by("pk")
        }
        new = [case for case, check in cases.items() if check.state == NOT_YET]
        if new:
            workflow.attach_papers(case_ids=new, paper=LOOK, value=_moment(at), by=by, at=at)
            _told(workflow.decide_many(flow=FLOW, action="buka", case_ids=new, by=by, at=at), cases, refused)
        ready = [case for case, check in cases.items() if check.enrolment_id not in refused]
        if ready:
            Check.objects.filter(case__in=ready).update(checked_on=today)
            workflow.attach_papers(case_ids=ready, paper=DAY, value=today.isoformat(), by=by, at=at)
            _told(workflow.decide_many(flow=FLOW, action="layak", case_ids=ready, by=by, at=at), cases, refused)
        fit = Check.objects.filter(case__in=ready, state=FIT).order_by("enrolment_id")
        return Passed(list(fit.values_list("enrolment_id", flat=True)), refused)


def _not_together(enrolments: set[int], month: date, today: date) -> dict[int, str]:
    """Whom one look at a list must not pass."""
    refused: dict[int, str] = {}
    ids = sorted(enrolments)
    for enrolment, state, by_rule in rows(SQL["refused"], {"ids": ids, "month": month}):
        if state not in ("", NOT_YET, LOOKED):
            refused[enrolment] = "Pemeriksaannya sudah diputus atau menunggu dinas."
        elif by_rule:
            refused[enrolment] = ONE_BY_ONE
    with acting(SYSTEM):
        told = check_pages.found_by_rules(ids, on=today)
    for enrolment, found in told.items():
        if enrolment not in refused and any(each.refuses for each in found):
            refused[enrolment] = ONE_BY_ONE
    return refused


def _told(outcome: workflow.Outcome, cases: Mapping[int, Check], refused: dict[int, str]) -> None:
    refused.update({cases[case].enrolment_id: why for case, why in outcome.refused.items()})


def _check(enrolment: Enrolment, month: date) -> Check:
    check = checks.check_of(enrolment, month=month)
    if check is None:
        raise NotFound("Pemeriksaan tidak ditemukan.")
    return check


def _refuse_day(on: date, at: datetime) -> None:
    today = timezone.localdate(at)
    if on > today:
        raise Refused("Tanggal pemeriksaan belum tiba.", code="day_to_come", field="tanggal")
    if (today - on).days > 30:
        raise Refused(
            "Tanggal pemeriksaan lebih dari 30 hari yang lalu. Periksa lagi.", code="day_old", field="tanggal"
        )


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
