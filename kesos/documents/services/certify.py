"""The surat keterangan at the counter: asked for, looked up, issued or refused, by the flow `surat_keterangan`."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kesos.bulk.sql import row
from kesos.database.acting import acting
from kesos.documents.models import CertificateRequest, Document, Office, Signer
from kesos.documents.queries.listing import listing_snapshot
from kesos.documents.services.issuing import issue
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.registry.queries import people
from kesos.workflow import services as workflow

FLOW, KIND = "surat_keterangan", "surat_keterangan_dtks"


class NotListed(Refused):
    """The person's family is not in the integrated data: no letter, but a proposal is possible."""

    code = "not_listed"


class AlreadyAsked(Refused):
    """A request of the same person is still open."""

    code = "already_asked"


@transaction.atomic
def ask(*, person_id: int, purpose: str, ktp_key: str, kk_key: str, by: Actor, at: datetime) -> CertificateRequest:
    """Take a request with its papers and look the person up. Raises NotFound, Refused, AlreadyAsked."""
    with acting(by):
        person = people.by_id(by, person_id)
        if not purpose.strip():
            raise Refused("Keperluan surat wajib diisi.", code="purpose_missing", field="purpose")
        # two clicks at once: the second waits here until the first is seen
        row("select pg_advisory_xact_lock(hashtext('certificate'), hashint8(%(person)s))", {"person": person.pk})
        if CertificateRequest.objects.filter(person=person, case__state__in=("DIMINTA", "DIPERIKSA")).exists():
            raise AlreadyAsked("Permohonan surat untuk warga ini sudah dicatat dan masih diproses.")
        family = person.memberships.filter(left_on=None).values_list("family_id", flat=True).first()
        case = workflow.open_case(
            flow=FLOW, region_code=person.region_id, family_id=family, title=person.full_name,
            path=f"/surat/permohonan/{person.pk}/", by=by, at=at,
        )  # fmt: skip
        asked = CertificateRequest.objects.create(
            person=person, case=case, region_code=person.region_id, purpose=purpose.strip()
        )
        for paper, key, value in (("ktp", ktp_key, ""), ("kk", kk_key, ""), ("keperluan", "", purpose)):
            workflow.attach_paper(case_id=case.pk, paper=paper, file_key=key, value=value, by=by, at=at)
        workflow.decide(case_id=case.pk, action="cek_siks", by=by, at=at)
        return asked


@transaction.atomic
def issue_certificate(*, request_id: int, office: Office, signer: Signer, by: Actor, at: datetime) -> Document:
    """Issue the letter with the data of this moment. Raises NotFound, NotListed and the kernel's refusals."""
    with acting(by):
        asked = CertificateRequest.objects.select_related("case").filter(pk=request_id).first()
        if asked is None:
            raise NotFound("Permohonan surat tidak ditemukan.")
        snapshot = listing_snapshot(by, asked.person_id, on=localdate(at))
        if snapshot is None:
            raise NotListed("Keluarga ini tidak terdaftar di DTSEN. Tolak permohonannya, lalu tawarkan usulan baru.")
        letter = issue(
            kind=KIND, office=office, snapshot=snapshot, person_id=asked.person_id, region_code=asked.region_code,
            purpose=asked.purpose, signer=signer, case_id=asked.case_id, by=by, at=at,
        )  # fmt: skip
        seen = f"{snapshot.listing.short_name} {snapshot.listing.period}".strip()
        for paper, value in (
            ("hasil_cek_dtsen", seen),
            ("nomor_surat", letter.number),
            ("tanda_tangan_qr", f"QR {letter.check_code}; tanda tangan basah dan cap"),
        ):
            workflow.attach_paper(case_id=asked.case_id, paper=paper, value=value, by=by, at=at)
        workflow.decide(case_id=asked.case_id, action="terbitkan", by=by, at=at)
        return letter


@transaction.atomic
def refuse_certificate(*, request_id: int, by: Actor, at: datetime) -> None:
    """Nobody found: the request ends, and the counter may offer a proposal."""
    with acting(by):
        asked = CertificateRequest.objects.filter(pk=request_id).first()
        if asked is None:
            raise NotFound("Permohonan surat tidak ditemukan.")
        workflow.decide(case_id=asked.case_id, action="tidak_terdaftar", by=by, at=at)
