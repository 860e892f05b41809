"""What this part needs of neighbours: a feed of events, and the standing of a health insurance membership."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from kesos.foundation.errors import Refused

YEARS = range(1900, 3000)  # of moments that are told: the database counts years that nobody here can read back


@dataclass(frozen=True, slots=True)
class Told:
    """One event as its sender tells it. What could not be read is empty, and `unreadable` then says so."""

    number: str
    kind: str  # kematian, pindah or koreksi
    issued_at: datetime
    nik: int | None = None
    full_name: str = ""
    birth_date: date | None = None
    happened_on: date | None = None
    kk: int | None = None
    moving: tuple[int, ...] = field(default=())
    region_code: str = ""
    to_region_code: str = ""
    to_address: str = ""
    to_rt: str = ""
    to_rw: str = ""
    to_kk: int | None = None
    corrects: str = ""
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Events after a cursor, in the order they were issued; `cursor` is where the next page begins."""

    events: Sequence[Told]
    cursor: str
    more: bool


class NeighbourSilent(Refused):
    """The neighbour did not answer, or answered what nobody can read. Nothing has changed; it can be asked again."""

    code = "neighbour_silent"
    status = 503


class PopulationFeed(Protocol):
    def after(self, cursor: str) -> Page:
        """The next page. Raises NeighbourSilent."""
        ...


class HealthInsurance(Protocol):
    def status_of(self, nik: str) -> str:
        """A code of HealthStatus.Status. Raises NeighbourSilent."""
        ...


_feed: Callable[[], PopulationFeed] | None = None
_health: Callable[[], HealthInsurance] | None = None


def join_feed(make: Callable[[], PopulationFeed]) -> None:
    """Called once by interop, when the program starts."""
    global _feed
    _feed = make


def join_health(make: Callable[[], HealthInsurance]) -> None:
    global _health
    _health = make


def feed() -> PopulationFeed:
    """Raises NeighbourSilent where there is none."""
    if _feed is None:
        raise NeighbourSilent(
            "Sambungan ke Dukcapil belum diatur. Kirim berkas bulanan, atau minta pengelola mengisinya."
        )
    return _feed()


def health() -> HealthInsurance:
    """Raises NeighbourSilent where there is none."""
    if _health is None:
        raise NeighbourSilent("Sambungan ke BPJS Kesehatan belum diatur. Minta pengelola mengisi KESOS_HEALTH_URL.")
    return _health()
