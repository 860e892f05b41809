"""Names typed in files to codes, and points on the ground to regions: both many at a time or one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Resolved:
    """`code` is None where no region fits (`candidates` is 0) or more than one does."""

    code: str | None
    candidates: int


Typed = tuple[str, str, str]


def resolve_names(typed: Iterable[Typed], *, areas: Iterable[str] = ("",)) -> dict[Typed, Resolved]:
    """(kelurahan, kecamatan, kab/kota) as typed → code; "" for what the file does not tell.

    Imports join the SQL function `kesos_resolve_places` to their staging table instead; it is the same rule.
    """
    wanted = list(dict.fromkeys(typed))
    with connection.cursor() as cursor:
        cursor.execute(
            "select village, subdistrict, district, code, candidates from"
            " kesos_resolve_places(%s::text[], %s::text[], %s::text[], %s::text[])",
            [[v for v, _, _ in wanted], [s for _, s, _ in wanted], [d for _, _, d in wanted], list(areas)],
        )
        return {(v, s, d): Resolved(code, candidates) for v, s, d, code, candidates in cursor.fetchall()}


def region_at(longitude: float, latitude: float, *, code_length: int = 10) -> str | None:
    """The kelurahan (or, with 4, the kab/kota) whose drawn boundary holds the point; None where none is drawn.

    A hint for people, not a proof: the boundaries are indicative.
    """
    with connection.cursor() as cursor:
        cursor.execute("select kesos_place_at(%s, %s, %s)", [longitude, latitude, code_length])
        found: str | None = cursor.fetchone()[0]
        return found
