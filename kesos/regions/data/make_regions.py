"""Makes wilayah.csv.gz: current and retired codes in one table, with the successors that are certain.

    python -m kesos.regions.data.make_regions FOLDER

FOLDER holds wilayah.csv.gz (kode, nama, tingkat, induk) and region_retired_codes.csv (code, level, name,
last_seen_edition). See SOURCES.md.
"""

import csv
import gzip
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
DECREE = "Kepmendagri 300.2.2-2430/2025"
COLUMNS = ("code", "name", "kind", "parent", "valid_to", "successor", "decree")


def folded(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub("['’‘`]", "", name.lower())).split())


def current(folder: Path) -> Iterator[dict[str, str]]:
    with gzip.open(folder / "wilayah.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield {
                "code": row["kode"].replace(".", ""),
                "name": row["nama"],
                "kind": row["tingkat"],
                "parent": row["induk"].replace(".", ""),
                "decree": DECREE,
            }


def retired(folder: Path) -> Iterator[dict[str, str]]:
    with open(folder / "region_retired_codes.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code, name, kind = row["code"], row["name"], "kecamatan"
            if row["level"] == "2":
                kind = "kabupaten" if code[2] < "7" else "kota"
                name = name.replace("KAB. ", "KABUPATEN ").title()
            year = row["last_seen_edition"]
            yield {
                "code": code,
                "name": name,
                "kind": kind,
                "parent": code[:-2],
                "valid_to": f"{year}-12-31",
                "decree": f"terakhir ada pada edisi {year}",
            }


def find_successors(old: list[dict[str, str]], new: list[dict[str, str]]) -> None:
    """Only what is certain: a kab/kota by its name, unique in the country; a kecamatan by its name, unique in
    the successor of its kab/kota. Both keep the kind. Everything else stays empty."""
    by_name = unique((r["kind"], folded(r["name"])) for r in new if r["kind"] in ("kabupaten", "kota"))
    by_place = unique((r["parent"], folded(r["name"])) for r in new if r["kind"] == "kecamatan")
    twice = Counter((r["parent"], folded(r["name"])) for r in old)
    codes = {(r["kind"], folded(r["name"])): r["code"] for r in new if r["kind"] in ("kabupaten", "kota")}
    places = {(r["parent"], folded(r["name"])): r["code"] for r in new if r["kind"] == "kecamatan"}
    moved: dict[str, str] = {}
    for row in old:
        name = folded(row["name"])
        if row["kind"] != "kecamatan" and (row["kind"], name) in by_name:
            moved[row["code"]] = row["successor"] = codes[row["kind"], name]
    for row in old:
        name = folded(row["name"])
        place = (moved.get(row["parent"], ""), name)
        if row["kind"] == "kecamatan" and place in by_place and twice[row["parent"], name] == 1:
            row["successor"] = places[place]


def unique(keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {key for key, times in Counter(keys).items() if times == 1}


def write(path: Path, columns: tuple[str, ...], rows: Iterable[dict[str, str]]) -> None:
    """The same rows give the same bytes: no time stamp in the gzip header."""
    text = io.StringIO()
    out = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def main(folder: Path) -> None:
    new, old = list(current(folder)), list(retired(folder))
    find_successors(old, new)
    write(HERE / "wilayah.csv.gz", COLUMNS, sorted([*new, *old], key=lambda r: r["code"]))
    found = Counter(r["kind"] for r in old if r.get("successor"))
    sys.stdout.write(f"{len(new)} current, {len(old)} retired, successors: {dict(found)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
