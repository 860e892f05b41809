"""What the registry needs of a population registry; who provides it is joined in config."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kesos.foundation.errors import Refused


@dataclass(frozen=True, slots=True)
class PopulationRecord:
    """A person as the population registry knows them."""

    nik: str
    kk: str
    name: str
    birth_date: date | None
    sex: str  # L or P; empty where not told
    alive: bool
    died_on: date | None
    region_code: str
    address: str


@dataclass(frozen=True, slots=True)
class NotFoundThere:
    """The registry answered, and knows no such NIK."""

    nik: str


class RegistryDown(Refused):
    """The registry did not answer, or answered what nobody can read. Nothing is known, and it can be asked again."""

    code = "population_registry_down"
    status = 503


class PopulationRegistry(Protocol):
    """Looks people up by NIK; never writes."""

    def look_up(self, niks: Sequence[str]) -> Mapping[str, PopulationRecord | NotFoundThere]:
        """An answer for each NIK asked. Raises RegistryDown."""
        ...


_joined: Callable[[], PopulationRegistry] | None = None


def join_population(make: Callable[[], PopulationRegistry]) -> None:
    """Called once by config, when the program starts."""
    global _joined
    _joined = make


def population() -> PopulationRegistry:
    """The registry that config joined. Raises RegistryDown where there is none."""
    if _joined is None:
        raise RegistryDown("Sambungan ke data kependudukan belum diatur. Minta pengelola mengisi KESOS_POPULATION_URL.")
    return _joined()
