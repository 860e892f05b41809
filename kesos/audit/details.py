"""Details of an event as plain JSON, with no full NIK or No KK in them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kesos.foundation.numbers import HIGHEST, LOWEST, masked, only_number

# the same shapes that the table refuses (migrations/0001_tables.sql)
_NUMBER = re.compile(
    r"(?<![0-9a-f])([0-9]{16}|[0-9]{4}(?:[ .-][0-9]{4}){3}|[0-9]{6}[ .-][0-9]{6}[ .-][0-9]{4})(?![0-9a-f])"
)


class FullNumber(ValueError):
    """A NIK or No KK was handed to the audit as such; a fault of the caller."""


def without_numbers(text: str) -> str:
    """A reason that somebody typed may quote a NIK: it is kept masked, and the act goes on."""
    return _NUMBER.sub(lambda found: masked(only_number(found[0])), text)


def holds_number(text: str) -> bool:
    return _NUMBER.search(text) is not None


def plain(value: Any) -> Any:
    """The value as JSON can hold it. Raises FullNumber for a number of sixteen digits, TypeError for the unknown."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        # 0.3333333333333333 has the sixteen digits of a NIK
        return round(value, 6)
    if isinstance(value, str):
        # NUL has no place in PostgreSQL's text
        return without_numbers(value.replace("\0", ""))
    if isinstance(value, int):
        if LOWEST <= abs(value) <= HIGHEST:
            raise FullNumber("a number of sixteen digits in the details of an event")
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return without_numbers(str(value))
    if isinstance(value, Mapping):
        return {without_numbers(str(name)): plain(inner) for name, inner in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(inner) for inner in value)
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [plain(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} cannot stand in the details of an event")
