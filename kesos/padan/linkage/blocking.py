"""Which pairs are looked at: each rule in the widest form whose pairs, counted beforehand, are not too many."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kesos.padan.linkage.counts import SQL
from kesos.padan.linkage.engine import Engine


@dataclass(frozen=True, slots=True)
class Chosen:
    rule: str
    pairs: float


@cache
def _told() -> dict[str, Any]:
    text = resources.files("kesos.padan").joinpath("linkage/data/blocks.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rules(engine: Engine, *, left: str, right: str) -> list[Chosen]:
    """A rule none of whose forms is narrow enough is left out."""
    rows = engine.count(left)
    most = max(_told()["least"], _told()["allowance"] * rows)
    chosen = []
    for rule in _told()["rule"]:
        for form in rule["forms"]:
            columns, known = ", ".join(form), " and ".join(f"{one} is not null" for one in form)
            counted = SQL["equal_pairs" if left == right else "pairs_across"]
            pairs = engine.number(counted.format(people=left, left=left, right=right, columns=columns, known=known))
            if pairs <= most:
                chosen.append(Chosen(" and ".join(f"l.{one} = r.{one}" for one in form), pairs))
                break
    return chosen
