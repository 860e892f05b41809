"""The families of one kelurahan as a list and as points: what they have to do with aid, whether a photo is there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.evidence.queries.reach import VIEW
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.regions.models import Boundary, Region

SQL = statements("kesos.evidence", "sql/village.sql")
UNITS_A_DEGREE = 50_000  # of the outlines: kesos/regions/data/make_boundaries.py
GRAIN = 100_000  # of the points: about a metre
STATES = {
    "active": "Penerima aktif",
    "suspended": "Penerima ditangguhkan",
    "waiting": "Daftar tunggu",
    "proposed": "Sedang diusulkan",
    "inactive": "Penerima nonaktif",
    "none": "Tidak menerima",
}
LACKS = {"titik": "Tanpa titik", "foto": "Tanpa foto depan"}


@dataclass(frozen=True, slots=True)
class HouseRow:
    id: int
    person_id: int
    name: str
    address: str
    rt: str
    rw: str
    latitude: Decimal | None
    longitude: Decimal | None
    state: str
    has_photo: bool

    @property
    def state_told(self) -> str:
        return STATES[self.state]

    @property
    def has_point(self) -> bool:
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of the village is asked for; empty: all of it."""

    state: str = ""
    rw: str = ""
    lacks: str = ""

    def takes(self, row: HouseRow) -> bool:
        return (
            (not self.state or row.state == self.state)
            and (not self.rw or row.rw == self.rw)
            and not (self.lacks == "titik" and row.has_point)
            and not (self.lacks == "foto" and row.has_photo)
        )


@dataclass(frozen=True, slots=True)
class Village:
    """`counts` and `wards` are of the whole village, whatever is asked for."""

    region: Region
    rows: list[HouseRow]
    counts: dict[str, int]
    wards: list[str]
    total: int
    placed: int = field(default=0)


def village(actor: Actor, code: str, asked: Narrowed) -> Village:
    """Raises NotFound for a place that is no village or out of reach."""
    region = _region(actor, code)
    every = [HouseRow(*told) for told in rows(SQL["families"], {"village": code, "areas": actor.areas(VIEW)})]
    counts = Counter(row.state for row in every)
    return Village(
        region=region,
        rows=[row for row in every if asked.takes(row)],
        counts={state: counts[state] for state in STATES},
        wards=sorted({row.rw for row in every if row.rw}),
        total=len(every),
        placed=sum(row.has_point for row in every),
    )


def of_points(found: Village) -> dict[str, Any]:
    """The points as columns of small whole numbers: what a map page carries."""
    placed = sorted((row for row in found.rows if row.has_point), key=lambda row: row.id)
    at = [(round(float(row.latitude or 0) * GRAIN), round(float(row.longitude or 0) * GRAIN)) for row in placed]
    south, west = min((lat for lat, _ in at), default=0), min((lon for _, lon in at), default=0)
    letters = {state: number for number, state in enumerate(STATES)}
    return {
        "grain": GRAIN,
        "south": south,
        "west": west,
        "ids": _steps([row.id for row in placed]),
        "lat": [lat - south for lat, _ in at],
        "lon": [lon - west for _, lon in at],
        "states": "".join(str(letters[row.state]) for row in placed),
    }


def outlines(code: str) -> dict[str, Any]:
    """The village and its neighbours of the same kecamatan, as they are kept; nothing where none is drawn."""
    drawn = Boundary.objects.filter(
        region__code__startswith=code[:6], region__valid_to=None, layer=Boundary.Layer.VILLAGE
    )
    kept = dict(drawn.values_list("region", "path"))
    return {
        "units": UNITS_A_DEGREE,
        "own": kept.pop(code, ""),
        "around": [path for _, path in sorted(kept.items())],
    }


def _steps(numbers: Sequence[int]) -> list[int]:
    """The first, then how much each is more than the one before it."""
    return [now - before for before, now in zip((0, *numbers), numbers, strict=False)]


def _region(actor: Actor, code: str) -> Region:
    found = Region.objects.filter(pk=code, level=4).first() if actor.may(VIEW, code) else None
    if found is None:
        raise NotFound("Kelurahan atau desa tidak ditemukan.")
    return found
