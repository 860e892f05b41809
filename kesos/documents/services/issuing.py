"""Issue one letter, or a whole queue of them: number, file and row in one transaction."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from kesos.audit.services import record
from kesos.documents import check_code, composing, storage, words
from kesos.documents.composing import Frame
from kesos.documents.engine import Press, Sheet, press
from kesos.documents.faults import UnprintableText
from kesos.documents.letters import LETTERS
from kesos.documents.models import Document, Office, Signer
from kesos.documents.queries import templates
from kesos.documents.services import numbering
from kesos.documents.snapshot import Snapshot
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused

MOST_AT_ONCE, AT_A_TIME = 1000, 25
ISSUED = "Surat untuk permohonan ini sudah terbit; buka daftar surat untuk mencetaknya lagi."


class NumberTaken(Refused):
    """Two kinds of letters of one office share a pattern and met at one number."""

    code = "number_taken"


class AlreadyIssued(Refused):
    """The case has its letter: a double click, or two officials at once."""

    code = "letter_already_issued"


@dataclass(frozen=True, slots=True)
class Order:
    """One letter to issue in a batch."""

    snapshot: Snapshot
    region_code: str
    purpose: str
    person_id: int | None = None
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """`refused` names the place in the given list and the sentence; a refused letter uses up no number."""

    batch: uuid.UUID
    documents: list[Document] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def issue(
    *,
    kind: str,
    office: Office,
    snapshot: Snapshot,
    person_id: int | None,
    region_code: str,
    purpose: str,
    signer: Signer,
    case_id: int | None,
    by: Actor,
    at: datetime,
) -> Document:
    """One letter. Raises Refused where the template, the signer or a sign in a name does not allow it."""
    order = Order(snapshot, region_code, purpose, person_id, case_id)
    done = _issue(kind=kind, office=office, signer=signer, orders=[order], batch=None, by=by, at=at)
    if done.refused:
        raise UnprintableText(done.refused[0])
    letter = done.documents[0]
    record(
        "documents.issued", by=by, at=at, subject=f"document:{letter.pk}", region_code=region_code,
        number=letter.number, letter=letter.title,
    )  # fmt: skip
    return letter


@transaction.atomic
def issue_many(
    *, kind: str, office: Office, signer: Signer, orders: Sequence[Order], by: Actor, at: datetime
) -> Issued:
    """Many letters of one office, one after another in number; one event for the batch.

    A letter whose name cannot be printed is left out and told; every other fault refuses the whole batch.
    """
    if len(orders) > MOST_AT_ONCE:
        raise Refused(f"Paling banyak {MOST_AT_ONCE} surat sekali cetak; bagi daftarnya menjadi beberapa.")
    done = _issue(kind=kind, office=office, signer=signer, orders=orders, batch=uuid.uuid4(), by=by, at=at)
    if done.documents:
        record(
            "documents.issued_many", by=by, at=at, subject=f"batch:{done.batch}", region_code=office.region_code,
            letters=len(done.documents), refused=len(done.refused),
            first=done.documents[0].number, last=done.documents[-1].number,
        )  # fmt: skip
    return done


def _issue(
    *,
    kind: str,
    office: Office,
    signer: Signer,
    orders: Sequence[Order],
    batch: uuid.UUID | None,
    by: Actor,
    at: datetime,
) -> Issued:
    for area in {order.region_code for order in orders}:
        by.require(LETTERS[kind].issue, area)
    frame = _frame(kind=kind, office=office, signer=signer, at=at)
    done = Issued(batch=batch or uuid.UUID(int=0))
    machine = press()
    first = numbering.hold(office_id=office.pk, kind=kind, year=frame.issued_on.year)
    waiting = list(enumerate(orders))
    while waiting:
        waiting = _print(frame, machine, waiting, first, batch, by, done)
    _insert(done.documents[len(done.documents) // AT_A_TIME * AT_A_TIME :])
    to = first + len(done.documents)
    numbering.move(office_id=office.pk, kind=kind, year=frame.issued_on.year, to=to)
    return done


def _insert(letters: list[Document]) -> None:
    try:
        with transaction.atomic():
            Document.objects.bulk_create(letters)
    except IntegrityError as clash:
        raise _clash(clash) from clash


def _clash(clash: IntegrityError) -> Refused:
    """Which promise of the table was about to be broken, in a sentence."""
    if "document_once_a_case" in str(clash):
        return AlreadyIssued(ISSUED)
    return NumberTaken("Nomor surat ini sudah dipakai di kantor yang sama. Bedakan pola nomor pada templat surat.")


def _print(
    frame: Frame,
    machine: Press,
    waiting: list[tuple[int, Order]],
    first: int,
    batch: uuid.UUID | None,
    by: Actor,
    done: Issued,
) -> list[tuple[int, Order]]:
    """Print until the end or the first letter that cannot be; what stands behind it moves up one number."""
    drafts = [
        _draft(frame, order, seq, batch, by) for seq, (_, order) in enumerate(waiting, first + len(done.documents))
    ]
    sheets: Iterator[Sheet] = (
        composing.sheet_for(
            frame, press=machine, snapshot=order.snapshot.as_data(), number=draft.number,
            code=draft.check_code, purpose=order.purpose,
        )
        for draft, (_, order) in zip(drafts, waiting, strict=True)
    )  # fmt: skip
    kept: list[Sheet] = []
    with storage.Shelf() as shelf, closing(machine.print_all(_noting(sheets, kept))) as printing:
        for at, (place, _order) in enumerate(waiting):
            try:
                pdf = next(printing)[0]
            except UnprintableText as refusal:
                done.refused[place] = refusal.sentence
                return waiting[at + 1 :]
            letter = drafts[at]
            letter.snapshot = kept[at].data
            letter.file_key, letter.sha256 = shelf.keep(pdf, suffix=".pdf")
            letter.size = len(pdf)
            done.documents.append(letter)
            if len(done.documents) % AT_A_TIME == 0:
                _insert(done.documents[-AT_A_TIME:])  # the press works on meanwhile
    return []


def _noting(sheets: Iterator[Sheet], kept: list[Sheet]) -> Iterator[Sheet]:
    for sheet in sheets:
        kept.append(sheet)
        yield sheet


def _frame(*, kind: str, office: Office, signer: Signer, at: datetime) -> Frame:
    on = Frame(None, office, signer, "", at).issued_on  # type: ignore[arg-type]
    if signer.office_id != office.pk or not templates.signers_on(office=office, on=on).filter(pk=signer.pk).exists():
        raise Refused(
            "Pejabat ini tidak berwenang menandatangani pada tanggal surat. Pilih pejabat lain, "
            "atau betulkan masa jabatannya pada halaman penanda tangan.",
            code="signer_not_in_office",
            field="signer",
        )
    template = templates.in_force(kind=kind, office=office, on=on)
    return Frame(template, office, signer, templates.title_on(kind=kind, on=on), at)


def _draft(frame: Frame, order: Order, seq: int, batch: uuid.UUID | None, by: Actor) -> Document:
    if not order.purpose.strip():
        raise Refused("Keperluan surat wajib diisi.", field="purpose")
    name = order.snapshot.subject_name
    return Document(
        kind=frame.template.kind,
        template=frame.template,
        office=frame.office,
        signer=frame.signer,
        year=frame.issued_on.year,
        seq=seq,
        number=frame.number(seq),
        title=frame.title,
        issued_at=frame.at,
        issued_on=frame.issued_on,
        issued_by=by.user_id,
        valid_until=frame.valid_until,
        person_id=order.person_id,
        case_id=order.case_id,
        region_code=order.region_code,
        title_key=words.search_key(name),
        initials=words.initials(name),
        purpose=order.purpose.strip()[:300],
        check_code=check_code.new_code(),
        batch=batch,
    )
