"""The month's life: opened, closed for entry, verified, finalised, endorsed, locked, closed."""

from datetime import date, datetime

from django.db import transaction

from kesos.audit import services as audit
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.written import month_name
from kesos.proposals.models import Period
from kesos.proposals.models.periods import FLOW
from kesos.proposals.models.proposals import AID_FLOW
from kesos.proposals.models.proposals import FLOW as DATA_FLOW
from kesos.proposals.months import after
from kesos.proposals.services.keep_list import keep_list
from kesos.regions.models import Region
from kesos.workflow import services as workflow
from kesos.workflow.models import Case

SQL = statements("kesos.proposals", "sql/periods.sql")
# a village without minutes on the day blocks only itself
NOT_DELIBERATED = ("DRAFT", "DIAJUKAN", "PADAN_GAGAL", "TIDAK_MEMENUHI", "MUSYAWARAH")
WAITS_FOR_HEAD = "MENUNGGU_PENGESAHAN"
ENDORSING = {DATA_FLOW: "sahkan_periode", AID_FLOW: "sahkan"}
ENDORSED = ("DISAHKAN", "FINAL", "DITARIK_PUSAT", "DITETAPKAN", "DITUTUP")
LEFT_BY_THE_HEAD = (*NOT_DELIBERATED, "DIKEMBALIKAN", "MENUNGGU_PENGESAHAN")


@transaction.atomic
def open_period(*, region_code: str, month: date, at: datetime) -> Period:
    """The month of a kab/kota; there already, it is given back. The system opens it, on its day or when needed."""
    month = month.replace(day=1)
    with acting(SYSTEM):
        if known := Period.objects.filter(region_id=region_code, month=month).first():
            return known
        region = Region.objects.filter(code=region_code, level=2, valid_to=None).first()
        if region is None:
            raise NotFound("Periode hanya dibuka untuk kabupaten atau kota yang masih berlaku.")
        case = workflow.open_case(
            flow=FLOW, region_code=region_code, period=month, by=SYSTEM, at=at,
            title=f"Periode {month_name(month)}, {region.name}", path=f"/periode/{region_code}/{month:%Y-%m}/",
        )  # fmt: skip
        period = Period.objects.create(region=region, month=month, case=case)
        audit.record(
            "proposals.period_opened", by=SYSTEM, at=at, subject=f"period:{period.pk}", region_code=region_code,
            month=month_name(month),
        )  # fmt: skip
        return period


def state_of(period_id: int) -> str:
    """Where the month stands; every level may know it, also those who do not see its case."""
    with acting(SYSTEM):
        return Case.objects.values_list("state", flat=True).get(
            pk=Period.objects.values("case").get(pk=period_id)["case"]
        )


def current(region_code: str, *, at: datetime) -> Period | None:
    """The newest month of the kab/kota that holds this place."""
    return Period.objects.filter(region_id=region_code[:4]).order_by("-month").first()


@transaction.atomic
def carry_over(*, period: Period, states: tuple[str, ...], at: datetime) -> int:
    """What stands behind goes to the next month, so that it holds back nobody else. Returns how many."""
    with acting(SYSTEM):
        ids = [case for (case,) in rows(SQL["in_states"], {"period": period.pk, "states": list(states)})]
        if not ids:
            return 0
        following = open_period(region_code=period.region_id, month=after(period.month), at=at)
        workflow.move_to_period(case_ids=ids, period=following.month, by=SYSTEM, at=at)
        moved = rows(SQL["move"], {"ids": ids, "to": following.pk})
        rows(SQL["move_members"], {"ids": ids, "to": following.pk})
        audit.record(
            "proposals.carried_over", by=SYSTEM, at=at, subject=f"period:{period.pk}", region_code=period.region_id,
            count=len(moved), month=month_name(following.month),
        )  # fmt: skip
        return len(moved)


@transaction.atomic
def endorse(*, period: Period, letter_key: str, by: Actor, at: datetime) -> int:
    """The head's signed letter carries the month and every proposal that waits for it. Returns how many.

    What the head may not endorse himself (own family, own proposal) goes to the next month. A month that is endorsed
    stays as it is. Raises the kernel's refusals.
    """
    with acting(by):
        # a second click waits here for the first; locking again would fix the checksum of an empty list
        if Case.objects.select_for_update().filter(pk=period.case_id, state__in=ENDORSED).exists():
            return 0
        workflow.attach_paper(case_id=period.case_id, paper="surat_pengesahan", file_key=letter_key, by=by, at=at)
        workflow.decide(case_id=period.case_id, action="sahkan", by=by, at=at)
        moved = 0
        for flow, action in ENDORSING.items():
            waiting = _in_state(period, WAITS_FOR_HEAD, flow)
            moved += len(workflow.decide_many(flow=flow, action=action, case_ids=waiting, by=by, at=at).moved)
    lock(period=period, at=at)
    return moved


def _in_state(period: Period, state: str, flow: str) -> list[int]:
    return [case for (case,) in rows(SQL["in_state"], {"period": period.pk, "state": state, "flow": flow})]


@transaction.atomic
def lock(*, period: Period, at: datetime) -> str:
    """Fix the endorsed list by its checksum and send it; returns the checksum (sha256, hex)."""
    with acting(SYSTEM):
        count, checksum = keep_list(period=period)
        workflow.attach_paper(case_id=period.case_id, paper="jejak_daftar", value=checksum, by=SYSTEM, at=at)
        workflow.decide(case_id=period.case_id, action="kunci", by=SYSTEM, at=at)
        endorsed = _in_state(period, "DISAHKAN", DATA_FLOW)
        if endorsed:
            workflow.decide_many(flow="usulan_dtks", action="kirim", case_ids=endorsed, by=SYSTEM, at=at)
        carry_over(period=period, states=LEFT_BY_THE_HEAD, at=at)
        audit.record(
            "proposals.locked", by=SYSTEM, at=at, subject=f"period:{period.pk}", region_code=period.region_id,
            month=month_name(period.month), count=count, checksum=checksum[:12],
        )  # fmt: skip
        return checksum


def months_to_keep(*, at: datetime) -> list[Period]:
    """Months whose calendar may have something to do now."""
    with acting(SYSTEM):
        return list(Period.objects.filter(pk__in=[pk for (pk,) in rows(SQL["to_keep"], {"at": at})]).order_by("pk"))


@transaction.atomic
def run_calendar(*, period: Period, at: datetime) -> str:
    """What the month does by itself when its days come; a daily job. Returns the state afterwards."""
    with acting(SYSTEM):
        for state, action in (("DIBUKA", "tutup_entri"), ("DITETAPKAN", "tutup")):
            if Case.objects.get(pk=period.case_id).state == state:
                try:
                    workflow.decide(case_id=period.case_id, action=action, by=SYSTEM, at=at)
                except Refused as not_yet:
                    if not_yet.code != "too_early":
                        raise
        return Case.objects.get(pk=period.case_id).state


def counts(period: Period) -> dict[str, int]:
    """How many proposals stand in which state, within the actor's sight."""
    return dict(rows(SQL["counts"], {"period": period.pk}))


@transaction.atomic
def send_back(*, period: Period, reason: str, by: Actor, at: datetime) -> int:
    """The head returns the finalised month to the verifiers, with its proposals. Returns how many."""
    with acting(by):
        waiting = {flow: _in_state(period, WAITS_FOR_HEAD, flow) for flow in ENDORSING}
        workflow.decide(case_id=period.case_id, action="kembalikan", by=by, at=at, reason=reason)
        return sum(
            len(workflow.decide_many(
                flow=flow, action="kembalikan_pengesahan", case_ids=cases, by=by, at=at, reason=reason
            ).moved)
            for flow, cases in waiting.items()
        )  # fmt: skip
