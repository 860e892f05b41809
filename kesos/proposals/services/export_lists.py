"""The list of proposals and one's own work list as Excel: narrowed as on the screen, for a purpose, written down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.excel_out import About, Column, Kind, write_xlsx
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.files import services as files
from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor, outermost
from kesos.foundation.errors import NotAllowed, NotFound
from kesos.foundation.numbers import masked
from kesos.foundation.written import month_name
from kesos.proposals.queries import listing, told
from kesos.proposals.queries.listing import Filters
from kesos.proposals.queries.proposals import VIEW
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.registry.services.export_terms import EXPORT, ListWanted, expires_at, hidden, refuse_terms
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels

JOB, A_PIECE = "proposals.export_list", 2_000
PROPOSALS, TASKS = "usulan", "tugas"
TITLES = {PROPOSALS: "Daftar usulan", TASKS: "Daftar tugas"}
SQL = statements("kesos.proposals", "sql/listing.sql")
PROPOSAL_COLUMNS = [
    Column("Nomor usulan"),
    Column("Kepala keluarga"),
    Column("NIK kepala keluarga", Kind.NUMBER_AS_TEXT),
    Column("No KK", Kind.NUMBER_AS_TEXT),
    Column("Jenis usulan", width=16),
    Column("Kelurahan/desa"),
    Column("Kecamatan"),
    Column("Periode", width=16),
    Column("Tahap"),
    Column("Tahap sejak", Kind.MOMENT),
    Column("Tenggat", Kind.MOMENT),
]
TASK_COLUMNS = [
    Column("Perihal"),
    Column("Alur"),
    Column("Tahap"),
    Column("Langkah berikutnya", width=40),
    Column("Kelurahan/desa"),
    Column("Masuk tahap", Kind.MOMENT),
    Column("Tenggat", Kind.MOMENT),
    Column("Terlambat", Kind.YES_NO),
]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wanted(ListWanted):
    """Which list; narrowed as `Filters` or `Narrowed` keep it."""

    name: str = PROPOSALS

    @property
    def place(self) -> str:
        return str(self.narrowed.get("place", ""))

    @property
    def title(self) -> str:
        return TITLES[self.name]


def refuse_unless_allowed(wanted: Wanted, *, by: Actor) -> list[str]:
    """The areas of the export. Raises NotAllowed, NotFound or Refused, before a job is started and when it runs."""
    if not by.holds(EXPORT) or (wanted.name == PROPOSALS and not by.holds(VIEW)):
        raise NotAllowed()
    areas = places.inside(by, EXPORT, wanted.place)
    if wanted.name == PROPOSALS:
        areas = outermost(inner for area in areas for inner in places.inside(by, VIEW, area))
    if not areas:
        raise NotFound("Wilayah ini tidak ditemukan di wilayah Anda.", field="place")
    refuse_terms(areas, purpose=wanted.purpose, full_numbers=wanted.full_numbers, by=by)
    return areas


@transaction.atomic
def export_list(
    *, wanted: Wanted, folder: Path, by: Actor, at: datetime, progress: Progress = lambda done: None
) -> tuple[StoredFile, int]:
    """The stored file, which expires, and how many rows it holds. Within the actor's transaction."""
    areas = refuse_unless_allowed(wanted, by=by)
    if wanted.name == PROPOSALS:
        filters = Filters.of(wanted.narrowed)
        columns, lines, said = PROPOSAL_COLUMNS, _proposals(filters, areas, wanted, by), told.of_proposals(filters)
    else:
        narrowed = workflow.Narrowed.of(wanted.narrowed)
        columns, lines, said = TASK_COLUMNS, _tasks(narrowed, by, at), told.of_tasks(narrowed)
    names = tree.names(areas)
    about = About(
        title=wanted.title, made_by=by.name, made_at=at, purpose=wanted.purpose.strip(), data_as_of=at,
        filters=[("Wilayah", "; ".join(names.get(area) or "Seluruh Indonesia" for area in areas))]
        + [pair for pair in said if pair[0] != "Wilayah"],
        expires_at=expires_at(at), notes=_notes(wanted),
    )  # fmt: skip
    target = folder / f"{wanted.name}.xlsx"
    number = write_xlsx(target, columns=columns, rows=_counted(lines, progress), about=about)
    place = areas[0] if len(areas) == 1 else ""
    with target.open("rb") as data:
        name = f"{wanted.title} {timezone.localdate(at):%Y-%m-%d}.xlsx"
        file = files.put(data=data, name=name, kind="export", region_code=place, by=by, at=at)
    audit.record(
        "proposals.list_exported", by=by, at=at, subject=f"file:{file.pk}", region_code=place, name=wanted.title,
        rows=number, purpose=hidden(wanted.purpose.strip()), numbers="lengkap" if wanted.full_numbers else "tersamar",
        # who was searched for stands in the file alone
        filters="; ".join(f"{name}: {'ya' if name == 'Pencarian' else value}" for name, value in about.filters),
    )  # fmt: skip
    return file, number


def _proposals(filters: Filters, areas: list[str], wanted: Wanted, by: Actor) -> Iterator[list[Any]]:
    def number(value: int | None) -> int | str | None:
        return value if wanted.full_numbers or value is None else masked(value)

    after = 0
    while found := listing.page(by, filters, areas=areas, after=after, limit=A_PIECE):
        codes = {each.region_code for each in found}
        names = tree.names(codes | {code[:6] for code in codes})
        heads = {key: rest for key, *rest in rows(SQL["heads"], {"ids": [each.pk for each in found]})}
        for each in found:
            kk, nik = heads.get(each.pk, (None, None))
            case = each.case
            yield [
                each.number, case.title, number(nik), number(kk), each.wanted_label,
                names.get(each.region_code, each.region_code), names.get(each.region_code[:6], ""),
                month_name(each.period.month), labels().state(case.flow, case.state), case.entered_at,
                case.due_at if case.closed_at is None else None,
            ]  # fmt: skip
        after = found[-1].pk


def _tasks(narrowed: workflow.Narrowed, by: Actor, at: datetime) -> Iterator[list[Any]]:
    after = workflow.After()
    while found := workflow.page(by, narrowed, at=at, after=after, limit=A_PIECE):
        names = tree.names({each.region_code for each in found})
        for each in found:
            # what waits where nothing may be exported is decided on the screen alone
            if by.may(EXPORT, each.region_code):
                acts = ", ".join(labels().action(each.flow, action) for action in each.actions)
                yield [
                    each.title, each.flow_label, each.state_label, acts, names.get(each.region_code, ""),
                    each.entered_at, each.due_at, each.late,
                ]  # fmt: skip
        after = workflow.After.of(found[-1])


def _counted(lines: Iterator[list[Any]], progress: Progress) -> Iterator[list[Any]]:
    for done, line in enumerate(lines, start=1):
        yield line
        if done % A_PIECE == 0:
            progress(done)


def _notes(wanted: Wanted) -> tuple[str, ...]:
    if wanted.name == TASKS:
        return ("Yang menunggu keputusan pembuat berkas pada saat berkas dibuat. Tanpa NIK dan No KK.",)
    return ("NIK dan No KK lengkap." if wanted.full_numbers else "NIK dan No KK tersamar.",)
