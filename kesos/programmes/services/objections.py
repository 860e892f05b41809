"""Telling a person in writing that their aid ends and how they can object; an objection is a case of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kesos.access import settings_store
from kesos.audit import services as audit
from kesos.bulk.sql import rows, run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.foundation.written import short_day
from kesos.programmes.models import Programme
from kesos.programmes.models.checks import Check, CheckNotice
from kesos.programmes.queries.checks import SQL
from kesos.workflow import queries as workflow

TO_FILE, TO_ANSWER = "objection.file_working_days", "objection.answer_working_days"
BASIS = "UU 30/2014, tenggat perlu diverifikasi"  # shown to officials, not printed on the letter
TEXT = """\
Bantuan «{programme}» atas nama {name} berakhir sejak {day} karena {reason_label} ({reason_code}). \
{reason}
Keputusan ini diambil oleh petugas, bukan oleh sistem, sesudah rumah Anda diperiksa pada {checked}.
Bila Anda tidak setuju, Anda berhak mengajukan keberatan secara tertulis di kantor kelurahan atau dinas sosial \
paling lambat {until}, yaitu {file_days} hari kerja sejak pemberitahuan ini. Bawa bukti yang Anda miliki. \
Dinas sosial menjawab dalam {answer_days} hari kerja. Mengajukan keberatan tidak dipungut biaya.\
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What the person is told, the last day to object, and within how many working days it is answered."""

    check_id: int
    person_id: int
    text: str
    told_on: date
    object_until: date
    answer_days: int
    basis: str = BASIS


def told_of(check: Check) -> Told | None:
    """For whoever takes an objection; None where nothing has been decided against the person. While acting."""
    notice = CheckNotice.objects.filter(pk=check.pk).first()
    if notice is None:
        return None
    return Told(
        check.pk, check.person_id, notice.text, notice.told_on, notice.object_until, notice.answer_days
    )  # fmt: skip


def tell(*, case_ids: Sequence[int], at: datetime) -> None:
    """Write down what each is told, with the terms of that day."""
    file_days, answer_days = settings_store.number(TO_FILE, at=at), settings_store.number(TO_ANSWER, at=at)
    today = timezone.localdate(at)
    labels = dict(workflow.reasons("TL", on=today))
    with acting(SYSTEM):
        found: QuerySet[Check] = Check.objects.filter(case__in=case_ids).select_related("enrolment", "person")
        names = dict(Programme.objects.values_list("code", "name"))
        known = {check.pk: check for check in found.order_by("pk")}
        days = dict(rows(SQL["object_until"], {"ids": list(known), "days": file_days, "at": at}))
        texts = [
            TEXT.format(
                programme=names.get(check.enrolment.programme, check.enrolment.programme), name=check.person.full_name,
                day=short_day(today), reason_label=labels.get(check.reason_code, "tidak memenuhi syarat"),
                reason_code=check.reason_code, reason=check.reason,
                checked=short_day(check.checked_on or today), until=short_day(days[pk]), file_days=file_days,
                answer_days=answer_days,
            )
            for pk, check in known.items()
        ]  # fmt: skip
        run(
            SQL["notices"],
            {"checks": list(known), "texts": texts, "untils": [days[pk] for pk in known], "today": today,
             "answer_days": answer_days},
        )  # fmt: skip


@transaction.atomic
def hand_over(*, check: Check, to: str, on: date, by: Actor, at: datetime) -> CheckNotice:
    """The letter reached the person, or somebody of the house. Told again, nothing changes."""
    with acting(by):
        notice = CheckNotice.objects.select_for_update().filter(pk=check.pk).first()
        if notice is None:
            raise Refused("Belum ada pemberitahuan untuk pemeriksaan ini.", code="nothing_to_hand_over")
        if notice.handed_on is not None:
            return notice
        by.require("eligibility.note", check.region_code)
        if not to.strip():
            raise Refused("Tulis siapa yang menerima suratnya.", code="receiver_missing", field="penerima")
        if not notice.told_on <= on <= timezone.localdate(at):
            raise Refused("Tanggal serah antara hari keputusan dan hari ini.", code="day_wrong", field="tanggal")
        notice.handed_on, notice.handed_to, notice.handed_by = on, to.strip()[:200], by.user_id
        notice.save(update_fields=["handed_on", "handed_to", "handed_by"])
        audit.record(
            "programmes.notice_handed", by=by, at=at, subject=f"check:{check.pk}", region_code=check.region_code
        )
        return notice
