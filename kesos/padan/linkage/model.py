"""The model as data: what is compared, what an agreement weighs, and the settings of Splink made of it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kesos.padan.linkage.engine import WORDS_OF_THE_ENGINE

Levels = dict[tuple[str, str], float]
FEWEST = 1e-9  # no agreement is proof


@dataclass(frozen=True, slots=True)
class Level:
    """One way in which two values agree, or do not (`when` is empty)."""

    comparison: str
    key: str
    when: str
    m: float
    u: float | str
    tf: str
    own_tf: bool
    say: str


@dataclass(frozen=True, slots=True)
class Comparison:
    name: str
    unknown: str
    levels: tuple[Level, ...]

    @property
    def case(self) -> str:
        """SQL: the key of the level two records reach; null where one of them says nothing."""
        whens = " ".join(f"when {one.when} then '{one.key}'" for one in self.levels if one.when)
        return f"case when {self.unknown} then null {whens} else '{self.levels[-1].key}' end"

    def said(self, gamma: int) -> str:
        """Splink numbers the levels from the last, 0, upwards; -1 is unknown."""
        return "" if gamma < 0 else self.levels[len(self.levels) - 1 - gamma].say


@cache
def comparisons() -> tuple[Comparison, ...]:
    text = resources.files("kesos.padan").joinpath("linkage/data/model.toml").read_text(encoding="utf-8")
    found = []
    for told in tomllib.loads(text)["comparison"]:
        name = told["name"]
        levels = tuple(
            Level(name, one["key"], one.get("when", "").format(**WORDS_OF_THE_ENGINE), one["m"], one["u"],
                  one.get("tf", ""), one.get("own_tf", False), one["say"])
            for one in told["levels"]
        )  # fmt: skip
        found.append(Comparison(name, told["unknown"], levels))
    return tuple(found)


def settings(*, m: Levels, u: Levels, rules: list[str], prior: float, link_type: str) -> dict[str, Any]:
    """What Splink is given; `m` and `u` by comparison and level."""
    return {
        "link_type": link_type,
        "unique_id_column_name": "id",
        "probability_two_random_records_match": prior,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "comparisons": [_comparison(one, m, u) for one in comparisons()],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in rules],
    }


def _comparison(one: Comparison, m: Levels, u: Levels) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [{"sql_condition": one.unknown, "label_for_charts": "kosong", "is_null_level": True}]
    for level in one.levels:
        said: dict[str, Any] = {
            "sql_condition": level.when or "ELSE",
            "label_for_charts": level.key,
            "m_probability": m[one.name, level.key],
            "u_probability": max(u[one.name, level.key], FEWEST),
        }
        if level.tf:
            said |= {
                "tf_adjustment_column": level.tf,
                "tf_adjustment_weight": 1.0,
                "disable_tf_exact_match_detection": True,
            }
        levels.append(said)
    return {"output_column_name": one.name, "comparison_levels": levels}


def usual_u() -> Levels:
    """Where nothing is counted: what is common, and a pair in a hundred thousand for numbers and houses."""
    return {
        (one.name, level.key): level.u if isinstance(level.u, float) else 1e-5
        for one in comparisons()
        for level in one.levels
    }


def usual_m() -> Levels:
    return {(one.name, level.key): level.m for one in comparisons() for level in one.levels}
