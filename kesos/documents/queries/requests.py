"""Requests at the counter, and who may sign what they ask for."""

from datetime import date
from uuid import UUID

from kesos.documents.models import CertificateRequest, Document, Office, Signer
from kesos.documents.queries import letters
from kesos.documents.queries.templates import signers_on
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.regions.scope import within
from kesos.workflow.models import Paper

SCANS = {"ktp": "KTP", "kk": "KK"}


def newest_of(actor: Actor, person_id: int) -> CertificateRequest:
    """Raises NotFound also where the person's place is out of reach."""
    found = (
        CertificateRequest.objects.select_related("case", "person")
        .filter(within(actor.areas(letters.VIEW)), person_id=person_id)
        .order_by("-pk")
        .first()
    )
    if found is None:
        raise NotFound("Permohonan surat tidak ditemukan.")
    return found


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
