"""By name, by address: people of a place as a table to take away, with purpose, written down, for a limited time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.excel_out import About, Column, Kind, stream, write_csv, write_xlsx
from kesos.bulk.statements import statements
from kesos.files import services as files
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import masked
from kesos.regions import codelists
from kesos.regions.queries import tree
from kesos.registry.models import Listing, Person
from kesos.registry.queries import places
from kesos.registry.services.export_terms import EXPORT, expires_at, hidden, refuse_terms

SQL = statements("kesos.registry", "sql/export_bnba.sql")
COLUMNS: dict[str, Column] = {
    "nama": Column("Nama"),
    "nik": Column("NIK", Kind.NUMBER_AS_TEXT),
    "jk": Column("Jenis kelamin", width=14),
    "lahir_di": Column("Tempat lahir"),
    "lahir": Column("Tanggal lahir", Kind.DATE),
    "kk": Column("No KK", Kind.NUMBER_AS_TEXT),
    "hubungan": Column("Hubungan keluarga"),
    "alamat": Column("Alamat", width=40),
    "rt": Column("RT", width=6),
    "rw": Column("RW", width=6),
    "kode": Column("Kode wilayah", width=14),
    "kelurahan": Column("Kelurahan/desa"),
    "kecamatan": Column("Kecamatan"),
    "desil": Column("Desil", Kind.NUMBER, 8),
    "rilis": Column("Rilis desil", width=12),
    "terdaftar": Column("Terdaftar di", width=14),
    "sejak": Column("Terdaftar sejak", Kind.DATE),
    "program": Column("Program diterima"),
    "meninggal": Column("Meninggal", Kind.DATE),
    "sumber": Column("Sumber data"),
    "keadaan": Column("Keadaan data", Kind.DATE),
}
USUAL = (
    "nama",
    "nik",
    "jk",
    "lahir",
    "kk",
    "hubungan",
    "alamat",
    "rt",
    "rw",
    "kelurahan",
    "desil",
    "terdaftar",
    "program",
)
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export; `place` is empty for all of one's areas."""

    place: str
    columns: tuple[str, ...]
    purpose: str
    listed_only: bool = False
    programme: str = ""
    full_numbers: bool = False
    form: str = "xlsx"

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Wanted":
        return cls(**{**told, "columns": tuple(told["columns"])})

    def kept(self) -> dict[str, Any]:
        """As a job keeps it."""
        return {**asdict(self), "columns": list(self.columns), "purpose": hidden(self.purpose)}


def refuse_unless_allowed(wanted: Wanted, *, by: Actor) -> list[str]:
    """The areas of the export. Raises NotAllowed, NotFound or Refused, before a job is started and when it runs."""
    if not by.holds(EXPORT):
        raise NotAllowed()
    places.refuse_unknown(wanted.place)
    areas = places.inside(by, EXPORT, wanted.place)
    if not areas:
        raise NotFound("Wilayah ini tidak ditemukan di wilayah Anda.", field="place")
    if not wanted.columns or set(wanted.columns) - COLUMNS.keys():
        raise Refused("Pilih paling sedikit satu kolom.", code="columns_missing", field="columns")
    refuse_terms(areas, purpose=wanted.purpose, full_numbers=wanted.full_numbers, by=by)
    return areas


@transaction.atomic
def export_bnba(
    *, wanted: Wanted, folder: Path, by: Actor, at: datetime, progress: Progress = lambda done: None
) -> tuple[StoredFile, int]:
    """The stored file, which expires, and how many rows it holds. Within the actor's transaction."""
    areas = refuse_unless_allowed(wanted, by=by)
    columns = [COLUMNS[name] for name in wanted.columns]
    target = folder / f"bnba.{wanted.form}"
    rows = _rows(wanted, areas, at, progress)
    about = _about(wanted, areas, by, at)
    if wanted.form == "csv":
        number = write_csv(target, columns=columns, rows=rows)
    else:
        number = write_xlsx(target, columns=columns, rows=rows, about=about)
    place = wanted.place or (areas[0] if len(areas) == 1 else "")
    with target.open("rb") as data:
        named = tree.names([place]).get(place, "") or "semua wilayah"
        name = f"BNBA {named} {timezone.localdate(at):%Y-%m-%d}.{wanted.form}"
        file = files.put(data=data, name=name, kind="export", region_code=place, by=by, at=at)
    audit.record(
        "registry.bnba_exported",
        by=by,
        at=at,
        subject=f"file:{file.pk}",
        region_code=place,
        rows=number,
        purpose=wanted.purpose.strip(),
        filters="; ".join(f"{name}: {value}" for name, value in about.filters),
        numbers="lengkap" if wanted.full_numbers else "tersamar",
    )
    return file, number


def _rows(wanted: Wanted, areas: list[str], at: datetime, progress: Progress) -> Iterator[list[Any]]:
    """The chosen columns of each row, read a piece at a time."""
    codes = places.villages(areas)
    names = tree.names({*codes, *(code[:6] for code in codes)})
    relations = codelists.labels("shdk", timezone.localdate(at))
    number = (lambda value: value) if wanted.full_numbers else (lambda value: None if value is None else masked(value))
    told = {"villages": codes, "listed_only": wanted.listed_only, "programme": wanted.programme}
    for done, told_row in enumerate(stream(SQL["bnba"], told), start=1):
        (name, nik, sex, born_at, born, kk, relation, address, rt, rw, code, decile, release, register, since,
         programmes, died, source, source_on) = told_row  # fmt: skip
        values = {
            "nama": name,
            "nik": number(nik),
            "jk": Person.Sex(sex).label,
            "lahir_di": born_at,
            "lahir": born,
            "kk": number(kk),
            "hubungan": relations.get(str(relation), ""),
            "alamat": address,
            "rt": rt,
            "rw": rw,
            "kode": code,
            "kelurahan": names.get(code, ""),
            "kecamatan": names.get(code[:6], ""),
            "desil": decile,
            "rilis": release,
            "terdaftar": Listing.Register(register).label if register else "",
            "sejak": since,
            "program": programmes,
            "meninggal": died,
            "sumber": source,
            "keadaan": source_on,
        }
        yield [values[column] for column in wanted.columns]
        if done % 5_000 == 0:
            progress(done)


def _about(wanted: Wanted, areas: list[str], by: Actor, at: datetime) -> About:
    names = tree.paths(areas)
    filters = [("Wilayah", "; ".join(names.get(area) or "Seluruh Indonesia" for area in areas))]
    if wanted.listed_only:
        filters.append(("Terdaftar", "hanya keluarga yang terdaftar di DTSEN/DTKS"))
    if wanted.programme:
        filters.append(("Program", wanted.programme))
    return About(
        title="Daftar by name by address (BNBA)",
        made_by=by.name,
        made_at=at,
        purpose=wanted.purpose.strip(),
        filters=filters,
        expires_at=expires_at(at),
        notes=("NIK dan No KK lengkap." if wanted.full_numbers else "NIK dan No KK tersamar.",),
    )
