"""The list of recipients and their checks as Excel: narrowed as on the screen, for a purpose, written down."""

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
from kesos.programmes.models.checks import FLOW
from kesos.programmes.queries import checks
from kesos.programmes.queries.checks import VIEW, Filters
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.registry.services.export_bnba import EXPORT
from kesos.registry.services.export_terms import ListWanted, expires_at, hidden, refuse_terms
from kesos.workflow.machines.labels import labels

JOB, A_PIECE, TITLE = "programmes.export_checks", 2_000, "Daftar kelayakan"
COLUMNS = [
    Column("Nama"),
    Column("NIK", Kind.NUMBER_AS_TEXT),
    Column("Program"),
    Column("Kelurahan/desa"),
    Column("RT", width=8),
    Column("RW", width=8),
    Column("Keadaan"),
    Column("Foto rumah", Kind.YES_NO),
    Column("Yang ditemukan aturan", width=60),
]


class Wanted(ListWanted):
    """The list of recipients and their checks."""

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
def export_checks(
    *, wanted: Wanted, folder: Path, by: Actor, at: datetime, said: list[tuple[str, str]],
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[StoredFile, int]:  # fmt: skip
    """The stored file, which expires, and how many rows it holds. Kelurahan after kelurahan, each whole."""
    areas = refuse_unless_allowed(wanted, by=by)
    names = tree.names(areas)
    about = About(
        title=TITLE, made_by=by.name, made_at=at, purpose=wanted.purpose.strip(), data_as_of=at,
        filters=[("Wilayah", "; ".join(names.get(area) or "Seluruh Indonesia" for area in areas))]
        + [pair for pair in said if pair[0] != "Wilayah"],
        expires_at=expires_at(at),
        notes=("NIK lengkap." if wanted.full_numbers else "NIK tersamar.",),
    )  # fmt: skip
    target = folder / "kelayakan.xlsx"
    number = write_xlsx(target, columns=COLUMNS, rows=_lines(wanted, areas, by, at, progress), about=about)
    place = areas[0] if len(areas) == 1 else ""
    with target.open("rb") as data:
        name = f"{TITLE} {timezone.localdate(at):%Y-%m-%d}.xlsx"
        file = files.put(data=data, name=name, kind="export", region_code=place, by=by, at=at)
    audit.record(
        "programmes.list_of_checks_exported", by=by, at=at, subject=f"file:{file.pk}", region_code=place, rows=number,
        purpose=hidden(wanted.purpose.strip()),
        filters="; ".join(f"{name}: {'ya' if name == 'Pencarian' else value}" for name, value in about.filters),
    )  # fmt: skip
    return file, number


def _lines(
    wanted: Wanted, areas: list[str], by: Actor, at: datetime, progress: Callable[[int], None]
) -> Iterator[list[Any]]:
    today, done, filters = timezone.localdate(at), 0, wanted.filters
    for village in places.villages(areas):
        here = Filters.of(filters.kept() | {"place": village})
        name, after = tree.name(village), 0
        while found := checks.page(by, here, today=today, after=after, limit=A_PIECE):
            for row in found:
                yield [
                    row.full_name, row.nik if wanted.full_numbers else masked(row.nik) if row.nik else None,
                    row.programme_name, name, row.rt, row.rw, labels().state(FLOW, row.state), row.has_photo,
                    " ".join(each["sentence"] for each in row.found),
                ]  # fmt: skip
            after, done = found[-1].id, done + len(found)
            progress(done)
