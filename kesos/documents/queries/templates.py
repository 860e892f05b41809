"""Which template, title and signer count on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from kesos.documents.letters import LETTERS, MAIN
from kesos.documents.models import DocumentTemplate, DocumentTitle, Office, Signer
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused

MANAGE = "document_template.manage"
MANAGE_SIGNERS = MANAGE  # who keeps the letterhead keeps the names under it
STYLE = (
    "paper", "margin_top", "margin_bottom", "margin_left", "margin_right", "font", "font_key", "font_size",
    "letterhead", "logo_key",
)  # fmt: skip


def in_force(*, kind: str, office: Office | None, on: date) -> DocumentTemplate:
    """The office's own version of that day, else the default. Raises Refused where there is neither."""
    days = Q(state="active", valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    own = Q(office=office) | Q(office__isnull=True) if office else Q(office__isnull=True)
    found = DocumentTemplate.objects.filter(days & own, kind=kind).order_by("office_id").first()
    if found is None:  # NULLs sort last, so the office's own comes first
        raise Refused(
            "Belum ada templat surat yang berlaku pada tanggal ini. Aktifkan satu templat.", code="no_template"
        )
    return _dressed(found, office, on) if kind != MAIN and office and found.office_id is None else found


def _dressed(found: DocumentTemplate, office: Office, on: date) -> DocumentTemplate:
    """A shipped letter in the office's own paper, letterhead and coat of arms; never saved."""
    own = in_force(kind=MAIN, office=office, on=on)
    for name in STYLE:
        setattr(found, name, getattr(own, name))
    return found


def title_on(*, kind: str, on: date) -> str:
    days = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    title = DocumentTitle.objects.filter(days, kind=kind).values_list("title", flat=True).first()
    return title or LETTERS[kind].label


def versions(*, kind: str, office: Office | None) -> QuerySet[DocumentTemplate]:
    return DocumentTemplate.objects.filter(kind=kind, office=office).order_by("-version")


def manageable_offices(actor: Actor, permission: str) -> QuerySet[Office]:
    """Offices in the areas where the actor manages templates or signers."""
    areas = Q(pk__in=[])
    for area in actor.areas(permission):
        areas |= Q(region_code__startswith=area)
    return Office.objects.filter(areas).order_by("region_code", "name")


def office_to_manage(actor: Actor, permission: str, office_id: int) -> Office:
    office = manageable_offices(actor, permission).filter(pk=office_id).first()
    if office is None:
        raise NotFound()
    return office


def template_to_manage(actor: Actor, template_id: int) -> DocumentTemplate:
    """A version the actor may work on; the default belongs to those whose area is the whole country."""
    found = DocumentTemplate.objects.select_related("office").filter(pk=template_id).first()
    if found is None or not actor.may(MANAGE, found.office.region_code if found.office else ""):
        raise NotFound()
    return found


def template_to_see(actor: Actor, template_id: int, office: Office | None) -> DocumentTemplate:
    """A version to look at: one's own, or the default as one's own office would print it (never saved)."""
    found = DocumentTemplate.objects.filter(pk=template_id, office=None).first()
    if found is None or office is None or not actor.may(MANAGE, office.region_code):
        return template_to_manage(actor, template_id)
    found.office = office
    return found


def signers_on(*, office: Office, on: date) -> QuerySet[Signer]:
    """Those who may sign for the office that day."""
    days = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return Signer.objects.filter(days, office=office).order_by("capacity", "name")


def signers_of(office: Office) -> QuerySet[Signer]:
    return Signer.objects.filter(office=office).order_by("-valid_from", "-id")
