"""One file of people with many doubles and its truth: what a search for doubles is measured on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from kesos.demo.people import statistics
from kesos.demo.people.draws import Ints, Topic, apportion, stream
from kesos.demo.people.population import Slice
from kesos.demo.people.province import dtks
from kesos.demo.people.province.files import duckdb_alone
from kesos.demo.people.province.kecamatan import draw
from kesos.demo.people.province.order import reason
from kesos.demo.people.province.plan import counts_of, plan
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.sheet import Sheet
from kesos.foundation.errors import Refused
from kesos.foundation.written import thousands

PEOPLE, TRUTH = "people.csv", "truth.csv"
LARGEST = 10_000_000
COLUMNS = {
    "nik": "NIK", "no_kk": "NO_KK", "nama": "NAMA_LENGKAP", "jk": "JENIS_KELAMIN", "tgl_lahir": "TANGGAL_LAHIR",
    "kode_desa": "KODE_WILAYAH", "alamat": "ALAMAT", "rt": "RT", "rw": "RW", "pekerjaan": "PEKERJAAN",
    "pendidikan": "PENDIDIKAN", "hubungan": "HUBUNGAN_KELUARGA",
}  # fmt: skip
_TEXTS = pa.schema([(name, pa.string()) for name in COLUMNS])


@dataclass(slots=True)
class Pairs:
    """Row of each double and of its original (from 0), and what was done to the double."""

    double: Ints
    origin: Ints
    done: list[str]


def generate_linkage(
    rows: int,
    seed: int,
    out: Path,
    *,
    day: date,
    rates: Rates,
    province: str = "33",
    say: Callable[[str], None] = print,
) -> dict[str, int]:
    """Writes people.csv and truth.csv; gives the number of rows, doubles and of each fault. Raises Refused."""
    doubles = round(rows * rates.duplicates / 100)
    if not 10 <= rows <= LARGEST or seed < 0:
        raise Refused(
            f"Baris dari 10 sampai {thousands(LARGEST)}; benih tidak boleh negatif.", code="number_impossible"
        )
    _folder(out)
    tables: list[pa.Table] = []
    pairs: list[Pairs] = []
    planted: dict[str, int] = {}
    first = 0
    today = int(np.datetime64(day, "D").astype(np.int64))
    drawn = list(_kecamatan(province, rows - doubles, seed, today, rates))
    shares = apportion(doubles, [count for _, count in drawn])
    for (make, count), double in zip(drawn, shares.tolist(), strict=True):
        of = make()
        sheet = dtks.dtks(stream(seed, of.kecamatan.code, Topic.DOUBLES), of, _first_people(of, count), double, rates)
        tables.append(_renamed(dtks.table(of, sheet)))
        pairs.append(_pairs(sheet, first))
        for kind in sheet.kinds():
            planted[kind] = planted.get(kind, 0) + 1
        first += len(sheet)
        say(f"  {of.kecamatan.name}, {of.region.name}: {thousands(len(sheet))} baris")
    shuffled = stream(seed, province, Topic.DOUBLES).permutation(first)
    _write(out, pa.concat_tables(tables).take(pa.array(shuffled)), _told(pairs, shuffled))
    return {"rows": first, **planted}


def _kecamatan(
    province: str, people: int, seed: int, today: int, rates: Rates
) -> Iterator[tuple[Callable[[], Slice], int]]:
    """Whole kecamatan, drawn from all of the province, and so many people of each; the last gives what is missing."""
    whole = plan(province, counts_of(province), rates, seed)
    shares = [share for kab in whole.kab for share in kab.shares]
    for at in stream(seed, province, Topic.DOUBLES, 1).permutation(len(shares)).tolist():
        share = shares[at]
        taken = min(people, share.people)
        region = statistics.region(share.code[:4])
        yield (lambda region=region, share=share: draw(region, share, seed, today)), taken  # type: ignore[misc]
        people -= taken
        if not people:
            return
    raise Refused("Penduduk provinsi ini tidak sebanyak itu.", code="number_impossible")


def _first_people(of: Slice, count: int) -> dtks.Listed:
    """Whole families village by village; the last one may be cut."""
    person = np.arange(len(of.people)) < count
    family = np.zeros(len(of.score), dtype=np.bool_)
    family[of.people.family[person]] = True
    return dtks.Listed(of.score, family, person)


def _renamed(table: pa.Table) -> pa.Table:
    return table.select(list(COLUMNS.values())).rename_columns(list(COLUMNS)).cast(_TEXTS)


def _pairs(sheet: Sheet, first: int) -> Pairs:
    done: dict[int, list[str]] = {}
    origin: dict[int, int] = {}
    for row, kind, of in sheet.told():
        if of >= 0:
            origin[row] = of
            done.setdefault(row, [])
            if kind != "ORANG_GANDA":
                done[row].append(kind)
    rows = sorted(origin)
    return Pairs(
        np.array(rows, dtype=np.int64) + first,
        np.array([origin[row] for row in rows], dtype=np.int64) + first,
        [" ".join(done[row]) for row in rows],
    )


def _told(pairs: list[Pairs], shuffled: Ints) -> pa.Table:
    place = np.empty(len(shuffled), dtype=np.int64)
    place[shuffled] = np.arange(len(shuffled))
    double = place[np.concatenate([p.double for p in pairs])] + 1
    origin = place[np.concatenate([p.origin for p in pairs])] + 1
    done = pa.array([text or None for p in pairs for text in p.done], type=pa.string())
    order = np.argsort(double, kind="stable")
    whole = pa.table([pa.array(double), pa.array(origin), done], names=["baris_ganda", "baris_asal", "jenis"])
    return whole.take(pa.array(order))


def _folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _unwritable(out, fault) from fault


def _unwritable(out: Path, fault: BaseException) -> Refused:
    return Refused(f"Berkas di {out} tidak dapat ditulis: {reason(fault)}.", code="folder_unwritable")


def _write(out: Path, people: pa.Table, truth: pa.Table) -> None:
    try:
        with duckdb_alone() as database:
            for name, table in ((PEOPLE, people), (TRUTH, truth)):
                unfinished = out / f"{name}.sedang-ditulis"
                quoted = str(unfinished).replace("'", "''")
                database.from_arrow(table).query("rows", f"COPY (FROM rows) TO '{quoted}' (FORMAT csv, HEADER)")
                unfinished.rename(out / name)
    except (OSError, duckdb.Error) as fault:
        raise _unwritable(out, fault) from fault
