"""Templates of letters by a program: drafted, looked at, put in force, brought back."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.documents.letters import LETTERS
from kesos.documents.models import DocumentTemplate, Office
from kesos.documents.queries import templates as queries
from kesos.documents.queries.templates import MANAGE
from kesos.documents.services import templates as services
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed
from kesos.ui.endpoints import Asked, needs, now

KIND = next(iter(LETTERS))
router = Router(tags=["Templat surat"])
Margin = Annotated[int, Field(ge=5, le=60)]


class TemplateOut(Schema):
    id: int
    office_id: int | None
    version: int
    state: Annotated[str, Field(examples=["active"])]
    valid_from: date | None
    valid_to: date | None
    paper: str
    margin_top: int
    margin_bottom: int
    margin_left: int
    margin_right: int
    font: str
    font_size: Decimal
    letterhead: list[str]
    body: str
    footer: str
    number_pattern: str
    validity_days: int
    shows_decile: bool
    shows_family: bool
    shows_programmes: bool


class Draft(Schema):
    """What is not told stays as in the version in force."""

    office_id: Annotated[int | None, Field(description="Kosong: templat bawaan seluruh Indonesia.")] = None
    letterhead: Annotated[list[str] | None, Field(max_length=8)] = None
    body: Annotated[str | None, Field(max_length=20_000)] = None
    footer: Annotated[str | None, Field(max_length=400)] = None
    number_pattern: Annotated[str | None, Field(max_length=80, examples=["460/{seq}/{unit}/{year}"])] = None
    validity_days: Annotated[int | None, Field(ge=1, le=3660)] = None
    paper: Literal["a4", "f4"] | None = None
    margin_top: Margin | None = None
    margin_bottom: Annotated[int | None, Field(ge=10, le=60)] = None
    margin_left: Margin | None = None
    margin_right: Margin | None = None
    font_size: Annotated[Decimal | None, Field(ge=8, le=16)] = None
    shows_family: bool | None = None
    shows_decile: bool | None = None
    shows_programmes: bool | None = None


class FromDay(Schema):
    on: Annotated[date, Field(description="Hari ini atau sesudahnya.")]


@router.get(
    "/letter-templates", response=list[TemplateOut], operation_id="listTemplates", summary="Versi templat surat"
)
@needs(MANAGE)
def listed(request: Asked, office_id: Annotated[int | None, Query()] = None) -> list[DocumentTemplate]:
    """Versi satu kantor, yang terbaru lebih dahulu; tanpa kantor: templat bawaan."""
    office = _office(request.actor, office_id)
    return list(queries.versions(kind=KIND, office=office)[:100])


@router.post(
    "/letter-templates", response={201: TemplateOut}, operation_id="saveTemplateDraft", summary="Simpan rancangan"
)
@needs(MANAGE)
def save(
    request: Asked, form: Form[Draft], logo: File[UploadedFile | None] = None, font: File[UploadedFile | None] = None
) -> DocumentTemplate:
    """Satu rancangan terbuka tiap kantor; surat belum berubah sampai rancangan diberlakukan."""
    values: dict[str, Any] = {name: value for name, value in form.dict().items() if value is not None}
    office = _office(request.actor, values.pop("office_id", None))
    if logo is not None:
        values["logo_key"] = services.keep_logo(content=logo.read(services.LARGEST_LOGO + 1))
    if font is not None:
        kept = services.keep_font(content=font.read(services.LARGEST_FONT + 1))
        values["font"], values["font_key"] = kept.family, kept.key
    return services.save_draft(kind=KIND, office=office, values=values, by=request.actor, at=now())


@router.get(
    "/letter-templates/{int:template_id}/preview", operation_id="previewTemplate", summary="Contoh cetak",
    openapi_extra={"responses": {200: {"description": "Contoh", "content": {"application/pdf": {}}}}},
)  # fmt: skip
@needs(MANAGE)
def preview(request: Asked, template_id: int, office_id: Annotated[int | None, Query()] = None) -> HttpResponse:
    """Surat contoh dengan kata CONTOH; templat yang salah ditolak dengan barisnya."""
    office = None if office_id is None else _office(request.actor, office_id)
    template = queries.template_to_see(request.actor, template_id, office)
    pages = services.preview(template=template, by=request.actor, at=now(), as_pdf=True)
    return HttpResponse(pages[0], content_type="application/pdf")


@router.post(
    "/letter-templates/{int:template_id}/activate", response=TemplateOut, operation_id="activateTemplate",
    summary="Berlakukan",
)  # fmt: skip
@needs(MANAGE)
def activate(request: Asked, template_id: int, body: FromDay) -> DocumentTemplate:
    """Rancangan berlaku sejak suatu hari; versi sebelumnya berakhir sehari sebelumnya."""
    return services.activate(template_id=template_id, on=body.on, by=request.actor, at=now())


@router.post(
    "/letter-templates/{int:template_id}/revert", response=TemplateOut, operation_id="revertTemplate",
    summary="Pulihkan versi lama",
)  # fmt: skip
@needs(MANAGE)
def revert(request: Asked, template_id: int, body: FromDay) -> DocumentTemplate:
    """Isi versi lama menjadi versi baru yang berlaku sejak suatu hari."""
    return services.revert(template_id=template_id, on=body.on, by=request.actor, at=now())


def _office(actor: Actor, office_id: int | None) -> Office | None:
    if office_id is not None:
        return queries.office_to_manage(actor, MANAGE, office_id)
    if not actor.may(MANAGE, ""):
        raise NotAllowed("Templat bawaan diurus di tingkat pusat. Sebutkan `office_id` kantor Anda.")
    return None
