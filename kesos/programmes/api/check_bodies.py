"""What the monthly check of recipients says and takes, for programs."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Field, Schema

from kesos.foundation.numbers import masked
from kesos.programmes.models import Check
from kesos.programmes.queries import check_pages, checks
from kesos.programmes.queries.checks import Row
from kesos.programmes.services import checks as services
from kesos.registry.models import Enrolment
from kesos.ui.endpoints import now


class RuleFinding(Schema):
    code: Annotated[str, Field(examples=["TL-15"])]
    sentence: str
    source: str = ""
    on: str = ""


class RecipientRow(Schema):
    id: Annotated[int, Field(description="Nomor kepesertaan.")]
    person_id: int
    full_name: str
    nik: Annotated[str | None, Field(description="Disamarkan.")]
    programme: str
    membership: Annotated[str, Field(examples=["AKTIF"])]
    region_code: str
    rt: str
    rw: str
    state: Annotated[str, Field(examples=["BELUM_DIPERIKSA"])]
    proposed_at: Annotated[datetime | None, Field(description="Bila aturan yang mengusulkan pemeriksaannya.")]
    found: list[RuleFinding]
    has_photo: bool


class CheckOut(Schema):
    id: int
    enrolment_id: int
    month: date
    state: str
    proposed_at: datetime | None
    found: list[RuleFinding]
    checked_on: date | None
    reason_code: str
    reason: str
    evidence: str
    case_id: int
    last_seq: int


class RecipientOne(RecipientRow):
    check: Annotated[CheckOut | None, Field(description="Kosong: belum diperiksa bulan ini.")]
    rules: Annotated[list[str], Field(description="Yang ditemukan aturan sekarang, dengan kalimat.")]
    criteria: Annotated[str, Field(description="Kriteria Kepmensos 262/HUK/2022 menurut kunjungan terakhir.")]


class PlaceProgress(Schema):
    region_code: str
    recipients: int
    decided: int
    waiting: int
    proposed: int


class CheckPaperIn(Schema):
    paper: Literal["foto_rumah_depan", "titik_koordinat"]
    value: Annotated[str, Field(max_length=60, description="Titik: lintang,bujur,ketelitian.")] = ""


class CheckDecision(Schema):
    action: Literal["layak", "tidak_layak", "setujui", "tolak", "sahkan", "kembalikan_pengesahan"]
    on: Annotated[date | None, Field(description="Tanggal pemeriksaan; kosong: hari ini.")] = None
    reason_code: Annotated[str, Field(max_length=8, examples=["TL-14"])] = ""
    reason: Annotated[str, Field(max_length=1000)] = ""
    evidence: Annotated[str, Field(max_length=1000)] = ""
    seen: Annotated[int | None, Field(description="`last_seq` saat ditampilkan, agar klik ganda dikenali.")] = None


class ManyFit(Schema):
    ids: Annotated[list[int], Field(min_length=1, max_length=services.AT_ONCE)]
    looked_at: Annotated[Literal[True], Field(description="Foto dan titik rumah mereka sudah ditinjau.")]


class RefusedRecipient(Schema):
    id: int
    code: Annotated[str, Field(examples=["not_passed"])]
    detail: str


class ManyFitOut(Schema):
    passed: list[int]
    refused: list[RefusedRecipient]


class ToldOut(Schema):
    text: str
    told_on: date
    object_until: date
    answer_days: int
    handed_on: date | None
    handed_to: str


class HandOverIn(Schema):
    to: Annotated[str, Field(max_length=200)]
    on: date | None = None


class ChecksExportIn(Schema):
    purpose: Annotated[str, Field(max_length=200)]
    within: Annotated[str, Field(max_length=10, pattern="^[0-9]*$")] = ""
    month: date | None = None


class ExportStarted(Schema):
    job_id: int


class ThresholdIn(Schema):
    region_code: Annotated[str, Field(pattern="^[0-9]{4}$")]
    least: Annotated[int, Field(ge=0, le=20)]
    basis: Annotated[str, Field(max_length=500)]
    valid_from: date


def row_out(row: Row) -> RecipientRow:
    return RecipientRow(**_told(row))


def _told(row: Row) -> dict[str, Any]:
    return {
        "id": row.id, "person_id": row.person_id, "full_name": row.full_name,
        "nik": masked(row.nik) if row.nik else None, "programme": row.programme, "membership": row.membership,
        "region_code": row.region_code, "rt": row.rt, "rw": row.rw, "state": row.state, "proposed_at": row.proposed_at,
        "found": row.found, "has_photo": row.has_photo,
    }  # fmt: skip


def one_out(enrolment: Enrolment) -> RecipientOne:
    today = timezone.localdate(now())
    known = check_pages.facts(enrolment, on=today)
    check = Check.objects.select_related("case").filter(enrolment=enrolment).order_by("-month").first()
    (row,) = checks.rows_of([enrolment.pk], month=checks.month_of(today))
    return RecipientOne.model_validate(
        _told(row)
        | {
            "check": check_out(check) if check else None,
            "rules": [each.sentence for each in known.findings],
            "criteria": known.weighed.told if known.weighed else "",
        }
    )


def check_out(check: Check) -> CheckOut:
    return CheckOut(
        id=check.pk, enrolment_id=check.enrolment_id, month=check.month, state=check.state,
        proposed_at=check.proposed_at, found=[RuleFinding(**each) for each in check.found],
        checked_on=check.checked_on, reason_code=check.reason_code, reason=check.reason, evidence=check.evidence,
        case_id=check.case_id, last_seq=check.case.last_seq,
    )  # fmt: skip
