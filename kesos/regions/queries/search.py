"""Finding a region by what people type: part of a name, a path, a code with or without dots."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from kesos.bulk.statements import statements
from kesos.foundation.actor import outermost
from kesos.foundation.region_code import with_dots
from kesos.regions.models.region import Kind
from kesos.regions.queries.tree import paths

MOST = 200
Asked = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """One region of a result, with the names above it."""

    code: str
    name: str
    kind: str
    path: str
    is_retired: bool

    @property
    def dotted(self) -> str:
        return with_dots(self.code)

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


def search(
    text: str,
    *,
    areas: Iterable[str] = ("",),
    kinds: Iterable[str] = (),
    levels: Iterable[int] = (),
    with_retired: bool = False,
    limit: int = 20,
) -> list[Found]:
    """Regions within the areas whose name or code fits the text, the best first.

    "bawang, kediri" asks for a name below another name. Exact names come before beginnings, beginnings before
    parts, parts before lookalikes. An empty text lists what lies highest within the areas.
    """
    name, *above = [part.strip() for part in text.split(",") if part.strip()] or [""]
    digits = name.replace(".", "").replace(" ", "")
    is_code = digits.isascii() and digits.isdigit()
    kept = outermost(areas)
    asked: Asked = {
        "text": digits if is_code else name,
        "above": above,
        "areas": kept,
        "everywhere": kept == [""],
        "kinds": list(kinds),
        "levels": list(levels),
        "retired": with_retired,
        "limit": min(limit, MOST),
    }
    if not name:
        rows = _rows("highest", asked)
    elif is_code:
        rows = _rows("by_code", asked)
    else:
        rows = _rows("by_name", {**asked, "way": "short" if len(name) < 3 else "part"})
        if not rows and len(name) > 3:
            rows = _alike(asked)
    told = paths(row[0] for row in rows)
    return [Found(code, name, kind, told[code], retired) for code, name, kind, retired in rows]


def _alike(asked: Asked) -> list[tuple[str, str, str, bool]]:
    """A letter missing or turned: looser than pg_trgm's own 0.6, until the transaction ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('pg_trgm.word_similarity_threshold', '0.5', true)")
        return _rows("by_name", {**asked, "way": "alike"})


def _rows(statement: str, asked: Asked) -> list[tuple[str, str, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(statements("kesos.regions", "sql/search.sql")[statement], asked)
        rows: list[tuple[str, str, str, bool]] = cursor.fetchall()
        return rows
