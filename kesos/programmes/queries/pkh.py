"""What PKH pays a family: eligible components, at most so many of each, the highest first, at most so many in all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat

from django.db.models import Q

from kesos.programmes.models import Component

CAP = "PKH-FAMILYCAP"


@dataclass(frozen=True, slots=True)
class Payment:
    """Components that are paid, with their amounts a year; a quarter of it is paid at a time."""

    paid: list[tuple[str, int]]
    year: int

    @property
    def quarter(self) -> int:
        return self.year // 4


def components(*, on: date) -> list[Component]:
    found = Component.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    return list(found.order_by("code"))


def payment(eligible: Iterable[str], *, on: date) -> Payment:
    """`eligible` has the code of a component once for each member of the family who has it."""
    known = {each.code: each for each in components(on=on)}
    cap = known[CAP].most_in_family if CAP in known else None
    counted = Counter(code for code in eligible if code in known and known[code].annual_idr is not None)
    within = chain.from_iterable(
        repeat(code, min(n, n if known[code].most_in_family is None else known[code].most_in_family or 0))
        for code, n in counted.items()
    )
    amounts = sorted(((code, known[code].annual_idr or 0) for code in within), key=lambda each: (-each[1], each[0]))
    paid = amounts[:cap]
    return Payment(paid, sum(amount for _, amount in paid))
