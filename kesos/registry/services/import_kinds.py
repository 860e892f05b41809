"""One door for every kind of file: people go to `imports`, dated facts to `facts`; screens and programs ask here."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.registry.facts import services as facts
from kesos.registry.facts.kinds import kinds
from kesos.registry.imports import services as people
from kesos.registry.imports.runs import Progress, Shape, at_once, silent
from kesos.registry.models import ImportRun

PEOPLE = people.PEOPLE.kind
# told of each person or family, never once for all of them
OF_EACH = ("kk", "nik", "full_name", "birth_date", "birth_place", "address", "rt", "rw")


def choices() -> dict[str, str]:
    """What a file may hold, by code."""
    return {PEOPLE: "Warga dan keluarga (BNBA)"} | {code: kind.label for code, kind in kinds().items()}


def shape_of(kind: str) -> Shape:
    """The fields a file of this kind may fill. Raises Refused."""
    if kind == PEOPLE:
        return people.PEOPLE
    if kind not in kinds():
        raise Refused("Pilih isi berkas dari daftar.", code="kind_unknown", field="kind")
    return kinds()[kind].shape


def told_once(kind: str) -> list[str]:
    """Fields that may be said once for every row: a release, a decree, a programme."""
    if kind == PEOPLE or kinds()[kind].level:
        return []  # what `fields.TOLD` offers for people is said by commands alone
    return [field for field in shape_of(kind).fields if field not in OF_EACH]


def open_import(*, kind: str, by: Actor, at: datetime, **sent: Any) -> ImportRun:
    """As `open_import` of the kind's own service."""
    shape_of(kind)
    if kind == PEOPLE:
        return people.open_import(by=by, at=at, **sent)
    return facts.open_import(kind=kind, by=by, at=at, **sent)


def map_columns(
    run: ImportRun, *, columns: Mapping[str, int], told: Mapping[str, str], by: Actor, at: datetime
) -> ImportRun:
    """Which column is what, and what holds for every row. Raises Refused where a required field has neither."""
    if run.kind == PEOPLE:
        return people.map_columns(run_id=run.pk, columns=columns, by=by, at=at)
    said = {field: _plain(field, text) for field, text in told.items() if text.strip()}
    if unknown := said.keys() - set(told_once(run.kind)):
        raise Refused(f"Tidak dapat diisi sekali untuk semua baris: {', '.join(sorted(unknown))}.", code="told_unknown")
    return facts.map_columns(run_id=run.pk, columns=columns, told=said, by=by, at=at)


def check(
    run: ImportRun, *, same_name: float, doubles_percent: float, by: Actor, before_judging: Callable[[], None] = at_once
) -> ImportRun:
    """As `check` of the kind's own service."""
    checked = people.check if run.kind == PEOPLE else facts.check
    return checked(
        run_id=run.pk, same_name=same_name, doubles_percent=doubles_percent, by=by, before_judging=before_judging
    )


def apply(run: ImportRun, *, by: Actor, at: datetime, progress: Progress = silent) -> ImportRun:
    applied = people.apply if run.kind == PEOPLE else facts.apply
    return applied(run_id=run.pk, by=by, at=at, progress=progress)


def _plain(field: str, text: str) -> str:
    """A day said once is kept as the database reads it."""
    text = text.strip()
    if field not in ("from_on", "to_on"):
        return text
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007
    raise Refused(f"«{text}»: tanggal tidak terbaca. Tulis dd/mm/tttt, misalnya 20/02/2025.", code="day_unreadable")
