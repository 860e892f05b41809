"""The surat keterangan at the counter: asked for, looked up, issued or refused, by the flow `surat_keterangan`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from kesos.bulk.sql import one_at_a_time
from kesos.database.acting import acting
from kesos.documents.faults import UnprintableText
from kesos.documents.models import CertificateRequest, Document, Office, Signer
from kesos.documents.queries import requests
from kesos.documents.queries.listing import listing_snapshots
from kesos.documents.services.issuing import ISSUED, MOST_AT_ONCE, AlreadyIssued, Order, issue, issue_many
from kesos.documents.snapshot import ListingSnapshot
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.registry.queries import people
from kesos.workflow import services as workflow
from kesos.workflow.services import NewPaper

FLOW, KIND = "surat_keterangan", "surat_keterangan_dtks"
# what the letter itself brings to its case
SHOWN = "Asli diperlihatkan di loket"
SEEN, NUMBER, SIGNED = "hasil_cek_dtsen", "nomor_surat", "tanda_tangan_qr"


class NotListed(Refused):
    """The person's family is not in the integrated data: no letter, but a proposal is possible."""

    code = "not_listed"


class OfficeElsewhere(Refused):
    """The chosen office does not serve the place of the request."""

    code = "office_elsewhere"


class AlreadyAsked(Refused):
    """A request of the same person is still open."""

    code = "already_asked"


@dataclass(frozen=True, slots=True)
class Certified:
    """Letters in order of number; `refused` by request, where one that is out of reach is simply not found."""

    batch: UUID | None = None
    letters: list[Document] = field(default_factory=list)
    refused: dict[int, Refused] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Ready:
    """Requests whose letter may be issued now, held until the transaction ends."""

    orders: dict[int, Order] = field(default_factory=dict)
    seen: dict[int, str] = field(default_factory=dict)  # by case: where the person is listed, in words
    refused: dict[int, Refused] = field(default_factory=dict)


def ask(
    *, person_id: int, purpose: str, ktp_key: str, kk_key: str, by: Actor, at: datetime, shown: bool = False
) -> CertificateRequest:
    """Take a request with its papers and look the person up; `shown`: the originals were seen and nothing is kept.

    Raises NotFound, Refused, AlreadyAsked.
    """
    with acting(by):
        person = people.by_id(by, person_id)
        if person.died_on is not None:
            raise Refused(
                "Orang ini tercatat meninggal; suratnya dibuat atas nama anggota keluarga yang memerlukannya. "
                "Bila catatan itu keliru, mintakan koreksi ke Disdukcapil.", code="person_dead",
            )  # fmt: skip
        if not purpose.strip():
            raise Refused("Keperluan surat wajib diisi.", code="purpose_missing", field="purpose")
        if not shown and not (ktp_key and kk_key):
            raise Refused("Lampirkan pindaian KTP dan KK, atau lihat aslinya di loket.", code="papers_missing")
        # two clicks at once: the second waits here until the first is seen
        one_at_a_time("certificate", person.pk)
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
        seen = SHOWN if shown else ""
        papers = [NewPaper("ktp", ktp_key, seen), NewPaper("kk", kk_key, seen), NewPaper("keperluan", value=purpose)]
        workflow.attach_several(case_ids=[case.pk], papers=papers, by=by, at=at)
        workflow.decide(case_id=case.pk, action="cek_siks", by=by, at=at)
        return asked


def issue_certificate(*, request_id: int, office: Office, signer: Signer, by: Actor, at: datetime) -> Document:
    """Issue the letter with the data of this moment. Raises NotFound, NotListed and the kernel's refusals."""
    with acting(by):
        ready = _ready([request_id], office, by, at)
        if request_id in ready.refused:
            raise ready.refused[request_id]
        order = ready.orders[request_id]
        letter = issue(
            kind=KIND, office=office, snapshot=order.snapshot, person_id=order.person_id, purpose=order.purpose,
            region_code=order.region_code, signer=signer, case_id=order.case_id, by=by, at=at,
        )  # fmt: skip
        cases = _attach([letter], ready, by, at)
        workflow.decide(case_id=cases[0], action="terbitkan", by=by, at=at)
        return letter


def issue_certificates(
    *, request_ids: Sequence[int], office: Office, signer: Signer, by: Actor, at: datetime
) -> Certified:
    """Issue many letters in sets, each as `issue_certificate` would; those that may not are left out and told why.

    Raises Refused for too many at once, and for what would refuse every one of them: the signer, the template.
    """
    ids = list(dict.fromkeys(request_ids))
    if len(ids) > MOST_AT_ONCE:
        raise Refused(
            f"Paling banyak {MOST_AT_ONCE} surat sekali terbit, dan ini {len(ids)}. Bagi daftarnya menjadi beberapa.",
            code="too_many_letters",
        )
    with acting(by):
        ready = _ready(ids, office, by, at)
        if not ready.orders:
            return Certified(refused=ready.refused)
        waiting = list(ready.orders)
        done = issue_many(
            kind=KIND, office=office, signer=signer, orders=list(ready.orders.values()), by=by, at=at
        )  # fmt: skip
        unprintable = {waiting[place]: UnprintableText(why) for place, why in done.refused.items()}
        if done.documents:
            cases = _attach(done.documents, ready, by, at)
            outcome = workflow.decide_many(flow=FLOW, action="terbitkan", case_ids=cases, by=by, at=at)
            if len(outcome.moved) < len(cases):  # a rule of the house changed in these seconds: nothing of it stands
                raise Refused(
                    "Ketentuan wilayah ini baru saja berubah. Ulangi penerbitannya.", code="changed_meanwhile"
                )
        return Certified(done.batch if done.documents else None, done.documents, ready.refused | unprintable)


def refuse_certificate(*, request_id: int, by: Actor, at: datetime) -> None:
    """Nobody found: the request ends, and the counter may offer a proposal."""
    with acting(by):
        asked = CertificateRequest.objects.filter(pk=request_id).first()
        if asked is None:
            raise NotFound("Permohonan surat tidak ditemukan.")
        workflow.decide(case_id=asked.case_id, action="tidak_terdaftar", by=by, at=at)


def _ready(ids: Sequence[int], office: Office, by: Actor, at: datetime) -> _Ready:
    """Sort the requests before a number is used. The cases are locked first: a second click waits here."""
    found = {asked.pk: asked for asked in requests.visible_to(by).filter(pk__in=ids)}
    foreseen = workflow.foresee(
        flow=FLOW, action="terbitkan", case_ids=[asked.case_id for asked in found.values()],
        brings=(SEEN, NUMBER, SIGNED), by=by, at=at,
    )  # fmt: skip
    listed = listing_snapshots(by, [asked.person_id for asked in found.values()], on=localdate(at))
    ready = _Ready()
    for each in ids:
        try:
            asked = _may_be_issued(found.get(each), office, foreseen)
            snapshot = _listed(asked, listed)
        except Refused as refusal:
            ready.refused[each] = refusal
            continue
        ready.orders[each] = Order(snapshot, asked.region_code, asked.purpose, asked.person_id, asked.case_id)
        ready.seen[asked.case_id] = f"{snapshot.listing.short_name} {snapshot.listing.period}".strip()
    return ready


def _may_be_issued(
    asked: CertificateRequest | None, office: Office, foreseen: Mapping[int, Refused]
) -> CertificateRequest:
    if asked is None:
        raise NotFound("Permohonan surat tidak ditemukan.")
    if refusal := foreseen.get(asked.case_id):
        raise AlreadyIssued(ISSUED) if refusal.code == "repeated" else refusal
    if not asked.region_code.startswith(office.region_code):
        raise OfficeElsewhere(f"{office.name} tidak melayani wilayah pemohon. Pilih penanda tangan dari kantor lain.")
    return asked


def _listed(asked: CertificateRequest, listed: Mapping[int, ListingSnapshot | None]) -> ListingSnapshot:
    if asked.person_id not in listed:
        raise NotFound("Warga tidak ditemukan.")
    snapshot = listed[asked.person_id]
    if snapshot is None:
        raise NotListed("Keluarga ini tidak terdaftar di DTSEN. Tolak permohonannya, lalu tawarkan usulan baru.")
    return snapshot


def _attach(letters: Sequence[Document], ready: _Ready, by: Actor, at: datetime) -> list[int]:
    """The papers that each letter brings to its case, all papers of all cases in one go; returns the cases."""
    of = {letter.case_id: letter for letter in letters if letter.case_id is not None}
    papers = [
        NewPaper(SEEN, value={case: ready.seen[case] for case in of}),
        NewPaper(NUMBER, value={case: letter.number for case, letter in of.items()}),
        NewPaper(
            SIGNED, value={case: f"QR {letter.check_code}; tanda tangan basah dan cap" for case, letter in of.items()}
        ),
    ]
    workflow.attach_several(case_ids=list(of), papers=papers, by=by, at=at)
    return list(of)
