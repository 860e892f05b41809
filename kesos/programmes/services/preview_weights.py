"""What other weights would do to those who wait: worked out, and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from kesos.access.settings_store import least_shown
from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.small_cells import Cells, line_of
from kesos.programmes.services import scores
from kesos.regions.queries import tree

SQL = statements("kesos.programmes", "sql/score.sql")


@dataclass(frozen=True, slots=True)
class Moved:
    """By kelurahan: whose score would rise, whose would fall; cells below five are hidden."""

    places: list[tuple[str, str]]
    higher: Cells
    lower: Cells

    @property
    def lines(self) -> list[tuple[str, int | None, int | None]]:
        return [(name, self.higher.by[code], self.lower.by[code]) for code, name in self.places]


def preview_weights(
    *, city: str, weights: Mapping[str, Decimal], basis: str, valid_from: date, by: Actor, at: datetime
) -> Moved:
    """As if the weights held today already, whatever day they begin. Raises WeightsRefused, NotAllowed."""
    by.require(scores.SET, city)
    told = {"areas": [city]}
    with acting(SYSTEM), transaction.atomic():
        with transaction.atomic():
            # first by today's weights, so that only the weights make the difference
            scores.work_out(areas=[city], at=at)
            run(SQL["remember"], told)
            scores.write(city=city, weights=weights, basis=basis, valid_from=valid_from, at=at, now=True)
            scores.work_out(areas=[city], at=at)
            found = rows(SQL["moved"])
            transaction.set_rollback(True)
    named = tree.names({code for code, *_ in found})
    least = least_shown(at)
    return Moved(
        [(code, named.get(code, code)) for code, *_ in found],
        line_of({code: up for code, up, _ in found}, least=least),
        line_of({code: down for code, _, down in found}, least=least),
    )
