"""Officials take a report along: noted, a surveyor named, the field result, proven or not, followed up."""

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from kesos.access.queries.officials import Official, holding
from kesos.audit.details import without_numbers
from kesos.audit.services import record
from kesos.database.acting import acting
from kesos.evidence.queries.reach import RECORD
from kesos.evidence.services.photograph import photograph
from kesos.files import services as files
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, Refused
from kesos.notices.services import Draft, notify
from kesos.portal.models import Report, Reporter
from kesos.portal.models.reports import ENDS
from kesos.portal.queries import reports
from kesos.workflow import services as workflow

SURVEY = "report.survey"
STEPS = ("catat", "tugaskan", "terbukti", "tidak_terbukti")


class OwnReport(Refused):
    """Who told it, or took it at the counter, does not judge it."""

    code = "same_person"


@transaction.atomic
def take_step(
    *, report_id: int, action: str, by: Actor, at: datetime, reason: str = "", surveyor_id: int | None = None,
    seen: int | None = None,
) -> Report:  # fmt: skip
    """One step of the flow. Raises NotFound, OwnReport, Refused and what the kernel refuses."""
    report = reports.by_id(by, report_id)
    if action not in STEPS:
        raise Refused("Langkah ini tidak dikenal.", code="unknown_step")
    _refuse_own(report, by)
    with acting(by):
        surveyor = _surveyor(report, surveyor_id, at) if action == "tugaskan" else None
        if surveyor:
            workflow.attach_paper(case_id=report.case_id, paper="petugas_lapangan", value=surveyor.name, by=by, at=at)
        workflow.decide(case_id=report.case_id, action=action, by=by, at=at, reason=without_numbers(reason), seen=seen)
        if surveyor:
            _name(report, surveyor, by, at)
    return reports.by_id(by, report_id)


@transaction.atomic
def note_field(
    *, report_id: int, result: str, by: Actor, at: datetime, photo: BinaryIO | None = None, photo_name: str = ""
) -> Report:
    """What was found at the house; the surveyor may mend it until the decision. Raises NotFound, Refused."""
    report = reports.by_id(by, report_id)
    by.require(SURVEY, report.region_code)
    if report.surveyor_id != by.user_id:
        raise NotAllowed("Hasil lapangan diisi petugas yang ditugaskan untuk laporan ini.")
    if report.state != "DIPERIKSA_LAPANGAN":
        raise Refused("Hasil lapangan dicatat selama pemeriksaan lapangan.", code="not_now")
    _refuse_own(report, by)
    if len(result.strip()) < 10:
        raise Refused(
            "Tuliskan apa yang ditemukan, paling sedikit sepuluh huruf.", code="result_missing", field="hasil"
        )
    key: UUID | None = report.field_photo_key
    if photo is not None:
        key = _photo(report, photo, photo_name, by, at)
    said = without_numbers(result.strip())
    Report.objects.filter(pk=report.pk).update(field_result=said, field_photo_key=key, field_by=by.user_id, field_at=at)
    # a surveyor holds no step of the flow, so the paper is the system's; the row says whose finding it is
    workflow.attach_paper(case_id=report.case_id, paper="hasil_lapangan", value=said, by=SYSTEM, at=at)
    record("portal.field_noted", by=by, at=at, subject=f"report:{report.pk}", region_code=report.region_code)
    return reports.by_id(by, report_id)


@transaction.atomic
def follow_up(*, report_id: int, by: Actor, at: datetime) -> Report:
    """The operator has done what a proven report asks for; twice changes nothing. Raises NotFound, NotAllowed."""
    report = reports.by_id(by, report_id)
    by.require(reports.FOLLOW_UP, report.region_code)
    if report.state != "DITERIMA_BENAR":
        raise Refused("Hanya laporan yang terbukti yang ditindaklanjuti.", code="not_now")
    if report.followed_at is None:
        Report.objects.filter(pk=report.pk).update(followed_at=at, followed_by=by.user_id)
        record("portal.report_followed", by=by, at=at, subject=f"report:{report.pk}", region_code=report.region_code)
    return reports.by_id(by, report_id)


def _photo(report: Report, data: BinaryIO, name: str, by: Actor, at: datetime) -> UUID:
    """Where the family is known, it is the house's own photo: beside the check, and held against all others."""
    if report.family_id is not None and by.may(RECORD, report.region_code):
        kept = photograph(family_id=report.family_id, view="front", data=data, name=name, by=by, at=at)
        return kept.photo.file_id
    return files.put(data=data, name=name, kind="photo", region_code=report.region_code, by=by, at=at).key


def surveyors(report: Report, *, at: datetime) -> list[Official]:
    return holding(SURVEY, report.region_code, at=at)


def _surveyor(report: Report, user_id: int | None, at: datetime) -> Official:
    found = next((each for each in surveyors(report, at=at) if each.id == user_id), None)
    if found is None:
        raise Refused("Pilih petugas lapangan dari daftar.", code="surveyor_missing", field="petugas")
    return found


def _name(report: Report, surveyor: Official, by: Actor, at: datetime) -> None:
    Report.objects.filter(pk=report.pk).exclude(state__in=ENDS).update(
        surveyor_id=surveyor.id, surveyor_name=surveyor.name
    )
    record(
        "portal.surveyor_named", by=by, at=at, subject=f"report:{report.pk}", region_code=report.region_code,
        surveyor=surveyor.name,
    )  # fmt: skip
    notify(
        Draft(f"usul-sanggah:{report.pk}:lapangan", "Tugas lapangan: laporan masyarakat",
              "Periksa rumah yang dilaporkan, lalu catat hasilnya.", user_id=surveyor.id,
              link=f"/usul-sanggah/{report.pk}/"),
        at=at,
    )  # fmt: skip


def _refuse_own(report: Report, by: Actor) -> None:
    with acting(SYSTEM):
        told = Reporter.objects.filter(pk=report.pk).values_list("user_id", "taken_by").first()
    if told and by.user_id in told:
        raise OwnReport("Laporan yang Anda sampaikan atau terima sendiri diperiksa oleh petugas lain.")
