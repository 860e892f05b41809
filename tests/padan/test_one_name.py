"""A name's key is worked out in PostgreSQL for the registry and in DuckDB for what was sent: it must be one key."""

from itertools import product

import duckdb
import pyarrow as pa
import pytest
from django.db import connection

from kesos.padan.snapshots.take import SQL

pytestmark = pytest.mark.django_db

WRITTEN = [
    "SULASTRI", " SULASTRI", "SULASTRI ", "  SULASTRI  WIJI ", "SITI  AMINAH",
    "H. TJAHJO  SOEMARNO, S.Pd", "Drs. H. Moh. Ma'ruf", "MUH. ARIFIN", "MOHAMMAD", "MUHAMMAD",
    "MOCHAMAD", "M.ARIF", "A.A. NGURAH", "I GUSTI AYU", "O'NEILL", "MA’RUF", "MA‘RUF", "MA`RUF",
    "MA´RUF", "SOEDJONO", "SOE DJONO", "S-O-E", "O.E", "O E", "D.J", "T/J", "(ALM) BUDI", '"BUDI"',
    "BUDI / BUDHI", "DJADJANG TJOETJOE", "AGUUS", "NUNUNG", "ANNISSAA", "", " ", ".", "''", "-",
    "A", "É", "JOSÉ", "Ångström", "STRAẞE", "straße", "İSTANBUL", "ıI", "ΣΊΣΥΦΟΣ", "АННА", "محمد",
    "陈李", "ﬁTRI", "A\u0301NI", "Ǆ", "SITI\u00a0AMINAH", "SITI\tAMINAH", "SITI\nAMINAH",
    "SITI\r\nAMINAH", "SITI\vAMINAH", "SITI\fAMINAH", "\ufeffSITI", "SITI\u200bAMINAH", "👩‍👧",
    "R2D2", "100%", "A_B", "A\\B", "a;drop", "NULL", "{name}",
]  # fmt: skip
BLANKS = [chr(n) for n in range(1, 0x3100) if chr(n).isspace()]


def keys_of_the_registry(names: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select registry_name_key(n) from unnest(%s::text[]) with ordinality u (n, place) order by place", [names]
        )
        return [key for (key,) in cursor.fetchall()]


def keys_of_an_extract(names: list[str]) -> list[str]:
    with duckdb.connect() as engine:
        engine.register("sent", pa.table({"place": range(len(names)), "name": names}))
        key = SQL["name_key"].format(name="name")
        return [found for (found,) in engine.execute(f"select {key} from sent order by place").fetchall()]


def differing(names: list[str]) -> list[tuple[str, str, str]]:
    both = zip(names, keys_of_the_registry(names), keys_of_an_extract(names), strict=True)
    return [(name, theirs, ours) for name, theirs, ours in both if theirs != ours]


def test_names_as_people_write_them():
    assert differing(WRITTEN) == []
    assert differing([f"{a} {b}" for a, b in product(WRITTEN, WRITTEN)]) == []


def test_every_letter_of_every_script_and_every_kind_of_blank():
    letters = [chr(n) for n in range(1, 0x10000) if chr(n).isprintable()]

    assert differing([f"A{sign}b" for sign in letters]) == []
    assert differing([text for sign in BLANKS for text in (f"A{sign}B", f"{sign}AB", f"AB{sign}", f"A{sign} B")]) == []
