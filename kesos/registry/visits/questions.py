"""The questions of one step, as they are put to one family or person on one day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kesos.regions import codelists
from kesos.registry import dtsen
from kesos.registry.dtsen import Block, Condition, Variable
from kesos.registry.models.visits import SECOND_COLUMN, SECOND_WHEN, column_name

Row = Mapping[str, Any]
Choices = tuple[tuple[str, str], ...]
YES_NO: Choices = (("ya", "Ya"), ("tidak", "Tidak"))
KINDS = {
    "code": "choice", "code+date": "choice", "bool": "yes_no", "bool+date": "yes_no", "bitmask": "sum", "set": "set",
    "int": "number", "count or code": "number", "decimal": "decimal", "decimal(9,6)": "position", "date": "date",
    "fk individual": "member",
}  # fmt: skip
# whether a step is filled is told by what everybody can answer; the rest may stay empty
MAY_STAY_EMPTY = {"text", "position", "set", "member", "month"}
OF_A_LIST = ("choice", "sum", "set")
MONEY = "Rupiah"


@dataclass(frozen=True, slots=True)
class Question:
    """One control. `column` is where the answer is kept; `when` are the conditions, all of them."""

    variable: Variable
    column: str
    label: str
    kind: str
    choices: Choices
    when: tuple[Condition, ...]
    help: str

    @property
    def counts(self) -> bool:
        return self.kind not in MAY_STAY_EMPTY

    def asked_of(self, row: Row) -> bool:
        return all(condition.holds(_plain(row)) for condition in self.when)


def list_day(recorded_at: datetime) -> date:
    """The day whose code lists a visit speaks: that of its opening, as the database has it."""
    return recorded_at.astimezone(UTC).date()


def questions(block: Block, *, day: date, known: Collection[str], members: Choices = ()) -> list[Question]:
    """Every question of the step, whoever answers; `known` are the columns the registry itself filled."""
    found = []
    for v in dtsen.of_block(block):
        column = column_name(v)
        if column in known:
            continue
        if not can_be_answered(v, day):
            continue
        kind, choices = _kind(v, day, members)
        found.append(Question(v, column, label_of(v), kind, choices, v.asked_when, v.help))
        if v.kind in SECOND_COLUMN:
            ending, what = SECOND_COLUMN[v.kind]
            first, _ = SECOND_WHEN[v.kind]
            second = "month" if v.kind == "code+date" else "date"
            when = (
                *v.asked_when,
                Condition(v.field, "=", "ya" if first is True else "tidak" if first is False else first),
            )
            found.append(Question(v, v.field + ending, f"{label_of(v)}: {what.lower()}", second, (), when, ""))
    return found


def put(asked: list[Question], row: Row) -> list[Question]:
    """Those that may be put, given what other steps say; conditions inside the step are for the reader."""
    here = {question.column for question in asked}
    found: list[Question] = []
    for question in asked:
        kept = {one.column for one in found}
        if all(
            condition.field in kept if condition.field in here else condition.holds(_plain(row))
            for condition in question.when
        ):
            found.append(question)
    return found


def can_be_answered(v: Variable, day: date) -> bool:
    """Whether the codes to choose from stand on that day."""
    return KINDS.get(v.kind) not in OF_A_LIST or v.list_name == "region" or bool(codelists.choices(v.list_name, day))


def block_of(level: dtsen.Level, slug: str) -> Block | None:
    return next((block for block in dtsen.blocks(level) if block.slug == slug), None)


def _kind(v: Variable, day: date, members: Choices) -> tuple[str, Choices]:
    kind = KINDS.get(v.kind, "text")
    if kind == "yes_no":
        return kind, YES_NO
    if kind == "member":
        return kind, members
    if kind == "number" and v.help.startswith(MONEY):
        return "money", ()
    if kind in OF_A_LIST:
        return kind, tuple(codelists.choices(v.list_name, day))
    return kind, ()


def label_of(v: Variable) -> str:
    """Where the second answer has a question of its own, without the words that announce it."""
    return v.label.split(" (")[0].split(" dan tanggal")[0] if v.kind in SECOND_COLUMN else v.label


def _plain(row: Row) -> dict[str, Any]:
    """Answers as conditions compare them: yes and no as words."""
    return {name: "ya" if value is True else "tidak" if value is False else value for name, value in row.items()}
