"""Fields for what Indonesian forms ask: NIK, No KK, rupiah, telephone, a date by its three parts."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kesos.foundation.numbers import FAULTS, only_number, structure_fault
from kesos.foundation.written import MONTHS, thousands

KK_FAULTS = {
    **{code: sentence.replace("NIK", "No. KK") for code, sentence in FAULTS.items()},
    "DAY_RANGE": "Angka ke-7 dan 8 No. KK (tanggal pendaftaran) harus 01–31.",
    "MONTH_RANGE": "Angka ke-9 dan 10 No. KK (bulan pendaftaran) harus 01–12.",
    "DATE_INVALID": "Tanggal pendaftaran di dalam No. KK tidak ada di kalender.",
}


def leave_unmarked(field: forms.Field) -> None:
    """Not required by the field itself, yet not said to be optional: the service asks for it, or saying so is noise."""
    field.unmarked = True  # type: ignore[attr-defined]  # read by the templates of a field


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """What a choice field of this form may be, where it depends on who asks or on the day."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = list(choices)


class NumberInput(forms.TextInput):
    """Sixteen digits: the keyboard with numbers, no spinner, no autofill."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        told = {"class": "input-nik", "inputmode": "numeric", "autocomplete": "off", "maxlength": 24}
        super().__init__({**told, **(attrs or {})})


class NikField(forms.CharField):
    """A NIK as people type it; the cleaned value is the bigint the database keeps, or None."""

    widget = NumberInput
    faults = FAULTS
    women_plus_forty = True

    def clean(self, value: Any) -> Any:
        digits = only_number(super().clean(value) or "")
        if not digits:
            return None
        if fault := structure_fault(digits, women_plus_forty=self.women_plus_forty):
            raise ValidationError(self._sentence(fault, digits), code=fault)
        return int(digits)

    def _sentence(self, fault: str, digits: str) -> str:
        if fault == "LENGTH" and digits.isascii() and digits.isdigit() and len(digits) < 16:
            return f"Baru {len(digits)} angka. {self.faults[fault]}"
        return self.faults[fault]


class KkField(NikField):
    """A No KK: the same shape, without the forty days of women."""

    faults = KK_FAULTS
    women_plus_forty = False


class MoneyInput(forms.TextInput):
    kind = "money"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return thousands(value) if isinstance(value, int) else super().format_value(value)


class RupiahField(forms.Field):
    """Whole rupiah; "Rp1.150.000", "1150000" and "1.150.000,00" are the same."""

    widget = MoneyInput

    def to_python(self, value: Any) -> int | None:
        text = re.sub(r"(?i)^rp\.?|\s", "", str(value or "").strip())
        text = re.sub(r",(00|-)$", "", text)
        if not text:
            return None
        if not re.fullmatch(r"\d{1,15}|\d{1,3}(\.\d{3}){1,4}", text):
            raise ValidationError("Tulis jumlah rupiah dengan angka saja, misalnya 1.150.000.", code="rupiah")
        return int(text.replace(".", ""))


class PhoneField(forms.CharField):
    """A telephone number; the cleaned value begins with 62, as WhatsApp links want it."""

    def __init__(self, **named: Any) -> None:
        told = {"inputmode": "tel", "autocomplete": "tel", "class": "input-nik"}
        named.setdefault("widget", forms.TextInput(attrs=told))
        super().__init__(**named)

    def clean(self, value: Any) -> str:
        digits = re.sub(r"[\s().-]|^\+", "", super().clean(value) or "")
        if not digits:
            return ""
        digits = re.sub(r"^0", "62", digits)
        if not re.fullmatch(r"62\d{7,13}", digits):
            raise ValidationError("Tulis nomor telepon lengkap, misalnya 0812 3456 7890.", code="phone")
        return digits


class DateParts(forms.MultiWidget):
    """Day and year typed, month chosen by name: a native date picker speaks the telephone's language."""

    kind = "date"
    template_name = "ui/form/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        typed = {"inputmode": "numeric", "autocomplete": "off"}
        months = [("", "Pilih bulan"), *((str(n), name) for n, name in enumerate(MONTHS, 1))]
        super().__init__(
            widgets={
                "tanggal": forms.TextInput(attrs={**typed, "maxlength": 2}),
                "bulan": forms.Select(choices=months),
                "tahun": forms.TextInput(attrs={**typed, "maxlength": 4}),
            },
            attrs=attrs,
        )

    def decompress(self, value: date | str | None) -> Sequence[int | None]:
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = None
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], ("Tanggal", "Bulan", "Tahun"), strict=True):
            part["label"] = label
        return context


class DatePartsField(forms.MultiValueField):
    """A date by day, month and year; says which part is missing or that there is no such day."""

    widget = DateParts

    def __init__(self, **named: Any) -> None:
        named["require_all_fields"] = False
        part = forms.CharField
        super().__init__(fields=[part(required=False), part(required=False), part(required=False)], **named)

    def clean(self, value: Any) -> date | None:
        texts = [str(part or "").strip() for part in (value or ["", "", ""])]
        missing = [name for name, text in zip(("tanggal", "bulan", "tahun"), texts, strict=True) if not text]
        if len(missing) == 3 and not self.required:
            return None
        if missing:
            what = "Isi tanggal, bulan, dan tahun." if len(missing) == 3 else f"Lengkapi {' dan '.join(missing)}."
            raise ValidationError(what, code="required" if len(missing) == 3 else "incomplete")
        cleaned = self.compress(texts)
        self.validate(cleaned)
        self.run_validators(cleaned)
        return cleaned

    def compress(self, data_list: Any) -> date:
        day, month, year = data_list
        if not all(part.isascii() and part.isdigit() for part in (day, month, year)):
            raise ValidationError("Tulis tanggal dan tahun dengan angka, misalnya 3 dan 1979.", code="invalid")
        if len(year) != 4:
            raise ValidationError("Tulis tahun dengan empat angka, misalnya 1979.", code="year")
        if len(day) > 2 or len(month) > 2:
            raise ValidationError("Tanggal dan bulan paling banyak dua angka.", code="no_such_day")
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            name = MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else f"bulan {month}"
            raise ValidationError(f"Tidak ada tanggal {int(day)} {name} {year}.", code="no_such_day") from None
