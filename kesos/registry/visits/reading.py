"""An answer as it was sent, by a form or by a program, becomes the value of its column, or a sentence."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kesos.registry.visits.questions import Question

LONGEST = 200
WHOLE = re.compile(r"-?\d{1,15}|\d{1,3}(\.\d{3}){1,4}")
UNKNOWN_BITS, NO_BITS = 99, 0  # the questionnaire's "does not know" and "has none" stand alone


class Unreadable(Exception):
    """Not an answer to this question; the message is the sentence."""


def value_of(question: Question, sent: Any, *, today: date) -> Any:
    """The typed value, None where nothing was said. Raises Unreadable."""
    if isinstance(sent, str):
        sent = sent.replace("\x00", "").strip()
    if sent is None or sent == "" or sent == []:
        return None
    return _READ[question.kind](question, sent, today)


def _choice(question: Question, sent: Any, today: date) -> str:
    code = str(sent)
    if code not in dict(question.choices):
        raise Unreadable("pilih salah satu jawaban dari daftar.")
    return code


def _yes_no(question: Question, sent: Any, today: date) -> bool:
    if sent in (True, "ya", "true"):
        return True
    if sent in (False, "tidak", "false"):
        return False
    raise Unreadable("pilih Ya atau Tidak.")


def _codes(question: Question, sent: Any) -> list[str]:
    codes = [str(one) for one in (sent if isinstance(sent, list | tuple) else [sent])]
    if set(codes) - dict(question.choices).keys():
        raise Unreadable("pilih jawaban dari daftar.")
    return sorted(set(codes))


def _sum(question: Question, sent: Any, today: date) -> int:
    numbers = [int(code) for code in _codes(question, sent)]
    if len(numbers) > 1 and {UNKNOWN_BITS, NO_BITS} & set(numbers):
        alone = [label for code, label in question.choices if int(code) in numbers and int(code) in (0, UNKNOWN_BITS)]
        raise Unreadable(f"«{alone[0]}» tidak dapat dipilih bersama jawaban lain.")
    return sum(numbers)


def _set(question: Question, sent: Any, today: date) -> list[str]:
    return _codes(question, sent)


def _number(question: Question, sent: Any, today: date) -> int:
    text = re.sub(r"(?i)^rp\.?\s*", "", str(sent)) if not isinstance(sent, bool) else ""
    if not WHOLE.fullmatch(text):
        raise Unreadable("tulis dengan angka saja, tanpa koma.")
    number = int(text.replace(".", ""))
    if number < 0:
        raise Unreadable("tidak boleh kurang dari 0.")
    _within(question, number)
    return number


def _decimal(question: Question, sent: Any, today: date) -> Decimal:
    return _places(question, sent, whole=10, places=2)


def _position(question: Question, sent: Any, today: date) -> Decimal:
    return _places(question, sent, whole=3, places=6)


def _places(question: Question, sent: Any, *, whole: int, places: int) -> Decimal:
    try:
        number = Decimal(str(sent).replace(",", ".")).quantize(Decimal(1).scaleb(-places))
    except InvalidOperation:
        raise Unreadable("tulis dengan angka, misalnya 36 atau 36,5.") from None
    if not number.is_finite() or abs(number) >= 10**whole:
        raise Unreadable("angkanya terlalu besar; periksa kembali.")
    if question.kind == "decimal" and number < 0:
        raise Unreadable("tidak boleh kurang dari 0.")
    _within(question, number)
    return number


def _date(question: Question, sent: Any, today: date) -> date:
    return _day(sent, today)


def _month(question: Question, sent: Any, today: date) -> date:
    if isinstance(sent, str) and re.fullmatch(r"\d{4}-\d{2}", sent):
        sent = f"{sent}-01"
    return _day(sent, today).replace(day=1)


def _day(sent: Any, today: date) -> date:
    try:
        day = sent if isinstance(sent, date) else date.fromisoformat(str(sent))
    except ValueError:
        raise Unreadable("tulis tanggal yang ada di kalender.") from None
    if day > today:
        raise Unreadable("tidak boleh sesudah hari ini.")
    if day.year < 1900:
        raise Unreadable("tahunnya terlalu lama; periksa kembali.")
    return day


def _member(question: Question, sent: Any, today: date) -> int:
    if str(sent) not in dict(question.choices):
        raise Unreadable("pilih salah satu anggota keluarga.")
    return int(sent)


def _text(question: Question, sent: Any, today: date) -> str:
    text = " ".join(str(sent).split())
    if len(text) > LONGEST:
        raise Unreadable(f"paling panjang {LONGEST} huruf.")
    return text


def _within(question: Question, number: int | Decimal) -> None:
    v = question.variable
    if v.least is not None and number < Decimal(str(v.least)):
        raise Unreadable(f"paling kecil {told(v.least)}. Periksa angkanya.")
    if v.most is not None and number > Decimal(str(v.most)):
        raise Unreadable(f"paling besar {told(v.most)}. Periksa angkanya.")


def told(number: float | Decimal | int) -> str:
    """A number as Indonesians write it."""
    text = f"{number:,f}".rstrip("0").rstrip(".") if number != int(number) else f"{int(number):,}"
    return text.translate(str.maketrans(",.", ".,"))


_READ: dict[str, Callable[[Question, Any, date], Any]] = {
    "choice": _choice, "yes_no": _yes_no, "sum": _sum, "set": _set, "number": _number, "money": _number,
    "decimal": _decimal, "position": _position, "date": _date, "month": _month, "member": _member, "text": _text,
}  # fmt: skip
