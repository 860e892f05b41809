"""The form of one step, made from its questions: no question is written down here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kesos.registry.queries.visits import Subject
from kesos.registry.services.visit_family import AnswersWrong
from kesos.registry.visits import wording
from kesos.registry.visits.questions import Choices, Question
from kesos.registry.visits.reading import NO_BITS, UNKNOWN_BITS
from kesos.ui.forms import DateParts, DatePartsField, MoneyInput, leave_unmarked

CARDS_UP_TO = 9  # more choices than these are a list to pick from
SHORT = 12  # letters of an answer that stands beside the others on a telephone
EMPTIED = ("", "Kosongkan jawaban ini")


class MonthParts(DateParts):
    """Month and year: of an aid nobody remembers the day. The day's control is never drawn."""

    template_name = "registry/_month_parts.html"


class MonthPartsField(DatePartsField):
    widget = MonthParts

    def clean(self, value: Any) -> date | None:
        parts = list(value or ["", "", ""])
        parts[0] = "1" if parts[1] or parts[2] else ""
        try:
            return super().clean(parts)
        except ValidationError as error:
            if error.code == "incomplete":
                raise ValidationError("Lengkapi bulan dan tahun.", code="incomplete") from None
            raise


class StepForm(forms.Form):
    """The answers of one step. Whether they can stand is the service's to say; the same says it to programs."""

    def __init__(self, subject: Subject, asked: Sequence[Question], data: Any = None) -> None:
        super().__init__(data, initial={one.column: _shown(one, subject.values[one.column]) for one in asked})
        self.asked = list(asked)
        here = {question.column for question in asked}
        for question in asked:
            hangs = [condition for condition in question.when if condition.field in here]
            field = _field(question, told=bool(self._told(question.column)))
            field.label, field.required = question.label, False
            leave_unmarked(field)  # hardly any must be answered
            said = wording.conditions(hangs, level=subject.level, day=subject.day)
            field.help_text = ". ".join(text for text in (question.help, f"Hanya bila {said}" if said else "") if text)
            # what the script hides and shows; the server asks the same question again
            field.asked_when = ";".join(f"{one.field}{one.compare}{one.value}" for one in hangs)  # type: ignore[attr-defined]
            self.fields[question.column] = field
        self.order = [question.column for question in asked]

    def _told(self, column: str) -> Any:
        return self.data.get(column) if self.is_bound else self.initial.get(column)

    def answers(self) -> dict[str, Any]:
        return {column: self.cleaned_data.get(column) for column in self.order}

    def say_no(self, refused: AnswersWrong) -> None:
        for column, sentence in refused.by_field.items():
            if column in self.fields:
                self.add_error(column, _at_its_field(sentence, str(self.fields[column].label)))
            else:
                self.add_error(None, sentence)


def _at_its_field(sentence: str, label: str) -> str:
    """Beside its field a refusal need not say whose it is."""
    rest = sentence.removeprefix(f"«{label}»").removeprefix(":").strip()
    return rest[:1].upper() + rest[1:]


def _field(question: Question, *, told: bool) -> forms.Field:
    if question.kind in ("choice", "yes_no"):
        if len(question.choices) > CARDS_UP_TO:
            return forms.ChoiceField(choices=[("", "Pilih jawaban"), *question.choices])
        # a radio button is not taken back by a second touch
        choices = [*question.choices, EMPTIED] if told else list(question.choices)
        field = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
        field.inline = all(len(word) <= SHORT for _, word in question.choices)  # type: ignore[attr-defined]
        return field
    if question.kind == "member":
        return forms.ChoiceField(choices=[("", "Pilih anggota"), *question.choices])
    if question.kind in ("sum", "set"):
        return forms.MultipleChoiceField(choices=_ordered(question.choices), widget=forms.CheckboxSelectMultiple)
    if question.kind == "date":
        return DatePartsField()
    if question.kind == "month":
        return MonthPartsField()
    if question.kind == "money":
        return forms.CharField(widget=MoneyInput(), max_length=30)
    if question.kind == "number":
        return forms.CharField(
            widget=forms.TextInput(attrs={"class": "input-short", **_digits("numeric")}), max_length=20
        )
    if question.kind in ("decimal", "position"):
        return forms.CharField(
            widget=forms.TextInput(attrs={"class": "input-short", **_digits("decimal")}), max_length=20
        )
    return forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off"}), max_length=200)


def _digits(mode: str) -> dict[str, str]:
    return {"inputmode": mode, "autocomplete": "off"}


def _ordered(choices: Choices) -> list[tuple[str, str]]:
    """What stands alone comes last: has none, does not know."""
    alone = {str(NO_BITS), str(UNKNOWN_BITS)}
    return [one for one in choices if one[0] not in alone] + [one for one in choices if one[0] in alone]


def _shown(question: Question, value: Any) -> Any:
    """A stored value as its control shows it."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None:
        return None
    if question.kind == "sum":
        if str(value) in dict(question.choices) and value in (NO_BITS, UNKNOWN_BITS):
            return [str(value)]
        return [
            code for code, _ in question.choices if code.isdigit() and int(code) not in (0, 99) and value & int(code)
        ]
    if question.kind == "decimal":
        return f"{value.normalize():f}".replace(".", ",")
    return str(value) if question.kind in ("number", "member", "position") else value
