"""Families that receive nothing or twice as Excel: narrowed as on the screen, for a purpose, written down."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from kesos.bulk.excel_out import Column, Kind, write_xlsx
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.foundation.numbers import masked
from kesos.insight.queries import standing
from kesos.insight.queries.standing import TITLES, VIEW, Filters, Mark
from kesos.regions.queries import tree
from kesos.registry.services.export_terms import ListWanted, areas_of
from kesos.registry.services.list_file import about_list, keep

JOB, A_PIECE = "insight.export_standing", 2_000
COLUMNS = [
    Column("Kepala keluarga"),
    Column("NIK", Kind.NUMBER_AS_TEXT),
    Column("No KK", Kind.NUMBER_AS_TEXT),
    Column("Kelurahan/desa"),
    Column("Alamat", width=40),
    Column("RT", width=8),
    Column("RW", width=8),
    Column("Sebab", width=32),
    Column("Program", width=40),
    Column("Sejak", Kind.DATE),
]


class Wanted(ListWanted):
    """The list of families."""

    @property
    def filters(self) -> Filters:
        return Filters.of(self.narrowed)


def refuse_unless_allowed(wanted: Wanted, *, by: Actor) -> list[str]:
    """The areas of the export. Raises as `areas_of`."""
    return areas_of(wanted, place=wanted.filters.place, view=VIEW, by=by)


@transaction.atomic
def export_standing(
    *, wanted: Wanted, folder: Path, by: Actor, at: datetime, said: list[tuple[str, str]],
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[StoredFile, int]:  # fmt: skip
    """The stored file, which expires, and how many rows it holds."""
    areas, target = refuse_unless_allowed(wanted, by=by), folder / "keluarga.xlsx"
    title = f"Keluarga: {TITLES[wanted.filters.which].lower()}"
    about = about_list(wanted, title=title, numbers="NIK dan No KK", areas=areas, said=said, by=by, at=at)
    number = write_xlsx(target, columns=COLUMNS, rows=_lines(wanted, areas, by, progress), about=about)
    kind = "insight.families_exported"
    return keep(target, about=about, rows=number, kind=kind, areas=areas, by=by, at=at), number


def _lines(wanted: Wanted, areas: list[str], by: Actor, progress: Callable[[int], None]) -> Iterator[list[Any]]:
    done = 0
    names: dict[str, str] = {}
    shown = str if wanted.full_numbers else masked
    for area in areas:
        after: Mark | None = None
        here = Filters(wanted.filters.which, area)
        while found := standing.page(by, here, after=after, limit=A_PIECE):
            names |= tree.names({row.region_code for row in found} - names.keys())
            for row in found:
                yield [
                    row.full_name, shown(row.nik) if row.nik else None, shown(row.kk) if row.kk else None,
                    names.get(row.region_code, row.region_code), row.address, row.rt, row.rw, row.reason,
                    "; ".join(row.programmes), row.since,
                ]  # fmt: skip
            after, done = found[-1].mark, done + len(found)
            progress(done)
