"""Families that receive nothing or twice as Excel: narrowed as on the screen, for a purpose, written down."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.excel_out import About, Column, Kind, write_xlsx
from kesos.files import services as files
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor, outermost
from kesos.foundation.errors import NotAllowed, NotFound
from kesos.foundation.numbers import masked
from kesos.insight.queries import standing
from kesos.insight.queries.standing import TITLES, VIEW, Filters, Mark
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.registry.services.export_bnba import EXPORT
from kesos.registry.services.export_terms import ListWanted, expires_at, hidden, refuse_terms

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
    """The areas of the export. Raises NotAllowed, NotFound or Refused, before a job is started and when it runs."""
    if not by.holds(EXPORT) or not by.holds(VIEW):
        raise NotAllowed()
    areas = places.inside(by, EXPORT, wanted.filters.place)
    areas = outermost(inner for area in areas for inner in places.inside(by, VIEW, area))
    if not areas:
        raise NotFound("Wilayah ini tidak ditemukan di wilayah Anda.", field="place")
    refuse_terms(areas, purpose=wanted.purpose, full_numbers=wanted.full_numbers, by=by)
    return areas


@transaction.atomic
def export_standing(
    *, wanted: Wanted, folder: Path, by: Actor, at: datetime, said: list[tuple[str, str]],
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[StoredFile, int]:  # fmt: skip
    """The stored file, which expires, and how many rows it holds."""
    areas = refuse_unless_allowed(wanted, by=by)
    names, title = tree.names(areas), f"Keluarga: {TITLES[wanted.filters.which].lower()}"
    about = About(
        title=title, made_by=by.name, made_at=at, purpose=wanted.purpose.strip(), data_as_of=at,
        filters=[("Wilayah", "; ".join(names.get(area) or "Seluruh Indonesia" for area in areas))]
        + [pair for pair in said if pair[0] != "Wilayah"],
        expires_at=expires_at(at),
        notes=("NIK dan No KK lengkap." if wanted.full_numbers else "NIK dan No KK tersamar.",),
    )  # fmt: skip
    target = folder / "keluarga.xlsx"
    number = write_xlsx(target, columns=COLUMNS, rows=_lines(wanted, areas, by, progress), about=about)
    place = areas[0] if len(areas) == 1 else ""
    with target.open("rb") as data:
        name = f"{title.replace(':', '')} {timezone.localdate(at):%Y-%m-%d}.xlsx"
        file = files.put(data=data, name=name, kind="export", region_code=place, by=by, at=at)
    audit.record(
        "insight.families_exported", by=by, at=at, subject=f"file:{file.pk}", region_code=place, rows=number,
        purpose=hidden(wanted.purpose.strip()), filters="; ".join(f"{name}: {value}" for name, value in about.filters),
    )  # fmt: skip
    return file, number


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
