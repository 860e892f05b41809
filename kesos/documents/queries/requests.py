"""Requests at the counter, one or a list of them, and who may sign what they ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kesos.documents.models import CertificateRequest, Document, Office, Signer
from kesos.documents.queries import letters
from kesos.documents.queries.templates import signers_on
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.regions.scope import within
from kesos.workflow.models import Paper

SCANS = {"ktp": "KTP", "kk": "KK"}

PAGE = 50
WAITING = ("DIMINTA", "DIPERIKSA")
STILL_WAITING = Q(case__closed_at=None, case__flow="surat_keterangan", case__state__in=WAITING)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks of the list; empty means all."""

    state: str = ""
    name: str = ""
    areas: Sequence[str] | None = None  # narrower than the actor's own; None narrows nothing


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the next page goes on: after this case, among those that wait or among those that are done."""

    waiting: bool
    case_id: int


def visible_to(actor: Actor) -> QuerySet[CertificateRequest]:
    return CertificateRequest.objects.filter(within(actor.areas(letters.VIEW)))


def page(
    actor: Actor, wanted: Wanted, *, after: Mark | None = None, limit: int = PAGE
) -> tuple[list[CertificateRequest], Mark | None]:
    """Those that wait come first, the oldest of them on top; then the others, the newest on top."""
    found: list[CertificateRequest] = []
    asked = _filtered(visible_to(actor).select_related("case", "person"), wanted)
    if wanted.state in ("", *WAITING) and (after is None or after.waiting):
        waiting = asked.filter(STILL_WAITING).order_by("case_id")
        found += (waiting.filter(case_id__gt=after.case_id) if after else waiting)[: limit + 1]
    if wanted.state not in WAITING and len(found) <= limit:
        done = asked.exclude(case__state__in=WAITING).order_by("-case_id")
        before = after.case_id if after and not after.waiting else None
        found += (done.filter(case_id__lt=before) if before else done)[: limit + 1 - len(found)]
    shown = found[:limit]
    return shown, _mark(shown[-1]) if len(found) > limit else None


def by_id(actor: Actor, request_id: int) -> CertificateRequest:
    """Raises NotFound also where it is out of reach."""
    found = visible_to(actor).select_related("case", "person").filter(pk=request_id).first()
    if found is None:
        raise NotFound("Permohonan surat tidak ditemukan.")
    return found


def newest_of(actor: Actor, person_id: int) -> CertificateRequest:
    """Raises NotFound also where the person's place is out of reach."""
    found = visible_to(actor).select_related("case", "person").filter(person_id=person_id).order_by("-pk").first()
    if found is None:
        raise NotFound("Permohonan surat tidak ditemukan.")
    return found


def of_ids(actor: Actor, ids: Iterable[int]) -> list[CertificateRequest]:
    """Those of them that are in reach, in the order of the list."""
    return list(visible_to(actor).select_related("case", "person").filter(pk__in=list(ids)).order_by("case_id"))


def scans_of(asked: CertificateRequest) -> list[tuple[str, UUID]]:
    """«KTP» and «KK» with the file that was brought for this request."""
    kept = Paper.objects.filter(case_id=asked.case_id, code__in=SCANS, current=True).exclude(file_key="")
    found = dict(kept.values_list("code", "file_key"))
    return [(label, UUID(found[code])) for code, label in SCANS.items() if code in found]


def letter_of(actor: Actor, asked: CertificateRequest) -> Document | None:
    return letters.visible_to(actor).filter(case_id=asked.case_id).order_by("-pk").first()


def signers_for(region_code: str, *, on: date) -> list[tuple[Office, list[Signer]]]:
    """Offices of this place and of those around it, the nearest first, with who may sign today."""
    around = [region_code[:n] for n in (10, 6, 4, 2) if n <= len(region_code)]
    offices = sorted(Office.objects.filter(region_code__in=around), key=lambda each: -len(each.region_code))
    told = [(office, list(signers_on(office=office, on=on))) for office in offices]
    return [(office, signers) for office, signers in told if signers]


def _mark(last: CertificateRequest) -> Mark:
    return Mark(last.case.state in WAITING, last.case_id)


def _filtered(asked: QuerySet[CertificateRequest], wanted: Wanted) -> QuerySet[CertificateRequest]:
    if wanted.state:
        asked = asked.filter(case__flow="surat_keterangan", case__state=wanted.state)
    if wanted.areas is not None:
        asked = asked.filter(within(wanted.areas))
    return asked.filter(case__title__icontains=wanted.name) if wanted.name else asked
