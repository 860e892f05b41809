"""Answers and conditions in words: for pages, paper and refusals."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from kesos.foundation.numbers import masked
from kesos.regions import codelists
from kesos.registry import dtsen
from kesos.registry.dtsen import Condition, Variable
from kesos.registry.visits.questions import YES_NO, Question, label_of
from kesos.registry.visits.reading import NO_BITS, UNKNOWN_BITS, told

NOTHING = "–"


def answer(variable: Variable, value: Any, *, day: date, names: Mapping[int, str] | None = None) -> str:
    """What was answered; «–» where nothing was."""
    if value is None or value == "" or value == []:
        return NOTHING
    if variable.kind == "char16":
        return masked(value)
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if variable.kind == "fk individual":
        return (names or {}).get(value, "anggota lain")
    labels = _labels(variable, day)
    if variable.kind == "bitmask":
        alone = str(value) in labels and value in (NO_BITS, UNKNOWN_BITS)
        bits = [value] if alone else [int(code) for code in labels if code.isdigit() and int(code) not in (0, 99)]
        return ", ".join(labels[str(bit)] for bit in bits if alone or value & bit) or str(value)
    if variable.kind == "set":
        return ", ".join(labels.get(code, code) for code in value)
    if isinstance(value, str):
        return labels.get(value, value)
    if variable.kind == "decimal(9,6)":
        return str(value)
    return told(value)


def second(value: Any, *, month: bool) -> str:
    """The month or day that goes with an answer."""
    if value is None:
        return NOTHING
    return date_format(value, "F Y" if month else "j F Y")


def when(question: Question, *, day: date) -> str:
    """On what a question hangs: «Bekerja seminggu lalu»: Ya."""
    return conditions(question.when, level=question.variable.level, day=day)


def conditions(asked_when: Iterable[Condition], *, level: dtsen.Level, day: date) -> str:
    return " dan ".join(_condition(one, level, day) for one in asked_when)


def _condition(condition: Condition, level: dtsen.Level, day: date) -> str:
    of = next(v for v in dtsen.of_level(level) if v.field == condition.field)
    if condition.compare in (">=", "<="):
        return f"«{of.label}» {'paling sedikit' if condition.compare == '>=' else 'paling banyak'} {condition.value}"
    word = dict(YES_NO).get(condition.value) or _labels(of, day).get(condition.value, condition.value)
    return f"«{label_of(of)}»: {'bukan ' if condition.compare == '!=' else ''}{word}"


def _labels(variable: Variable, day: date) -> dict[str, str]:
    name = variable.list_name
    return codelists.labels(name, day) if name and name != "region" and variable.kind != "count or code" else {}
