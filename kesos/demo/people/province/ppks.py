"""PPKS: people who need social services, one row a person, mostly out of the families of DTKS."""

import numpy as np
import pyarrow as pa

from kesos.demo.people.draws import Flags, Floats, Ints, chance, pick
from kesos.demo.people.families import HEAD
from kesos.demo.people.population import Slice
from kesos.demo.people.province.columns import WORDS, days_as_text, patched, sixteen_digits, texts, words
from kesos.demo.people.province.composition import ppks_kinds
from kesos.demo.people.province.dtks import Listed
from kesos.demo.people.province.planting import misstate, without_nik
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.sheet import Sheet

PPKS = pa.schema(
    [
        ("NIK", pa.string()),
        ("NO_KK", pa.string()),
        ("NAMA_LENGKAP", pa.string()),
        ("JENIS_KELAMIN", WORDS),
        ("TANGGAL_LAHIR", pa.string()),
        ("KODE_WILAYAH", WORDS),
        ("JENIS_PPKS", WORDS),
        ("RAGAM_DISABILITAS", WORDS),
        ("SEJAK", pa.string()),
    ]
)
DISABILITIES, _DISABILITY_WEIGHTS = ("FISIK", "INTELEKTUAL", "MENTAL", "SENSORIK"), (46.0, 14.0, 15.0, 25.0)
POOR = "PPKS-24"
_MOST_COMMON = "siapa_saja", "kepala"  # dealt last: they fit nearly everybody
_SINCE = (np.datetime64("2015-01-01").astype(np.int64), np.datetime64("2026-06-01").astype(np.int64))


def ppks(rng: np.random.Generator, of: Slice, listed: Listed, kinds: Ints, rates: Rates) -> tuple[Sheet, Ints]:
    """(the rows, the kind of each)."""
    count = len(of.people)
    # worse off, and nearly all of them in DTKS
    key = 0.7 * rng.random(count) + 0.15 * listed.wish[of.people.family] + 0.7 * ~listed.person
    free = np.ones(count, dtype=np.bool_)
    kind = np.full(count, -1, dtype=np.int64)
    every = ppks_kinds()
    fitting = _fitting(of)
    missing = 0
    for at in sorted(range(len(every)), key=lambda i: (every[i].who in _MOST_COMMON, every[i].share)):
        wanted = int(kinds[at])
        if every[at].code == POOR:
            # in a hamlet where nobody fits a kind the poor, whom no rule of age binds, stand in: the count stays exact
            wanted += missing
        for fits in (fitting[every[at].who], free)[: 2 if every[at].code == POOR else 1]:
            chosen = _lowest(key, np.flatnonzero(fits & free), wanted)
            kind[chosen], free[chosen] = at, False
            wanted -= len(chosen)
        missing += wanted
    sheet = Sheet("ppks", np.flatnonzero(kind >= 0))
    borne = kind[sheet.who]
    absent = chance(rng, np.array([k.without_nik for k in every])[borne] / 100, len(sheet))
    for row in np.flatnonzero(absent).tolist():
        without_nik(sheet, of, row, 0)
    misstate(rng, sheet, of, rates, spared=absent)
    return sheet, borne


def _lowest(key: Floats, among: Ints, count: int) -> Ints:
    if not count or not len(among):
        return among[:0]
    if count >= len(among):
        return among
    return among[np.argsort(key[among], kind="stable")[:count]]


def _fitting(of: Slice) -> dict[str, Flags]:
    age, disabled = of.people.age, of.lives.disabled
    return {
        "balita": age <= 5,
        "anak": (age >= 6) & (age <= 17),
        "remaja": (age >= 12) & (age <= 17),
        "anak_disabilitas": disabled & (age <= 17),
        "disabilitas": disabled & (age >= 18),
        "lansia": age >= 60,
        "perempuan": (of.people.sex == 1) & (age >= 18) & (age <= 59),
        "dewasa": (age >= 18) & (age <= 64),
        "kepala": (of.people.role == HEAD) & (age >= 18),
        "siapa_saja": age >= 0,
    }


def table(rng: np.random.Generator, of: Slice, sheet: Sheet, kind: Ints) -> pa.Table:
    who, every = sheet.who, ppks_kinds()
    family = of.people.family[who]
    needs = np.array(["disabilitas" in k.who for k in every])[kind]
    first = np.maximum(of.people.birth[who], _SINCE[0])
    since = first + (rng.random(len(who)) * np.maximum(_SINCE[1] - first, 0)).astype(np.int64)
    columns: dict[str, pa.Array] = {
        "NIK": sixteen_digits(of.nik[who]),
        "NO_KK": sixteen_digits(of.kk[family]),
        "NAMA_LENGKAP": texts(of.names[who]),
        "JENIS_KELAMIN": words(of.people.sex[who], ("L", "P")),
        "TANGGAL_LAHIR": days_as_text(of.people.birth[who]),
        "KODE_WILAYAH": words(of.houses.village[family], [v.code for v in of.kecamatan.villages]),
        "JENIS_PPKS": words(kind, [k.code for k in every]),
        "RAGAM_DISABILITAS": words(np.where(needs, pick(rng, _DISABILITY_WEIGHTS, len(who)), -1), DISABILITIES),
        "SEJAK": days_as_text(since),
    }
    return pa.table([patched(columns[name], sheet.touched(name)) for name in PPKS.names], schema=PPKS)
