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
ASKED = ("", "registry_or_asked")
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
class Block:
    """The questions of one step of the form."""

    name: str
    slug: str
    level: Level
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class Variable:
    """One question. `kind` is the type as the source writes it; `sensitive` its class, empty if internal.

    `comes_from`: empty, the respondent; `registry`, taken over and never asked; `registry_or_asked`, asked where the
    registry does not know; `release`, told by the centre alone; `camera`, a photo.
    `awaits`: the code list whose answers nobody has published yet. The question is put from the day the list has codes;
    until then only a file can bring an answer, which is kept as it was sent.
    """

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
    comes_from: str = ""
    awaits: str = ""

    @property
    def list_name(self) -> str:
        """Where its codes stand; lists of Dukcapil stand under their own names."""
        return (self.codelist or self.awaits).removeprefix("dukcapil.")

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
                comes_from=rule.get("comes_from") or "",
                awaits=rule.get("awaits") or "",
            )
        )
    if lost := rules.keys() - {v.field for v in found}:
        raise ValueError(f"rules for unknown variables: {sorted(lost)}")
    return tuple(found)


def of_level(level: Level) -> list[Variable]:
    return [v for v in variables() if v.level == level]


@cache
def blocks(level: Level) -> tuple[Block, ...]:
    """The steps of the form that ask something, in the order of the table."""
    told = {row["block"]: row for row in _table("dtsen_blocks.csv")}
    names = dict.fromkeys(v.block for v in of_level(level))
    if lost := names.keys() - told.keys():
        raise ValueError(f"blocks without a title: {sorted(lost)}")
    return tuple(
        Block(name, told[name]["slug"], level, told[name]["title"], told[name]["hint"])
        for name in names
        if any(v.comes_from in ASKED for v in of_level(level) if v.block == name)
    )


def of_block(block: Block) -> list[Variable]:
    """The questions of one step, without what is never asked."""
    return [v for v in of_level(block.level) if v.block == block.name and v.comes_from in ASKED]


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
