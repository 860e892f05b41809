"""Papers of the portal as PDF: the house's press, a source of our own, everything else is data."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import resources

from kesos.documents.engine import Sheet, press


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: Sequence[tuple[str, str, str]] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    paragraphs: Sequence[str] = ()
    sections: Sequence[Section] = ()
    closing: Sequence[str] = field(default=())


def pdf(paper: Paper, *, at: datetime) -> bytes:
    source = resources.files("kesos.portal").joinpath("typst/sheet.typ").read_text(encoding="utf-8")
    data = {
        "title": paper.title,
        "paragraphs": list(paper.paragraphs),
        "sections": [{"title": s.title, "note": s.note, "rows": [list(row) for row in s.rows]} for s in paper.sections],
        "closing": list(paper.closing),
    }
    (made,) = press().print_one(Sheet(source, data, at, whole=True))
    return made
