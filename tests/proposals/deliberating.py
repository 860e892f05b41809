"""A deliberation of Bawang that makes its papers itself: called, begun, minuted."""

from datetime import datetime
from io import BytesIO

from pypdf import PdfReader

from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.proposals.models import Deliberation, Proposal
from kesos.proposals.services import attendance, deliberate, package
from kesos.proposals.services.attendance import Present
from tests.proposals.world import LURAH, OPERATOR, act, bring, on

HELD = "/musyawarah/3571031009/2026-11-09/"
PEOPLE = [
    Present("SUHARTO, S.Sos", "Lurah Bawang", chairs=True, signs=True),
    Present("Sugeng", "Ketua RT 01", signs=True),
    Present("Bu Tutik", "Tokoh masyarakat"),
]


def fresh(held: Deliberation) -> Deliberation:
    return Deliberation.objects.select_related("region", "period", "case").get(pk=held.pk)


def made(held: Deliberation, paper: str, by: Actor, at: datetime | None = None, **more: str) -> str:
    with acting(by):
        return package.make(deliberation=fresh(held), paper=paper, by=by, at=at or on(5), **more)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def printed(held: Deliberation, paper: str, by: Actor = OPERATOR, at: datetime | None = None) -> str:
    with acting(by):
        return text_of(package.printed(deliberation=fresh(held), paper=paper, by=by, at=at or on(5)).content)


def decided(held: Deliberation, waiting: list[Proposal]) -> None:
    first, second = waiting
    deliberate.note_decisions(
        deliberation=held, agreed=[first.pk], refused={second.pk: ("US-01", "Rumah bagus")}, by=OPERATOR, at=on(9)
    )


def begun(held: Deliberation) -> None:
    made(held, "undangan", LURAH)
    made(held, "daftar_awal", LURAH)
    act(held, "mulai", LURAH, on(9))


def minuted(held: Deliberation, waiting: list[Proposal]) -> str:
    begun(held)
    decided(held, waiting)
    with acting(OPERATOR):
        attendance.note_attendance(deliberation=fresh(held), people=PEOPLE, by=OPERATOR, at=on(9, 11))
    bring(held, OPERATOR, "foto_kegiatan")
    act(held, "catat_hasil", OPERATOR, on(9, 12))
    return made(held, "berita_acara", OPERATOR, on(9, 12))
