"""DTKS: whole families, the worse off first, with some of their people written twice."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from kesos.demo.people.card_file import labels
from kesos.demo.people.draws import Flags, Floats, Ints, normal, rank_within
from kesos.demo.people.lives import CIVIL_SERVANTS
from kesos.demo.people.population import Slice
from kesos.demo.people.province.columns import WORDS, days_as_text, patched, sixteen_digits, texts, words
from kesos.demo.people.province.planting import double, misstate, rubbish
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.sheet import Sheet

DTKS = pa.schema(
    [
        ("NO_KK", pa.string()),
        ("NIK", pa.string()),
        ("NAMA_LENGKAP", pa.string()),
        ("JENIS_KELAMIN", WORDS),
        ("TEMPAT_LAHIR", pa.string()),
        ("TANGGAL_LAHIR", pa.string()),
        ("AGAMA", WORDS),
        ("PENDIDIKAN", WORDS),
        ("PEKERJAAN", WORDS),
        ("STATUS_PERKAWINAN", WORDS),
        ("HUBUNGAN_KELUARGA", WORDS),
        ("NAMA_IBU_KANDUNG", pa.string()),
        ("ALASAN_TANPA_NIK", pa.string()),
        ("ALAMAT", pa.string()),
        ("RT", pa.string()),
        ("RW", pa.string()),
        ("KODE_WILAYAH", pa.string()),
    ]
)
_THREE = tuple(f"{n:03d}" for n in range(1000))


@dataclass(slots=True)
class Listed:
    wish: Floats  # by family: the lower the sooner helped
    family: Flags
    person: Flags


def list_families(rng: np.random.Generator, of: Slice, people: int) -> Listed:
    """Exactly so many people, in whole families; the last family may be listed in part."""
    sizes = np.bincount(of.people.family, minlength=len(of.score))
    uniform = np.bincount(of.people.family[np.isin(of.lives.job, CIVIL_SERVANTS)], minlength=len(of.score)) > 0
    wish = of.score + 0.4 * normal(rng, len(of.score)) + 3.0 * uniform
    order = np.argsort(wish, kind="stable")
    sums = np.cumsum(sizes[order])
    whole = int(np.searchsorted(sums, people, side="right"))
    family = np.zeros(len(of.score), dtype=np.bool_)
    family[order[:whole]] = True
    rest = people - int(sums[whole - 1]) if whole else people
    for one in order[whole:].tolist():
        if not rest:
            break
        if sizes[one] <= rest:
            family[one] = True
            rest -= int(sizes[one])
    person = family[of.people.family]
    if rest:
        left = order[~family[order]][:1]
        person |= (of.people.family == left) & (rank_within(of.people.family) < rest)
    return Listed(wish, family, person)


def dtks(rng: np.random.Generator, of: Slice, listed: Listed, doubles: int, rates: Rates) -> Sheet:
    once = np.flatnonzero(listed.person)
    origins = np.sort(rng.permutation(len(once))[:doubles])
    # a double stands anywhere in the file of the kecamatan
    order = np.argsort(np.r_[np.arange(len(once)), rng.random(doubles) * len(once)], kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    sheet = Sheet("dtks", np.r_[once, once[origins]][order])
    again, first = place[len(once) :], place[origins]
    spared = np.zeros(len(sheet), dtype=np.bool_)
    spared[again] = True
    misstate(rng, sheet, of, rates, spared=spared)
    spared[first] = True
    spared[[row for cells in sheet.cells.values() for row in cells]] = True
    rubbish(rng, sheet, of, rates, spared=spared)
    double(rng, sheet, of, rates, again, first)
    return sheet


def table(of: Slice, sheet: Sheet) -> pa.Table:
    people, lives, houses = of.people, of.lives, of.houses
    who = sheet.who
    family = people.family[who]
    codes = [v.code for v in of.kecamatan.villages]
    columns: dict[str, pa.Array] = {
        "NO_KK": sixteen_digits(of.kk[family]),
        "NIK": sixteen_digits(of.nik[who]),
        "NAMA_LENGKAP": texts(of.names[who]),
        "JENIS_KELAMIN": words(people.sex[who], ("L", "P")),
        "TEMPAT_LAHIR": texts(lives.birth_place[who]),
        "TANGGAL_LAHIR": days_as_text(people.birth[who]),
        "AGAMA": words(lives.religion[who], labels("agama")),
        "PENDIDIKAN": words(lives.schooling[who], labels("pendidikan")),
        "PEKERJAAN": words(lives.job[who], labels("pekerjaan")),
        "STATUS_PERKAWINAN": words(people.marital[who], labels("status_kawin")),
        "HUBUNGAN_KELUARGA": words(people.role[who], labels("shdk")),
        "NAMA_IBU_KANDUNG": texts(of.mothers[who]),
        "ALASAN_TANPA_NIK": pa.nulls(len(who), pa.string()),
        "ALAMAT": pa.array(houses.address, type=pa.string()).take(pa.array(family)),
        "RT": _padded(houses.rt[family]),
        "RW": _padded(houses.rw[family]),
        "KODE_WILAYAH": words(houses.village[family], codes).cast(pa.string()),
    }
    return pa.table([patched(columns[name], sheet.touched(name)) for name in DTKS.names], schema=DTKS)


def _padded(numbers: Ints) -> pa.Array:
    return words(numbers, _THREE).cast(pa.string())
