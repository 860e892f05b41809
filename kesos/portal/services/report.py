"""A citizen tells an usul or a sanggah; what is kept of it names the family, never who told it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO

from django.db import transaction

from kesos.audit.details import without_numbers
from kesos.audit.services import record
from kesos.bulk.sql import one_at_a_time
from kesos.database.acting import acting
from kesos.evidence.queries.brought import remarks
from kesos.evidence.queries.papers import FRONT, POINT
from kesos.evidence.services.photograph import sent_mark
from kesos.files import services as files
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.portal.guards import ELSEWHERE
from kesos.portal.models import Report, Reporter
from kesos.portal.models.reports import FLOW
from kesos.portal.queries import accounts
from kesos.regions import codelists
from kesos.registry.models import Enrolment, Family, Person
from kesos.registry.models.families import HEAD
from kesos.registry.queries import people
from kesos.workflow import services as workflow
from kesos.workflow.services import NewPaper

TAKE, OWN = "report.take", "report.own"
PICTURE = "foto laporan"  # a file's own name may say whose telephone it came from
RECEIVES = ("AKTIF", "DITANGGUHKAN")


class ReportRefused(Refused):
    """What was told cannot be taken as it is; `field` says what to mend."""

    code = "report_refused"


@dataclass(frozen=True, slots=True)
class Told:
    """What the form brought. A sanggah names an enrolment; an usul a card, its head and a programme."""

    kind: str
    reason: str
    photo: BinaryIO
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    no_point_reason: str = ""
    enrolment_id: int | None = None
    kk: int | None = None
    head_name: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class _Subject:
    region_code: str
    mark: str
    name: str
    programme: str
    person_id: int | None
    family_id: int | None
    enrolment_id: int | None = None
    kk: int | None = None


@transaction.atomic
def tell(*, told: Told, by: Actor, at: datetime) -> Report:
    """By the citizen's own account. The same thing told again while it is open changes nothing.

    Raises NoCitizen, NotAllowed, ReportRefused, NotFound, and what the file store refuses.
    """
    account = accounts.own_account(by)
    by.require(OWN, account.region_code)
    return _keep(told, account.person_id, by=by, taken_by=None, user_id=by.user_id, at=at)


@transaction.atomic
def take_at_counter(*, told: Told, person_id: int, by: Actor, at: datetime) -> Report:
    """By an official for the citizen who stands before them. Raises also NotAllowed outside the official's area."""
    teller = people.by_id(by, person_id)
    by.require(TAKE, teller.region_id)
    if teller.died_on is not None:
        raise ReportRefused(
            "Orang ini tercatat meninggal. Catat laporannya atas nama warga yang hadir.", code="person_dead"
        )
    account = accounts.account_of(teller.pk)
    return _keep(told, teller.pk, by=by, taken_by=by.user_id, user_id=account.user_id if account else None, at=at)


def _keep(told: Told, person_id: int, *, by: Actor, taken_by: int | None, user_id: int | None, at: datetime) -> Report:
    _refuse_incomplete(told)
    # as the system: neither case nor decision nor file nor audit may carry the name of who told it
    with acting(SYSTEM):
        teller = Person.objects.get(pk=person_id)
        one_at_a_time("report", person_id)
        subject = _recipient(told, teller) if told.kind == Report.Kind.SANGGAH else _family(told, teller)
        # told at a counter is another thing than told by the account: nobody tries out at the counter who told a report
        what = f"loket {taken_by}:{subject.mark}" if taken_by else subject.mark
        before = Reporter.objects.filter(person=teller, mark=what, ended_at=None).select_related("report")
        if again := before.first():
            return again.report
        mark = sent_mark(told.photo)
        photo = files.put_photo(
            data=told.photo, name=PICTURE, kind="photo", region_code=subject.region_code, by=SYSTEM, at=at
        )
        odd = remarks(
            photo=photo, mark=mark, latitude=told.latitude, longitude=told.longitude, region_code=subject.region_code,
            family_id=subject.family_id, at=at,
        )  # fmt: skip
        through = Report.Through.COUNTER if taken_by else "account"
        report = _written(told, subject, str(photo.file.key), odd, through, at)
        Reporter.objects.create(
            report=report, person=teller, user_id=user_id, taken_by=taken_by, lives_in=teller.region_id,
            region_code=subject.region_code, mark=what, told_at=at,
        )  # fmt: skip
        workflow.decide(case_id=report.case_id, action="kirim", by=SYSTEM, at=at, reason=report.reason)
        report.refresh_from_db()
    record(
        "portal.report_told", by=by if taken_by else SYSTEM, at=at, subject=f"report:{report.pk}",
        region_code=report.region_code, what=report.get_kind_display().lower(),
        through=report.get_through_display().lower(),
    )  # fmt: skip
    return report


def _written(told: Told, subject: _Subject, photo_key: str, odd: list[str], through: str, at: datetime) -> Report:
    title = f"{Report.Kind(told.kind).label}: {subject.name}, {subject.programme}"
    case = workflow.open_case(
        flow=FLOW, region_code=subject.region_code, family_id=subject.family_id, title=title, by=SYSTEM, at=at
    )
    report = Report.objects.create(
        case=case, kind=told.kind, through=through, region_code=subject.region_code, person_id=subject.person_id,
        family_id=subject.family_id, enrolment_id=subject.enrolment_id, subject_name=subject.name, kk=subject.kk,
        programme=subject.programme, reason=without_numbers(told.reason.strip()), photo_key=photo_key,
        latitude=told.latitude, longitude=told.longitude, no_point_reason=told.no_point_reason.strip(),
        remarks=odd, state=case.state, state_at=at, sent_at=at,
    )  # fmt: skip
    type(case).objects.filter(pk=case.pk).update(path=f"/usul-sanggah/{report.pk}/")
    point = (
        f"{told.latitude}, {told.longitude}" if told.latitude is not None else f"tanpa titik: {told.no_point_reason}"
    )
    about = "penerima_disanggah" if told.kind == Report.Kind.SANGGAH else "kk_dan_program"
    papers = [NewPaper(FRONT, photo_key), NewPaper(POINT, value=point), NewPaper(about, value=title)]
    workflow.attach_several(case_ids=[case.pk], papers=papers, by=SYSTEM, at=at)
    return report


def _refuse_incomplete(told: Told) -> None:
    if told.kind not in Report.Kind.values:
        raise ReportRefused("Pilih usul atau sanggah.", field="kind")
    if len(told.reason.strip()) < 10:
        raise ReportRefused("Tuliskan alasannya, paling sedikit sepuluh huruf.", field="reason")
    if (told.latitude is None) != (told.longitude is None):
        raise ReportRefused("Isi lintang dan bujur keduanya, atau kosongkan keduanya.", field="latitude")
    if told.latitude is None and not told.no_point_reason.strip():
        raise ReportRefused(
            "Isi titik rumah, atau tuliskan mengapa titiknya tidak dapat diambil.", field="no_point_reason"
        )


def _recipient(told: Told, teller: Person) -> _Subject:
    found = Enrolment.objects.filter(pk=told.enrolment_id or 0, to_on=None, state__in=RECEIVES).select_related("person")
    enrolment = found.first()
    if enrolment is None:
        raise NotFound("Penerima yang disanggah tidak ditemukan. Cari lagi menurut namanya.")
    recipient = enrolment.person
    if recipient.region_id != teller.region_id:
        raise ReportRefused(ELSEWHERE, code="other_village", field="recipient")
    if enrolment.family_id is not None and enrolment.family_id == accounts.family_of(teller.pk):
        raise ReportRefused(
            "Ini keluarga Anda sendiri. Bantuan keluarga sendiri dapat dilepas di kelurahan.", field="recipient"
        )
    return _Subject(
        region_code=recipient.region_id, mark=f"sanggah:{enrolment.pk}", name=recipient.full_name,
        programme=enrolment.programme, person_id=recipient.pk, family_id=enrolment.family_id, enrolment_id=enrolment.pk,
    )  # fmt: skip


def _family(told: Told, teller: Person) -> _Subject:
    """A card that nobody here has is taken like one that is known: the answer tells an outsider nothing."""
    if told.kk is None:
        raise ReportRefused("Isi No KK keluarga yang diusulkan.", field="kk")
    if not told.head_name.strip():
        raise ReportRefused("Isi nama kepala keluarga yang diusulkan.", field="head_name")
    if told.programme not in {entry.code for entry in codelists.history("programs")}:
        raise ReportRefused("Pilih program yang diusulkan dari daftar.", field="programme")
    family = Family.objects.filter(kk=told.kk, region_id=teller.region_id).first()
    head = family.memberships.filter(relation=HEAD, left_on=None).first() if family else None
    return _Subject(
        region_code=teller.region_id, mark=f"usul:{told.kk}:{told.programme}", name=told.head_name.strip()[:120],
        programme=told.programme, person_id=head.person_id if head else None,
        family_id=family.pk if family else None, kk=told.kk,
    )  # fmt: skip
