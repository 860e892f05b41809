"""Columns as offices write them become columns that can be compared."""

import csv
from functools import cache, reduce
from importlib import resources

from kesos.bulk.statements import statements
from kesos.padan.linkage.engine import WORDS_OF_THE_ENGINE, Engine

COLUMNS = (
    "nik", "no_kk", "nama", "jk", "tgl_lahir", "kode_desa", "alamat", "rt", "rw", "pekerjaan", "pendidikan", "hubungan",
)  # fmt: skip
LARGEST_FAMILY, MOST_DOUBLES = 40, 20
_NOTHING = "'', '-', '--', '.', '0', 'null', 'nan', 'na', 'n/a', 'none', 'tidak ada', 'tidak diketahui', 'kosong'"
_DEGREES = ("s.pd.i", "s.pd", "s.e", "s.h", "s.t", "s.kom", "s.sos", "s.ag", "s.ip", "s.kep", "s.km", "s.p", "s.si",
            "m.pd", "m.si", "m.m", "m.h", "m.kom", "a.md")  # fmt: skip
_STREET_WORDS = ("jalan", "jln", "jl", "gang", "gg", "kampung", "kp", "dusun", "dsn", "nomor", "no", "rt", "rw")
SQL = statements("kesos.padan", "linkage/sql/clean.sql")


def data(file: str) -> list[dict[str, str]]:
    text = resources.files("kesos.padan").joinpath("linkage/data", file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def clean(engine: Engine, *, people: str, into: str) -> str:
    """Make the table `into` of the table or view `people`: `id` and those of COLUMNS that it has."""
    there = {name.lower() for name in engine.columns(people)}
    texts = [_as_text(name, name in there) for name in COLUMNS]
    engine.run(f"create or replace view padan_source as select id, {', '.join(texts)} from {people}")
    known = " union all ".join(
        f"select '{row['kata']}' as kata, '{row['baku']}' as baku, '{row['jenis']}' as jenis"
        for row in data("words.csv")
    )
    roles = " union all ".join(
        f"select '{row['tertulis']}' as tertulis, '{row['baku']}' as baku" for row in data("relations.csv")
    )
    text = SQL["text"].format(people="padan_source", nothing=_NOTHING, **_replaces())
    told = {
        "people": "padan_source", "text": f"({text})",
        "parts": "padan_parts", "words": "padan_words", "known": f"({known})", "roles": f"({roles})",
        "spelled": "padan_spelled",
        "largest_family": LARGEST_FAMILY, "most_doubles": MOST_DOUBLES, "nothing": _NOTHING,
        **_replaces(), **WORDS_OF_THE_ENGINE,
    }  # fmt: skip
    engine.table("padan_parts", SQL["parts"].format(**told))
    engine.table("padan_words", SQL["words"].format(**told))
    engine.table("padan_spelled", SQL["spelled"].format(**told))
    engine.table(into, SQL["people"].format(**told))
    engine.drop("padan_parts", "padan_words", "padan_spelled")
    engine.run("drop view padan_source")
    return into


def unread(engine: Engine, *, given: str, cleaned: str) -> tuple[tuple[str, int], ...]:
    """How many numbers, dates and sexes were written down and could not be read; a column by its usual name."""
    (counts,) = engine.rows(SQL["unread"].format(given=given, cleaned=cleaned, nothing=_NOTHING))
    return tuple(zip(("NIK", "No KK", "Tanggal lahir", "Jenis kelamin"), counts, strict=True))


def _as_text(name: str, given: bool) -> str:
    return f"cast({name} as varchar) as {'kk' if name == 'no_kk' else name}" if given else (
        f"cast(null as varchar) as {'kk' if name == 'no_kk' else name}"
    )  # fmt: skip


@cache
def _replaces() -> dict[str, str]:
    """Long chains of replace(), written by a loop instead of by hand."""
    spelling = [(row["tertulis"], row["ejaan"]) for row in data("spelling.csv")]
    degrees = [(f" {one}{end}", " ") for one in _DEGREES for end in (". ", " ")]
    streets = [(f" {word} ", " ") for word in _STREET_WORDS]
    street = _chain("translate(concat(' ', n0.alamat, ' '), '.,-/()#:', '        ')", streets).replace("n0.", "")
    marked = " or ".join(f"nama like '%{mark}%'" for mark in ("''", "’", "´", "`", "-", "/", "(", '"'))
    return {
        "marked": marked,
        "spelled_anywhere": _chain("anywhere", spelling),
        "spelled_first": _chain("first", spelling),
        # «Tina Abdullah» and «TinaAbdullah»: where words meet, a letter may stand twice
        "closed": _chain("replace(n.kunci, ' ', '')", [(2 * one, one) for one in "aiunr"]),
        "without_degrees": _chain("concat(' ', split_part(lower(nama), ',', 1), ' ')", degrees),
        "street": f"nullif(replace({street}, ' ', ''), '')",
    }


def _chain(start: str, pairs: list[tuple[str, str]]) -> str:
    return reduce(lambda done, pair: f"replace({done}, '{pair[0]}', '{pair[1]}')", pairs, start)
