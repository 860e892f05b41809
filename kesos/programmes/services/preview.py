"""What a change of the catalogue would do to those who receive or wait today: worked out, and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import OperationalError, transaction

from kesos.access.settings_store import least_shown
from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.small_cells import Cells, line_of
from kesos.programmes.queries.catalogue import kind_of
from kesos.programmes.services.catalogue import MANAGE, CatalogueRefused, place_of, write
from kesos.regions.queries import tree

SQL = statements("kesos.programmes", "sql/preview.sql")
RULES = statements("kesos.programmes", "sql/rules.sql")
ASKED = "select ref, programme, family_id, person_id from previewed"
PATIENCE = "20s"


@dataclass(frozen=True, slots=True)
class Effect:
    """By kelurahan: who would newly be stopped, who no longer; cells below five are hidden."""

    places: list[tuple[str, str]]
    receive_stopped: Cells
    receive_freed: Cells
    wait_stopped: Cells
    wait_freed: Cells

    @property
    def lines(self) -> list[tuple[str, list[int | None]]]:
        columns = (self.receive_stopped, self.receive_freed, self.wait_stopped, self.wait_freed)
        return [(name, [cells.by[code] for cells in columns]) for code, name in self.places]

    @property
    def totals(self) -> list[int | None]:
        return [c.total for c in (self.receive_stopped, self.receive_freed, self.wait_stopped, self.wait_freed)]


class TooLarge(CatalogueRefused):
    """The change may still be saved: this only could not be counted while somebody waits for the page."""

    code = "preview_too_large"


def preview(*, kind: str, told: Mapping[str, Any], basis: str, valid_from: date, by: Actor, at: datetime) -> Effect:
    """Judge all of them on the day the change begins, without it and with it. Nothing of it stays."""
    of = kind_of(kind)
    by.require(MANAGE, place_of(of, told))
    areas = [place_of(of, told)] if of.slug == "upah" else by.areas(MANAGE)
    with acting(SYSTEM), transaction.atomic():
        try:
            with transaction.atomic():
                counted = _counted(kind, told, basis, valid_from, at, areas)
                transaction.set_rollback(True)
        except OperationalError as late:
            raise TooLarge("Terlalu banyak penerima untuk dihitung sekarang. Perubahan tetap dapat disimpan.") from late
    named = tree.names({code for code, *_ in counted})
    least = least_shown(at)
    columns = [line_of({each[0]: each[n] for each in counted}, least=least) for n in range(1, 5)]
    return Effect([(code, named.get(code, code)) for code, *_ in counted], *columns)


def _counted(
    kind: str, told: Mapping[str, Any], basis: str, valid_from: date, at: datetime, areas: Sequence[str]
) -> list[tuple[Any, ...]]:
    run(f"set local statement_timeout = '{PATIENCE}'")
    run(SQL["ask"], {"programmes": _programmes(kind, told), "areas": list(areas)})
    before = _stopped(valid_from)
    write(kind=kind_of(kind), told=told, basis=basis, valid_from=valid_from, at=at)
    return rows(SQL["count"], {"before": before, "after": _stopped(valid_from)})


def _stopped(on: date) -> list[int]:
    judge = RULES["judge"].format(asked=ASKED, narrowed="code <> 'GANDA'")
    (found,) = row(SQL["judged"].format(judge=judge), {"on": on}) or ([],)
    return list(found)


def _programmes(kind: str, told: Mapping[str, Any]) -> list[str] | None:
    """Whom it concerns; None: everybody who receives or waits."""
    if kind == "ketentuan":
        return [told["programme_id"]]
    if kind == "pasangan" and "*" not in (told["first"], told["second"]):
        return [told["first"], told["second"]]
    return ["PKH"] if kind == "komponen" else None
