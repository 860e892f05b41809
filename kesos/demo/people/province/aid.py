"""Sembako and the list of extreme poverty: one row a family, with the person it is written for."""

import numpy as np
import pyarrow as pa

from kesos.demo.people.draws import Ints
from kesos.demo.people.families import HEAD, WIFE
from kesos.demo.people.population import Slice
from kesos.demo.people.province.columns import WORDS, days_as_text, patched, sixteen_digits, texts, words
from kesos.demo.people.province.dtks import Listed
from kesos.demo.people.province.planting import misstate
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.sheet import Sheet, nik_of

SEMBAKO = pa.schema(
    [
        ("NO_KK", pa.string()),
        ("NIK", pa.string()),
        ("NAMA_LENGKAP", pa.string()),
        ("PROGRAM", WORDS),
        ("SEJAK", pa.string()),
    ]
)
EXTREME = pa.schema(
    [
        ("NO_KK", pa.string()),
        ("NIK", pa.string()),
        ("NAMA_KEPALA", pa.string()),
        ("KODE_WILAYAH", WORDS),
        ("PERIODE", WORDS),
    ]
)
_OUTSIDE = 0.03  # of the recipients: in no row of DTKS
_TWICE = 0.003  # recipients written under the NIK of another recipient
_FIRST, _MONTHS = np.datetime64("2019-01", "M"), 90
PERIOD = "2026"


def sembako(rng: np.random.Generator, of: Slice, listed: Listed, count: int, rates: Rates) -> Sheet:
    """Exactly so many families; for a family the row is written for the wife, else for the head."""
    key = 0.5 * rng.random(len(of.score)) + 0.3 * listed.wish
    inside, outside = (np.flatnonzero(listed.family == flag) for flag in (True, False))
    few = min(len(outside), max(round(count * _OUTSIDE), count - len(inside)))
    chosen = np.r_[
        inside[np.argsort(key[inside], kind="stable")[: count - few]],
        outside[np.argsort(key[outside], kind="stable")[:few]],
    ]
    heads = np.flatnonzero(of.people.role == HEAD)
    manager = np.empty(len(of.score), dtype=np.int64)
    manager[of.people.family[heads]] = heads
    wives = np.flatnonzero(of.people.role == WIFE)
    manager[of.people.family[wives]] = wives
    sheet = Sheet("sembako", manager[np.sort(chosen)])
    twice = np.flatnonzero(rng.random(len(sheet)) < _TWICE)
    spared = np.zeros(len(sheet), dtype=np.bool_)
    spared[twice] = True
    misstate(rng, sheet, of, rates, spared=spared)
    sound = np.setdiff1d(np.arange(len(sheet)), np.r_[twice, list(sheet.touched("NIK"))])
    for row in twice.tolist() if len(sound) else ():
        other = int(sound[row % len(sound)])
        right, written = nik_of(of, int(sheet.who[row])), nik_of(of, int(sheet.who[other]))
        sheet.write(row, "NIK_DIPAKAI_DUA", "NIK", right, written, other)
    return sheet


def sembako_table(rng: np.random.Generator, of: Slice, sheet: Sheet) -> pa.Table:
    who = sheet.who
    month = _FIRST + (rng.random(len(who)) * _MONTHS).astype(np.int64)
    columns = {
        "NO_KK": sixteen_digits(of.kk[of.people.family[who]]),
        "NIK": sixteen_digits(of.nik[who]),
        "NAMA_LENGKAP": texts(of.names[who]),
        "PROGRAM": words(np.zeros(len(who), dtype=np.int64), ("SEMBAKO",)),
        "SEJAK": days_as_text(month.astype("datetime64[D]").astype(np.int64)),
    }
    return pa.table([patched(columns[name], sheet.touched(name)) for name in SEMBAKO.names], schema=SEMBAKO)


def extreme(rng: np.random.Generator, of: Slice, listed: Listed, by_village: dict[int, int], rates: Rates) -> Sheet:
    """The worst off of the chosen villages; where a hamlet has too few families, of its neighbours."""
    free = np.ones(len(of.score), dtype=np.bool_)
    for village, count in by_village.items():
        far = 100.0 * (of.houses.village != village) + 1000.0 * ~free
        free[np.argsort(listed.wish + far, kind="stable")[:count]] = False
    families = np.flatnonzero(~free)
    heads = np.flatnonzero(of.people.role == HEAD)
    heads = heads[np.argsort(of.people.family[heads], kind="stable")]
    sheet = Sheet("ekstrem", heads[families])
    misstate(rng, sheet, of, rates, spared=np.zeros(len(sheet), dtype=np.bool_), name="NAMA_KEPALA")
    return sheet


def extreme_table(of: Slice, sheet: Sheet) -> pa.Table:
    who = sheet.who
    family: Ints = of.people.family[who]
    columns = {
        "NO_KK": sixteen_digits(of.kk[family]),
        "NIK": sixteen_digits(of.nik[who]),
        "NAMA_KEPALA": texts(of.names[who]),
        "KODE_WILAYAH": words(of.houses.village[family], [v.code for v in of.kecamatan.villages]),
        "PERIODE": words(np.zeros(len(who), dtype=np.int64), (PERIOD,)),
    }
    return pa.table([patched(columns[name], sheet.touched(name)) for name in EXTREME.names], schema=EXTREME)
