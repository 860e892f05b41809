"""The month by kelurahan: counts beside each other, small ones hidden; live, then frozen when the month is closed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kesos.foundation.actor import Actor
from kesos.foundation.small_cells import hidden_below, shown
from kesos.proposals.models import Period
from kesos.proposals.queries import indicators
from kesos.proposals.queries.indicators import Indicator
from kesos.regions.queries import tree

HIDDEN = "tersamar"


@dataclass(frozen=True, slots=True)
class Recap:
    """`lines`: kelurahan and its numbers in the order of `columns`; `measures`: indicators of the whole."""

    columns: list[Indicator]
    lines: list[tuple[str, str, list[str]]]
    sums: list[str]
    measures: list[tuple[Indicator, str]]
    is_frozen: bool


def recap(actor: Actor, period: Period, *, least: int) -> Recap:
    """Only the actor's places; no number from one to `least` is told, nor one by which it could be worked out."""
    found, is_frozen = indicators.figures(actor, period)
    columns = [each for each in indicators.known() if each.in_recap and each.is_count]
    codes = sorted({place for each in columns for place in found.get(each.code, {})})
    names = tree.names(codes)
    codes.sort(key=lambda code: (names.get(code, code), code))
    by_column = [column([int(found.get(each.code, {}).get(code, 0)) for code in codes], least) for each in columns]
    lines = [(code, names.get(code, code), [each[n] for each in by_column]) for n, code in enumerate(codes)]
    return Recap(
        columns, lines, [total(found.get(each.code, {}).values(), least) for each in columns],
        [(each, _measure(each, found, least)) for each in indicators.known() if not each.in_recap], is_frozen,
    )  # fmt: skip


def measures(actor: Actor, period: Period, codes: Collection[str], *, least: int) -> list[tuple[Indicator, str]]:
    """Some indicators of the actor's whole, without counting the others."""
    wanted = [each for each in indicators.known() if each.code in codes]
    found, _ = indicators.figures(actor, period, only={*codes, *(each.weighed_by for each in wanted)})
    return [(each, _measure(each, found, least)) for each in wanted]


def column(counts: Sequence[int], least: int) -> list[str]:
    hidden = hidden_below(least).places(counts)
    return [
        (shown(count, least=least) if 0 < count < least else HIDDEN) if place in hidden else str(count)
        for place, count in enumerate(counts)
    ]


def total(values: Iterable[Decimal | int], least: int) -> str:
    return shown(int(sum(values)), least=least)


def _measure(indicator: Indicator, found: indicators.Figures, least: int) -> str:
    told = found.get(indicator.code, {})
    if indicator.is_count:
        return total(told.values(), least)
    if not told:
        return "–"
    # a mean of means, weighed by how many each kelurahan had
    counted = found.get(indicator.weighed_by, {})
    weights = {code: counted.get(code, Decimal(1)) or Decimal(1) for code in told}
    whole = sum(weights.values())
    mean = sum(value * weights[code] for code, value in told.items()) / whole
    return f"{mean:.1f}".replace(".", ",")
