"""What the registry of people needs of a population registry; who implements it lies above."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PopulationRecord:
    """What the population registry says of one NIK."""

    nik: int
    kk: int | None
    full_name: str
    sex: str
    birth_date: date | None
    is_alive: bool
    died_on: date | None
    region_code: str


class Unanswered(Exception):
    """The registry did not answer in time; ask again later. Nothing is known, nothing is wrong."""


class PopulationRegistry(Protocol):
    """Look-up only; asking changes nothing there."""

    def look_up(self, niks: Sequence[int]) -> Mapping[int, PopulationRecord]:
        """The records found, by NIK; a NIK that is absent is not known there. Raises Unanswered."""
        ...
