"""Who needs services in a place, to take away as Excel, CSV or Parquet: for a purpose, written down, as a stream."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from kesos.bulk.excel_out import Column, Kind, stream, write_csv, write_xlsx
from kesos.bulk.parquet_out import write_parquet
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, Refused
from kesos.foundation.numbers import masked
from kesos.regions import codelists
from kesos.regions.queries import tree
from kesos.registry.models import Person
from kesos.registry.queries import places, ppks, ppks_list
from kesos.registry.queries.ppks_list import VIEW, Filters
from kesos.registry.services.export_terms import ListWanted, areas_of
from kesos.registry.services.list_file import about_list, keep

TITLE, KIND = "Daftar PPKS", "registry.ppks_exported"
FORMS = {"xlsx": "Excel (.xlsx)", "csv": "CSV", "parquet": "Parquet (untuk program)"}
GUARDED = "Termasuk jenis PPKS yang dirahasiakan."
COLUMNS = [
    Column("Nama"),
    Column("NIK", Kind.NUMBER_AS_TEXT),
    Column("Jenis kelamin", width=14),
    Column("Tanggal lahir", Kind.DATE),
    Column("No KK", Kind.NUMBER_AS_TEXT),
    Column("Alamat", width=40),
    Column("RT", width=6),
    Column("RW", width=6),
    Column("Kode wilayah", width=14),
    Column("Kelurahan/desa"),
    Column("Kecamatan"),
    Column("Kode jenis", width=12),
    Column("Jenis PPKS", width=36),
    Column("Ragam disabilitas"),
    Column("Sejak", Kind.DATE),
    Column("Sampai", Kind.DATE),
    Column("Sumber data"),
    Column("Keadaan data", Kind.DATE),
]


@dataclass(frozen=True, slots=True)
class Wanted(ListWanted):
    """The list of PPKS as a file of one form; `guarded`: with the types that are shown to roles with need alone."""

    form: str = "xlsx"
    guarded: bool = False

    @property
    def filters(self) -> Filters:
        return Filters.of({**self.narrowed, "text": "", "sort": ""})


def refuse_unless_allowed(wanted: Wanted, *, by: Actor) -> list[str]:
    """The areas of the export. Raises as `areas_of`, and NotAllowed where guarded types may not be opened."""
    areas = areas_of(wanted, place=wanted.filters.place, view=VIEW, by=by)
    if wanted.form not in FORMS:
        raise Refused("Pilih Excel, CSV, atau Parquet.", code="form_unknown", field="form")
    if wanted.guarded and not all(ppks.may_open(by, area) for area in areas):
        raise NotAllowed(
            "Peran Anda tidak membuka jenis PPKS yang dirahasiakan di seluruh wilayah ini.", field="guarded"
        )
    if not ppks_list.types(wanted.filters, guarded=wanted.guarded):
        raise Refused(
            "Jenis ini tidak dikenal, atau dirahasiakan. Pilih dari daftar.", code="type_unknown", field="type"
        )
    return areas


@transaction.atomic
def export_ppks(
    *, wanted: Wanted, folder: Path, by: Actor, at: datetime, said: list[tuple[str, str]],
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[StoredFile, int]:  # fmt: skip
    """The stored file, which expires, and how many rows it holds. No more than some thousand rows stand in memory."""
    areas, target = refuse_unless_allowed(wanted, by=by), folder / f"ppks.{wanted.form}"
    about = about_list(
        wanted, title=TITLE, numbers="NIK dan No KK", areas=areas, said=said, by=by, at=at,
        notes=(GUARDED,) if wanted.guarded else (),
    )  # fmt: skip
    rows = _rows(wanted, areas, at, progress)
    if wanted.form == "csv":
        number = write_csv(target, columns=COLUMNS, rows=rows)
    else:
        write = write_parquet if wanted.form == "parquet" else write_xlsx
        number = write(target, columns=COLUMNS, rows=rows, about=about)
    told = {"numbers": "lengkap" if wanted.full_numbers else "tersamar"}
    told["guarded"] = "termasuk" if wanted.guarded else "tanpa"
    return keep(target, about=about, rows=number, kind=KIND, areas=areas, by=by, at=at, **told), number


def _rows(wanted: Wanted, areas: list[str], at: datetime, progress: Callable[[int], None]) -> Iterator[list[Any]]:
    today = timezone.localdate(at)
    labels = {entry.code: entry.label for entry in codelists.history("ppks_types")}
    villages = places.villages(areas)
    names = tree.names({*villages, *(code[:6] for code in villages)})
    shown: Callable[[Any], Any] = str if wanted.full_numbers else masked
    sexes = {value: str(label) for value, label in Person.Sex.choices}
    told = ppks_list.wanted(areas, wanted.filters, today=today, guarded=wanted.guarded)
    found = stream(ppks_list.SQL["file"].format(holds=ppks_list.SQL["holds"]), told)
    for done, row in enumerate(found, start=1):
        code, kind, disabilities, since, until, name, nik, sex, born, kk, address, rt, rw, source, source_on = row
        yield [
            name, shown(nik) if nik else None, sexes.get(sex, ""), born, shown(kk) if kk else None, address, rt, rw,
            code, names.get(code, ""), names.get(code[:6], ""), kind, labels.get(kind, kind), ", ".join(disabilities),
            since, until, source, source_on,
        ]  # fmt: skip
        if done % 5_000 == 0:
            progress(done)
