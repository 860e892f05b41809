"""The list of recipients and their checks as Excel: narrowed as on the screen, for a purpose, written down."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from kesos.bulk.excel_out import Column, Kind, write_xlsx
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.foundation.numbers import masked
from kesos.programmes.models.checks import FLOW
from kesos.programmes.queries import checks
from kesos.programmes.queries.checks import VIEW, Filters
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.registry.services.export_terms import ListWanted, areas_of
from kesos.registry.services.list_file import about_list, keep
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
    """The areas of the export. Raises as `areas_of`."""
    return areas_of(wanted, place=wanted.filters.place, view=VIEW, by=by)


@transaction.atomic
def export_checks(
    *, wanted: Wanted, folder: Path, by: Actor, at: datetime, said: list[tuple[str, str]],
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[StoredFile, int]:  # fmt: skip
    """The stored file, which expires, and how many rows it holds. Kelurahan after kelurahan, each whole."""
    areas, target = refuse_unless_allowed(wanted, by=by), folder / "kelayakan.xlsx"
    about = about_list(wanted, title=TITLE, numbers="NIK", areas=areas, said=said, by=by, at=at)
    number = write_xlsx(target, columns=COLUMNS, rows=_lines(wanted, areas, by, at, progress), about=about)
    kind = "programmes.list_of_checks_exported"
    return keep(target, about=about, rows=number, kind=kind, areas=areas, by=by, at=at), number


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
