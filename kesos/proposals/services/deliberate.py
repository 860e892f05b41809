"""The village deliberation: scheduled, held, its minutes signed and uploaded, then carried out row by row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.sql import one_at_a_time, row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.written import month_name
from kesos.proposals.models import Deliberation, Period, Proposal
from kesos.proposals.models.deliberations import FLOW
from kesos.proposals.models.proposals import FLOW as DATA_FLOW
from kesos.proposals.months import after
from kesos.proposals.services import package
from kesos.workflow import services as workflow
from kesos.workflow.models import Case, Paper
from kesos.workflow.services import Outcome

SQL = statements("kesos.proposals", "sql/deliberate.sql")
BEGIN, SCHEDULED = "mulai", "DIJADWALKAN"
SCHEDULE = f"{FLOW}.{BEGIN}"
MINUTES, STATEMENT = "berita_acara", "sptjm"
IN_SESSION, DONE, CALL_OFF = "BERLANGSUNG", ("DIUNGGAH", "DIGANTI_SPTJM"), "batalkan"


class MinutesMissing(Refused):
    """Neither minutes nor the head's statement are there to rest a decision on."""

    code = "minutes_missing"


class StillOpen(Refused):
    """The village has a deliberation of this month that is not over: a second one would decide the same families."""

    code = "deliberation_open"


class NotInSession(Refused):
    """Decisions are noted while it goes on; what stands in the minutes afterwards stays."""

    code = "not_in_session"


class BeforeItsDay(Refused):
    """It was called for a later day, and nobody has said that it is held earlier."""

    code = "before_its_day"


@transaction.atomic
def schedule(
    *, period: Period, region_code: str, held_on: date, place: str, by: Actor, at: datetime,
    begins_at: time | None = None,
) -> Deliberation:  # fmt: skip
    """Call the deliberation of a village: its only one of the month not over. Raises NotAllowed, StillOpen, Refused."""
    by.require(SCHEDULE, region_code)
    if not place.strip():
        raise Refused("Tempat musyawarah wajib diisi.", code="place_missing", field="place")
    if not period.month <= held_on < after(after(period.month)):
        raise Refused(
            f"Musyawarah {month_name(period.month)} diadakan pada bulan itu, atau paling lambat bulan berikutnya.",
            code="day_outside_period", field="tanggal",
        )  # fmt: skip
    with acting(by):
        _refuse_beside_an_open_one(period, region_code)
        case = workflow.open_case(
            flow=FLOW, region_code=region_code, period=period.month, by=by, at=at,
            title=f"Musyawarah {month_name(period.month)}", path=f"/musyawarah/{region_code}/{held_on:%Y-%m-%d}/",
        )  # fmt: skip
        called = _called(
            period=period, region_id=region_code, case=case, held_on=held_on, begins_at=begins_at, place=place.strip()
        )
        audit.record(
            "proposals.deliberation_scheduled", by=by, at=at, subject=f"deliberation:{called.pk}",
            region_code=region_code, held_on=f"{held_on:%d-%m-%Y}", place=place.strip(),
        )  # fmt: skip
        return called


def _refuse_beside_an_open_one(period: Period, village: str) -> None:
    told = {"period": period.pk, "village": village}
    # two calls for one village and month: the second sees what the first called
    one_at_a_time(f"proposals deliberation {village}", period.pk)
    if found := row(SQL["not_over"], told):
        day, state = found
        remedy = "Selesaikan dahulu yang itu sampai berita acaranya diunggah"
        if state == SCHEDULED:
            remedy = (
                "Lanjutkan yang itu; bila tidak jadi diadakan, buka halamannya dan batalkan dahulu dengan alasannya"
            )
        elif state in DONE:
            remedy = "Berkasnya sudah ada: lurah menjalankan dahulu keputusannya di halaman itu"
        raise StillOpen(
            f"Musyawarah {month_name(period.month)} untuk kelurahan ini sudah dijadwalkan pada {day.day} "
            f"{month_name(day)} dan belum selesai. {remedy} (/musyawarah/{village}/{day:%Y-%m-%d}/).",
            field="tanggal",
        )


def _called(**told: Any) -> Deliberation:
    try:
        with transaction.atomic():
            return Deliberation.objects.create(**told)
    except IntegrityError as clash:
        if "deliberation_once_a_day" not in str(clash):
            raise
        day = told["held_on"]
        raise Refused(
            f"Pada {day.day} {month_name(day)} sudah ada musyawarah kelurahan ini, yang selesai atau dibatalkan "
            f"(/musyawarah/{told['region_id']}/{day:%Y-%m-%d}/). Pilih hari lain.",
            code="deliberation_known", field="tanggal",
        ) from clash  # fmt: skip


@transaction.atomic
def take_step(
    *, deliberation: Deliberation, action: str, by: Actor, at: datetime, reason: str = "", seen: int | None = None,
    early: bool = False,
) -> Case:  # fmt: skip
    """One step of the flow. `early` is the word that it is held before the day in its invitation.

    No rule forbids that, but those invited come on the day they were told: it is never done by a mere slip.
    Raises BeforeItsDay and the kernel's refusals.
    """
    with acting(by), transaction.atomic():
        package.refuse_withdrawn_letters(deliberation, action)
        case = workflow.decide(case_id=deliberation.case_id, action=action, by=by, at=at, reason=reason, seen=seen)
        if action == BEGIN and not early and is_before_its_day(deliberation, at=at):
            raise BeforeItsDay(
                f"Musyawarah ini dijadwalkan {deliberation.held_on:%d-%m-%Y}, dan hari itu belum tiba. "
                "Mulailah pada harinya, atau nyatakan dahulu bahwa musyawarah memang diadakan lebih awal.",
                field="lebih_awal",
            )
        if action == CALL_OFF:
            package.withdraw_letters(deliberation, reason=reason, by=by, at=at)
        return case


def is_before_its_day(deliberation: Deliberation, *, at: datetime) -> bool:
    return timezone.localdate(at) < deliberation.held_on


@transaction.atomic
def note_decisions(
    *,
    deliberation: Deliberation,
    agreed: Sequence[int],
    refused: Mapping[int, tuple[str, str]],
    by: Actor,
    at: datetime,
) -> None:
    """What was said of each proposal waiting for the deliberation; `refused` gives code and reason.

    Every waiting proposal of the village must be named once. Raises NotFound, NotInSession, Refused.
    """
    with acting(by):
        if Case.objects.select_for_update().get(pk=deliberation.case_id).state != IN_SESSION:
            raise NotInSession("Keputusan dicatat selama musyawarah berlangsung. Muat ulang halaman.")
        waiting = {p for (p,) in rows(SQL["waiting"], _told(deliberation))}
        named = set(agreed) | refused.keys()
        if named - waiting:
            raise NotFound("Ada usulan yang tidak menunggu musyawarah ini.")
        if left := len(waiting - named):
            raise Refused(f"Masih ada {left} usulan tanpa keputusan. Putuskan setiap keluarga.", code="not_all_decided")
        if set(agreed) & refused.keys():
            raise Refused("Satu usulan tidak dapat disetujui sekaligus ditolak.", code="decided_twice")
        run(SQL["agree"], _told(deliberation) | {"ids": list(agreed)})
        codes, reasons = zip(*refused.values(), strict=True) if refused else ((), ())
        run(SQL["refuse"], _told(deliberation) | {"ids": list(refused), "codes": list(codes), "reasons": list(reasons)})
        summary = f"{len(agreed)} disetujui, {len(refused)} ditolak"
        workflow.attach_paper(case_id=deliberation.case_id, paper="keputusan_per_keluarga", value=summary, by=by, at=at)
        audit.record(
            "proposals.deliberated", by=by, at=at, subject=f"deliberation:{deliberation.pk}",
            region_code=deliberation.region_id, agreed=len(agreed), refused=len(refused),
        )  # fmt: skip


@transaction.atomic
def carry_out(*, deliberation: Deliberation, by: Actor, at: datetime) -> tuple[int, int]:
    """The lurah carries out what the minutes say; with a statement (SPTJM) every waiting proposal is agreed.

    The uploaded paper is tied to each row it decides. Returns how many were agreed and refused. Raises MinutesMissing
    and the kernel's refusals.
    """
    with acting(by):
        deliberation = (
            Deliberation.objects.select_for_update(of=("self",)).select_related("case").get(pk=deliberation.pk)
        )
        paper = Paper.objects.filter(case_id=deliberation.case_id, code__in=(MINUTES, STATEMENT), current=True).first()
        if paper is None or deliberation.case.state not in DONE:
            raise MinutesMissing("Berita acara atau SPTJM belum diunggah. Unggah dahulu, lalu jalankan keputusannya.")
        decided = rows(SQL["decided"], _told(deliberation))
        if paper.code == STATEMENT and not decided and deliberation.carried_out_at is None:
            # an uploaded statement stands for all that wait; one made here named its families when it was made
            run(SQL["agree"], _told(deliberation) | {"ids": [p for (p,) in rows(SQL["waiting"], _told(deliberation))]})
            decided = rows(SQL["decided"], _told(deliberation))
        agreed: dict[str, list[int]] = defaultdict(list)
        refused: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for flow, case, is_agreed, code, reason in decided:
            (agreed[flow] if is_agreed else refused[flow, code, reason]).append(case)
        moved = n_refused = 0
        for flow, cases in agreed.items():
            if flow == DATA_FLOW:  # a proposal for aid points at its deliberation and asks for no paper of it
                workflow.attach_papers(
                    case_ids=cases, paper=paper.code, file_key=paper.file_key, value=paper.value, by=by, at=at
                )
            told = workflow.decide_many(flow=flow, action="setuju_muskel", case_ids=cases, by=by, at=at)
            moved += _all_of(told)
        for (flow, code, reason), cases in refused.items():
            told = workflow.decide_many(
                flow=flow, action="tolak_muskel", case_ids=cases, by=by, at=at, reason=reason, reason_code=code
            )
            n_refused += _all_of(told)
        if deliberation.carried_out_at is None:
            deliberation.carried_out_at = at
            deliberation.save(update_fields=["carried_out_at"])
        audit.record(
            "proposals.minutes_carried_out", by=by, at=at, subject=f"deliberation:{deliberation.pk}",
            region_code=deliberation.region_id, agreed=moved, refused=n_refused,
        )  # fmt: skip
        return moved, n_refused


def _all_of(told: Outcome) -> int:
    """Minutes are carried out whole: one row that may not move stops them all, and says why."""
    if told.refused:
        why = next(iter(told.refused.values()))
        raise Refused(f"{len(told.refused)} usulan tidak dapat diputuskan: {why}", code="minutes_not_carried_out")
    return len(told.moved)


def waiting_for(deliberation: Deliberation) -> list[Proposal]:
    ids = [p for (p,) in rows(SQL["waiting"], _told(deliberation))]
    return list(Proposal.objects.filter(pk__in=ids).order_by("pk"))


def _told(deliberation: Deliberation) -> dict[str, object]:
    return {
        "deliberation": deliberation.pk,
        "period": deliberation.period_id,
        "village": deliberation.region_id,
    }
