"""The month's aid by programme and kelurahan: who receives, was proposed, verified, waits, followed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.programmes.models import Programme
from kesos.proposals.models import MonthFigure, Period
from kesos.proposals.queries.recap import column, total
from kesos.proposals.queries.standing import VIEW
from kesos.regions.queries import tree

SQL = statements("kesos.proposals", "sql/aid_figures.sql")
MEASURES = {
    "penerima": "Penerima", "diusulkan": "Diusulkan", "diperiksa": "Disetujui dinas", "menunggu": "Menunggu",
    "diganti": "Digantikan",
}  # fmt: skip
Figures = Mapping[tuple[str, str], Mapping[str, int]]  # by measure and programme, by kelurahan


@dataclass(frozen=True, slots=True)
class Line:
    """A programme of the whole, or a kelurahan of one programme; `numbers` in the order of MEASURES."""

    code: str
    name: str
    numbers: list[str]


@dataclass(frozen=True, slots=True)
class ProgrammeRecap:
    """`programmes` of the whole; `places` and their `sums` of the one that was chosen."""

    programmes: list[Line]
    chosen: str
    places: list[Line]
    sums: list[str]
    is_frozen: bool


def live(period: Period) -> Figures:
    """Counted now, all kelurahan; past the row policies, for numbers only."""
    told = {"period": period.pk, "city": period.region_id, "month": period.month}
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    with acting(SYSTEM):
        for measure, programme, place, number in rows(SQL["by_programme"].format(**SQL), told):
            found[measure, programme][place] = number
    return found


def frozen(period: Period) -> Figures:
    """Of a closed month; nothing before."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    kept = MonthFigure.objects.filter(period=period, code__contains=":")
    for code, place, value in kept.values_list("code", "region_code", "value"):
        measure, _, programme = code.partition(":")
        found[measure, programme][place] = int(value)
    return found


def recap(actor: Actor, period: Period, *, chosen: str = "", least: int) -> ProgrammeRecap:
    """Only the actor's places; no number from one to `least` is told, nor one by which it could be worked out."""
    figures, is_frozen = _of_actor(actor, period)
    names = dict(Programme.objects.order_by("position").values_list("code", "name"))
    found = {programme for _, programme in figures}
    codes = [code for code in names if code in found] + sorted(found - set(names))
    chosen = chosen if chosen in codes else codes[0] if codes else ""

    def sums(code: str) -> list[str]:
        return [total(figures.get((measure, code), {}).values(), least) for measure in MEASURES]

    return ProgrammeRecap(
        [Line(code, names.get(code, code), sums(code)) for code in codes], chosen,
        by_place(figures, chosen, least=least), sums(chosen), is_frozen,
    )  # fmt: skip


def by_place(figures: Figures, programme: str, *, least: int) -> list[Line]:
    places = sorted({place for measure in MEASURES for place in figures.get((measure, programme), {})})
    names = tree.names(places)
    places.sort(key=lambda code: (names.get(code, code), code))
    columns = [
        column([figures.get((measure, programme), {}).get(place, 0) for place in places], least) for measure in MEASURES
    ]
    return [Line(code, names.get(code, code), [each[n] for each in columns]) for n, code in enumerate(places)]


def all_places(actor: Actor, period: Period, *, least: int) -> tuple[list[tuple[str, Line]], bool]:
    """Programme and kelurahan beside each other, for a file; and whether they are frozen."""
    figures, is_frozen = _of_actor(actor, period)
    codes = sorted({programme for _, programme in figures})
    return [(code, line) for code in codes for line in by_place(figures, code, least=least)], is_frozen


def _of_actor(actor: Actor, period: Period) -> tuple[Figures, bool]:
    is_frozen = MonthFigure.objects.filter(period=period).exists()
    areas = tuple(actor.areas(VIEW))
    found = frozen(period) if is_frozen else live(period)
    mine = {key: {p: n for p, n in told.items() if p.startswith(areas)} for key, told in found.items()}
    return {key: told for key, told in mine.items() if told}, is_frozen
