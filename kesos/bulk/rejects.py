"""Wrong rows go back as they came, with a last column «Alasan», so that they can be mended and sent again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kesos.bulk.cells import DATE, Row
from kesos.bulk.dates import read_date
from kesos.bulk.excel_out import About, Column, Kind, write_xlsx
from kesos.bulk.headings import REASON, plain

TITLE = "Alasan"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row as sent and what is wrong with it; each reason names the field and the remedy."""

    row: Row
    reasons: Sequence[str]


def write_rejects(target: Path, *, labels: Sequence[str], rejected: Iterable[Rejected], about: About) -> int:
    """`labels` is the heading as sent. Every cell goes back as text, save dates: a mended NIK stays whole.

    An «Alasan» column of an earlier round is replaced, not repeated.
    """
    kept = [index for index, label in enumerate(labels) if plain(label) != REASON]
    columns = [Column(labels[index], Kind.DATE if _dated(labels[index]) else Kind.TEXT) for index in kept]
    return write_xlsx(target, columns=[*columns, Column(TITLE, width=80)], rows=_rows(rejected, kept), about=about)


def _rows(rejected: Iterable[Rejected], kept: Sequence[int]) -> Iterator[list[Any]]:
    for wrong in rejected:
        cells: list[Any] = []
        for index in kept:
            text = wrong.row.text(index)
            dated = read_date(text, DATE) if wrong.row.kind(index) == DATE else None
            cells.append(dated or text)
        yield [*cells, " ".join(reason.strip() for reason in wrong.reasons)]


def _dated(label: str) -> bool:
    return bool({"tanggal", "tgl", "tmt"} & set(plain(label).split()))
