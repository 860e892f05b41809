"""A measured value with its limit, as every part that measures itself tells it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """`at_least` turns the limit round: a rate must reach it, a cost must not pass it. `about` is for people.

    Without a limit it is told and nothing more. Where the value is a ratio, `raw` is what the bare engine needed in the
    same run, and `raw_limit` says what that was and in which unit.
    """

    name: str
    value: float
    limit: float | None
    at_least: bool = False
    about: str = ""
    raw: float | None = None
    raw_limit: str = ""

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def limit_written(self) -> str:
        return "" if self.limit is None else f"{'≥' if self.at_least else '≤'} {self.limit:g}"

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"name": self.name, "value": self.value, "limit": self.limit, "holds": self.holds}
        return told if self.raw is None else told | {"raw": self.raw, "raw_limit": self.raw_limit}
