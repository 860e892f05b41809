"""Another adult of the same card takes over what a family held through its dead manager or head: named by the
kelurahan, agreed to by the supervisor. Or nobody of the card can, and the place is free."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kesos.audit import services as audit
from kesos.audit.details import without_numbers
from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.journeys.models import ManagerChange
from kesos.journeys.models.managers import FLOW
from kesos.journeys.queries import managers
from kesos.journeys.queries.managers import PROPOSE, Awaited
from kesos.programmes.queries import successions
from kesos.programmes.services import free_places, memberships
from kesos.workflow import services as workflow

SQL = statements("kesos.journeys", "sql/managers.sql")
PAPER, ACTION = "pengganti_dalam_kk", "ganti_pengurus"
TWICE = "already_given"  # agreed for a word that was taken back or turned down since
MEANWHILE = "Sudah ada usulan untuk kepesertaan ini. Tarik dahulu usulan itu, lalu usulkan lagi."


@transaction.atomic
def propose_manager(
    *, enrolment_id: int, person_id: int | None, by: Actor, at: datetime, reason: str = ""
) -> ManagerChange:
    """Name an adult of the same card; None says with a reason that nobody of it can. The same again changes nothing.

    Raises NotFound, NotAllowed, Refused.
    """
    with acting(by):
        awaited = managers.awaited(by, enrolment_id)
        by.require(PROPOSE, awaited.region_code)
        waiting = ManagerChange.objects.filter(enrolment_id=enrolment_id, ended_at=None).first()
        if waiting is not None:
            if waiting.person_id == person_id:
                return waiting
            raise Refused(MEANWHILE, code="manager_proposed")
        reason = without_numbers(reason.strip())[:500]
        _refuse_unfit(enrolment_id, person_id, reason, at)
        made = _open(awaited, person_id, reason, by, at)
    if person_id is not None:
        told = memberships.move(action=ACTION, enrolments=[enrolment_id], by=by, at=at, papers={PAPER: str(person_id)})
        if (why := told.refused.get(enrolment_id)) and told.codes[enrolment_id] != TWICE:
            raise Refused(why, code="manager_refused")
    audit.record(
        "journeys.manager_proposed", by=by, at=at, subject=f"enrolment:{enrolment_id}",
        region_code=awaited.region_code,
    )  # fmt: skip
    return made


def _refuse_unfit(enrolment_id: int, person_id: int | None, reason: str, at: datetime) -> None:
    if person_id is None:
        if len(reason) < 5:
            raise Refused(
                "Tulis mengapa tidak ada anggota keluarga yang dapat menggantikan.", code="reason_missing",
                field="alasan",
            )  # fmt: skip
    elif person_id not in {key for key, _ in managers.eligible(enrolment_id, at=at)}:
        raise Refused(
            "Pengurus baru harus orang dewasa yang hidup di KK yang sama dan belum menerima program ini.",
            code="not_eligible", field="pengurus",
        )  # fmt: skip


def _open(awaited: Awaited, person_id: int | None, reason: str, by: Actor, at: datetime) -> ManagerChange:
    case = workflow.open_case(
        flow=FLOW, region_code=awaited.region_code, family_id=awaited.family_id, title=awaited.title,
        path=f"/penerima/{awaited.enrolment_id}/", by=by, at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            return ManagerChange.objects.create(
                enrolment_id=awaited.enrolment_id, person_id=person_id, region_code=awaited.region_code, case=case,
                reason=reason, asked_at=at, by_user_id=by.user_id,
            )  # fmt: skip
    except IntegrityError as meanwhile:
        raise Refused(MEANWHILE, code="manager_proposed") from meanwhile


@transaction.atomic
def take_step(
    *, enrolment_id: int, action: str, by: Actor, at: datetime, reason: str = "", seen: int | None = None
) -> ManagerChange:
    """The supervisor agrees or turns it down, the kelurahan takes its word back. Raises NotFound, and what the kernel
    refuses."""
    with acting(by):
        successions.membership(by, enrolment_id)
        waiting = managers.latest(enrolment_id)
        if waiting is None:
            raise NotFound("Tidak ada usulan pengurus baru untuk kepesertaan ini.")
        workflow.decide(case_id=waiting.case_id, action=action, by=by, at=at, reason=without_numbers(reason), seen=seen)
        waiting.refresh_from_db()
        return waiting


def carry_out(case_ids: list[int], by: Actor, at: datetime) -> None:
    """Agreed: the membership runs on through whom was named, or its place is free."""
    with acting(SYSTEM):
        named = rows(SQL["named"], {"cases": case_ids})
    heirs = [enrolment for _, enrolment, person in named if person is not None]
    if heirs:
        with free_places.within_quota():
            told = memberships.move(action=ACTION, enrolments=heirs, by=by, at=at)
        if left := set(heirs) - set(told.enrolments):
            why = told.refused.get(min(left), "Tarik usulan ini, lalu usulkan lagi.")
            raise Refused(why, code="manager_refused")
    free_places.free(enrolments=[enrolment for _, enrolment, person in named if person is None], at=at)
    end(case_ids, by, at)


def end(case_ids: list[int], by: Actor, at: datetime) -> None:
    with acting(SYSTEM):
        run(SQL["ended"], {"cases": case_ids, "at": at})


def take_over(case_ids: list[int], by: Actor, at: datetime) -> None:
    """When both have agreed: the membership is written for the new manager, who leads the family if nobody does."""
    with acting(SYSTEM):
        run(SQL["lead"].replace("{chosen}", SQL["chosen"]), {"cases": case_ids})
        run(SQL["take_over"].replace("{chosen}", SQL["chosen"]), {"cases": case_ids})
    lapse(case_ids, by, at)


def lapse(case_ids: list[int], by: Actor, at: datetime) -> None:
    """A membership that came back by a correction, or whose place is filled, needs no manager any more."""
    with acting(SYSTEM):
        open_still = [case for (case,) in rows(SQL["overtaken"], {"cases": case_ids})]
        if open_still:
            workflow.decide_many(flow=FLOW, action="gugur", case_ids=open_still, by=SYSTEM, at=at)


def unfit(case_ids: list[int], *, at: datetime) -> dict[int, str]:
    """Words that no longer hold, each with the sentence why."""
    with acting(SYSTEM):
        found = rows(SQL["not_fit"], {"cases": case_ids, "today": localdate(at)})
    return {
        case: "Kepesertaan ini tidak menunggu pengurus baru lagi." if moved_on
        else "Yang diusulkan tidak memenuhi syarat lagi: harus orang dewasa yang hidup di KK yang sama dan belum "
        "menerima program ini. Tolak usulan ini."
        for case, moved_on in found
    }  # fmt: skip


def unnamed(case_ids: list[int]) -> dict[int, str]:
    with acting(SYSTEM):
        found = rows(SQL["not_named"], {"cases": case_ids})
    return {case: "Belum ada pengurus baru yang diusulkan kelurahan." for (case,) in found}
