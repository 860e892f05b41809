"""The papers of a deliberation made from its data: drafts, numbered letters, lists; each print is in the access log."""

import io
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from uuid import UUID

from django.db import transaction

from kesos.audit import services as audit
from kesos.bulk.sql import run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.documents import storage
from kesos.documents.models import Document, Office, Signer
from kesos.documents.services import ending, issuing, printing
from kesos.files import disk
from kesos.files import services as files
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.written import month_name
from kesos.proposals.models import Deliberation
from kesos.proposals.models.deliberations import FLOW
from kesos.proposals.queries import package
from kesos.proposals.queries.agenda import Agenda, agenda_of
from kesos.workflow import services as workflow
from kesos.workflow.machines import flows
from kesos.workflow.machines.labels import labels
from kesos.workflow.models import Case

SQL = statements("kesos.proposals", "sql/deliberate.sql")
TITLES = {
    "daftar_awal": "Daftar awal usulan", "daftar_hadir": "Daftar hadir musyawarah",
    "daftar_bnba": "Daftar usulan hasil musyawarah",
}  # fmt: skip
ACROSS = ("daftar_awal", "daftar_bnba")
MINUTES, STATEMENT, PRESENT = "berita_acara", "sptjm", "daftar_hadir"


class NotYet(Refused):
    """The deliberation has not come so far, or has gone past it."""

    code = "paper_not_now"


class NoOffice(Refused):
    """Nobody is named who may sign for the village."""

    code = "no_signer"


@dataclass(frozen=True, slots=True)
class Printed:
    name: str
    content: bytes


@transaction.atomic
def printed(*, deliberation: Deliberation, paper: str, by: Actor, at: datetime) -> Printed:
    """The paper as it was made; before that its draft (KONSEP), or a list of those present to fill by hand.

    Raises NotFound for a paper that is not of the package.
    """
    with acting(by):
        if paper in package.LETTERS:
            made = package.letter_of(deliberation, paper)
            content = storage.fetch(made.file_key) if made else _draft(deliberation, paper, at)
        elif paper in package.LISTS:
            kept = package.list_of(deliberation, paper)
            content = _kept(UUID(kept.file_key)) if kept else _draft(deliberation, paper, at)
        else:
            raise NotFound("Berkas ini tidak dibuat di sini.")
        audit.record(
            "proposals.paper_printed", by=by, at=at, subject=f"deliberation:{deliberation.pk}",
            region_code=deliberation.region_id, paper=label(paper),
        )  # fmt: skip
        name = f"{paper.replace('_', '-')}-{deliberation.region_id}-{deliberation.held_on:%Y-%m-%d}.pdf"
        return Printed(name, content)


@transaction.atomic
def make(
    *, deliberation: Deliberation, paper: str, by: Actor, at: datetime, signer_id: int | None = None, said: str = ""
) -> str:
    """Make a letter or a list for good; it then stands for the paper the flow asks for. Returns its number or name.

    Made already, it stays as it is. `said`: who is invited, or why there is a statement instead of a deliberation.
    Raises NotFound, NotYet, NoOffice, and what letters and the kernel refuse.
    """
    if paper not in package.MADE_IN or paper == PRESENT:
        raise NotFound("Berkas ini tidak dibuat di sini.")
    with acting(by):
        _hold(deliberation, paper)
        agenda = agenda_of(deliberation)
        if paper in package.LETTERS:
            return _make_letter(deliberation, paper, agenda, by=by, at=at, signer_id=signer_id, said=said)
        if package.list_of(deliberation, paper) is None:
            _keep_list(deliberation, paper, value=f"{len(agenda.items)} usulan", agenda=agenda, by=by, at=at)
        return label(paper)


def keep_attendance(deliberation: Deliberation, *, value: str, by: Actor, at: datetime) -> None:
    """The list of those present with the names just entered."""
    _keep_list(deliberation, PRESENT, value=value, agenda=Agenda([]), by=by, at=at)


def refuse_withdrawn_letters(deliberation: Deliberation, action: str) -> None:
    """A letter made here and then withdrawn no longer stands for its paper."""
    wanted = {code for step in flows()[FLOW].steps if step.action == action for p in step.papers for code in p.codes}
    for paper in sorted(wanted & package.LETTERS.keys()):
        if number := package.withdrawn_number(deliberation, paper):
            raise Refused(
                f"{label(paper)} nomor {number} sudah dicabut. Buat lagi, atau unggah pindaiannya.",
                code="letter_withdrawn",
            )


def withdraw_letters(deliberation: Deliberation, *, reason: str, by: Actor, at: datetime) -> None:
    """What was called off invites nobody any longer; the public check says so."""
    for paper in package.LETTERS:
        if found := package.letter_of(deliberation, paper):
            ending.withdraw(document_id=found.pk, reason=f"Musyawarah dibatalkan: {reason}", by=by, at=at)


def label(paper: str) -> str:
    told = labels().paper(FLOW, paper)
    return told[:1].upper() + told[1:]


def _make_letter(
    deliberation: Deliberation, paper: str, agenda: Agenda, *, by: Actor, at: datetime, signer_id: int | None, said: str
) -> str:
    if made := package.letter_of(deliberation, paper):
        return made.number
    office = package.office_of(deliberation)
    signer = _signer(office, signer_id, at)
    if paper == MINUTES and not package.attendees(deliberation):
        raise Refused(
            "Berita acara menyebut ketua dan yang hadir. Isi daftar hadir dahulu, atau unggah pindaian berita acara.",
            code="attendance_missing",
        )
    if paper == STATEMENT:
        # what the head answers for is these families, not whoever comes to wait later
        ids = [each.id for each in agenda.waiting]
        run(SQL["agree"], {"deliberation": deliberation.pk, "ids": ids})
        agenda = agenda_of(deliberation)
    letter: Document = issuing.issue(
        kind=package.LETTERS[paper], office=office, signer=signer, person_id=None, region_code=deliberation.region_id,
        snapshot=package.facts(deliberation, agenda, at=at, words_said=_said(paper, said)),
        purpose=f"musyawarah {deliberation.region.name}, {month_name(deliberation.period.month)}",
        case_id=deliberation.case_id, by=by, at=at,
    )  # fmt: skip
    workflow.attach_paper(case_id=deliberation.case_id, paper=paper, value=letter.number, by=by, at=at)
    if paper in (MINUTES, STATEMENT):
        Deliberation.objects.filter(pk=deliberation.pk).update(minutes_number=letter.number)
    return letter.number


def _keep_list(
    deliberation: Deliberation, paper: str, *, value: str, agenda: Agenda, by: Actor, at: datetime
) -> None:  # fmt: skip
    content = _sheet(deliberation, paper, agenda, at=at, draft=False)
    kept = files.put(
        data=io.BytesIO(content), name=f"{label(paper)} {deliberation.region.name} {deliberation.held_on}.pdf",
        kind="paper", region_code=deliberation.region_id, by=by, at=at,
    )  # fmt: skip
    workflow.attach_paper(case_id=deliberation.case_id, paper=paper, file_key=str(kept.key), value=value, by=by, at=at)


def _draft(deliberation: Deliberation, paper: str, at: datetime) -> bytes:
    agenda, office = agenda_of(deliberation), package.office_of(deliberation)
    if paper in package.LISTS:
        # a list to fill by hand is finished as it is
        return _sheet(deliberation, paper, agenda, at=at, draft=paper != PRESENT)
    signers = package.signers(office, at=at)
    facts = package.facts(deliberation, agenda, at=at, words_said=_said(paper, ""))
    return printing.draft_of(
        kind=package.LETTERS[paper], office=office, signer=signers[0] if signers else None, snapshot=facts, at=at
    )


def _kept(key: UUID) -> bytes:
    with disk.opened(key) as content:
        return content.read()


def _sheet(deliberation: Deliberation, paper: str, agenda: Agenda, *, at: datetime, draft: bool) -> bytes:
    return printing.sheet_of(
        title=TITLES[paper], body=_body(paper), office=package.office_of(deliberation),
        snapshot=package.facts(deliberation, agenda, at=at), at=at, draft=draft, across=paper in ACROSS,
    )  # fmt: skip


@cache
def _body(paper: str) -> str:
    return resources.files("kesos.proposals").joinpath(f"data/{paper}.typ").read_text(encoding="utf-8")


def _said(paper: str, said: str) -> str:
    return " ".join(said.split())[:300] or (package.INVITED if paper == "undangan" else "")


def _signer(office: Office, signer_id: int | None, at: datetime) -> Signer:
    known = package.signers(office, at=at)
    if not known:
        raise NoOffice(
            f"Belum ada penanda tangan untuk {office.name}. Minta administrator mengisinya di halaman Penanda tangan, "
            "atau unggah pindaian surat yang dibuat sendiri.",
        )
    if signer_id is None:
        return known[0]
    found = next((each for each in known if each.pk == signer_id), None)
    if found is None:
        raise NotFound("Penanda tangan tidak ditemukan.")
    return found


def _hold(deliberation: Deliberation, paper: str) -> None:
    """Two clicks go one after the other; the second finds what the first has made."""
    state = Case.objects.select_for_update().values_list("state", flat=True).get(pk=deliberation.case_id)
    deliberation.case.state = state
    if state not in package.MADE_IN[paper]:
        raise NotYet(f"{label(paper)} tidak dibuat pada tahap «{labels().state(FLOW, state)}».")
