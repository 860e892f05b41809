"""The 149 variables of the integrated data as one table: columns, forms, skip rules and privacy read from here."""

import csv
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Level = Literal["family", "individual"]
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of another answer: `age >= 5`, `worked = 1`."""

    field: str
    compare: str
    value: str

    def holds(self, answers: Mapping[str, Any]) -> bool:
        given = answers.get(self.field)
        if given in (None, ""):
            return False
        if self.compare in (">=", "<="):
            return _COMPARE[self.compare](float(given), float(self.value))
        return _COMPARE[self.compare](str(given), self.value)


@dataclass(frozen=True, slots=True)
class Variable:
    """One question. `kind` is the type as the source writes it; `sensitive` its class, empty if internal."""

    field: str
    block: str
    level: Level
    label: str
    kind: str
    codelist: str
    sensitive: str
    asked_when: tuple[Condition, ...]
    least: float | None
    most: float | None
    help: str

    def asked_of(self, answers: Mapping[str, Any]) -> bool:
        """Whether this question is put at all, given the other answers of the same person or family."""
        return all(condition.holds(answers) for condition in self.asked_when)


@cache
def variables() -> tuple[Variable, ...]:
    rules = {row["field"]: row for row in _table("dtsen_rules.csv")}
    found = []
    for row in _table("dtsen_variables.csv"):
        rule = rules.get(row["field"], {})
        found.append(
            Variable(
                field=row["field"],
                block=row["block"],
                level=row["level"],  # type: ignore[arg-type]
                label=row["label_id"],
                kind=row["type"],
                codelist=row["codelist"],
                sensitive=row["sensitive"],
                asked_when=tuple(_condition(part) for part in (rule.get("asked_when") or "").split(";") if part),
                least=_number(rule.get("least")),
                most=_number(rule.get("most")),
                help=rule.get("help_id") or "",
            )
        )
    if lost := rules.keys() - {v.field for v in found}:
        raise ValueError(f"rules for unknown variables: {sorted(lost)}")
    return tuple(found)


def of_level(level: Level) -> list[Variable]:
    return [v for v in variables() if v.level == level]


def check(level: Level, answers: Mapping[str, Any]) -> dict[str, str]:
    """Sentences by field for answers out of bounds or given to a question that is not put."""
    faults = {}
    for v in of_level(level):
        given = answers.get(v.field)
        if given in (None, ""):
            continue
        if not v.asked_of(answers):
            faults[v.field] = f"«{v.label}» tidak ditanyakan untuk keadaan ini; kosongkan."
        elif v.least is not None and float(given) < v.least:
            faults[v.field] = f"«{v.label}» paling kecil {v.least:g}."
        elif v.most is not None and float(given) > v.most:
            faults[v.field] = f"«{v.label}» paling besar {v.most:g}."
    return faults


def _condition(text: str) -> Condition:
    told = re.fullmatch(r"(\w+)(>=|<=|!=|=)(\w+)", text)
    if told is None:
        raise ValueError(f"not a condition: {text}")
    return Condition(*told.groups())


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def _table(name: str) -> list[dict[str, str]]:
    text = resources.files("kesos.registry").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
