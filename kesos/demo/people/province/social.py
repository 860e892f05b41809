"""PSKS and the residents of panti: those who help, and those who are cared for in a house."""

import numpy as np
import pyarrow as pa

from kesos.demo.people.draws import Flags, Ints, Texts
from kesos.demo.people.families import HEAD
from kesos.demo.people.houses import ROMAN
from kesos.demo.people.population import Slice
from kesos.demo.people.province.columns import WORDS, days_as_text, patched, sixteen_digits, texts, words
from kesos.demo.people.province.composition import PsksKind, psks_kinds
from kesos.demo.people.province.dtks import Listed
from kesos.demo.people.province.planting import misstate
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.sheet import Sheet

PSKS = pa.schema(
    [
        ("JENIS_PSKS", WORDS),
        ("NIK", pa.string()),
        ("NAMA", pa.string()),
        ("KODE_WILAYAH", WORDS),
        ("SEJAK", pa.string()),
    ]
)
PANTI = pa.schema(
    [
        ("PANTI", pa.string()),
        ("KODE_PANTI", pa.string()),
        ("KODE_WILAYAH", WORDS),
        ("NIK", pa.string()),
        ("NAMA_LENGKAP", pa.string()),
        ("JENIS_KELAMIN", WORDS),
        ("TANGGAL_LAHIR", pa.string()),
        ("MASUK", pa.string()),
    ]
)
# what a house is for, and whom it takes in
HOUSES = (
    "LANJUT USIA", "ANAK", "DISABILITAS", "LANJUT USIA", "ANAK", "ORANG TELANTAR", "DISABILITAS MENTAL",
)  # fmt: skip
_VIRTUES = ("SEJAHTERA", "MANDIRI", "KASIH", "BAKTI", "HARAPAN", "RUKUN", "MULYA", "SENTOSA", "AMANAH", "LESTARI")


def psks(rng: np.random.Generator, of: Slice, listed: Listed, kinds: Ints, rates: Rates) -> tuple[Sheet, pa.Table]:
    every = psks_kinds()
    free = ~listed.person
    who, kind, village = [], [], []
    for at, (one, count) in enumerate(zip(every, kinds.tolist(), strict=True)):
        if one.who == "lembaga":
            # a karang taruna is of one village; the other institutions of any
            places = np.arange(count) % len(of.kecamatan.villages)
            village.append(places if one.called == "KARANG TARUNA" else rng.permutation(places))
            who.append(np.full(count, -1, dtype=np.int64))
        else:
            chosen = _helpers(rng, of, one, free, count)
            free[chosen] = False
            who.append(chosen)
            village.append(of.village[chosen])
        kind.append(np.full(count, at, dtype=np.int64))
    sheet = Sheet("psks", np.concatenate(who))
    borne, place = np.concatenate(kind), np.concatenate(village)
    institution = sheet.who < 0
    misstate(rng, sheet, of, rates, spared=institution, name="NAMA")
    names: Texts = of.names[sheet.who]
    number: dict[str, int] = {}
    for row in np.flatnonzero(institution).tolist():
        names[row] = _called(of, every[borne[row]].called, int(place[row]), number)
    days = np.datetime64("2012-01-01").astype(np.int64) + rng.integers(0, 5200, len(sheet))
    nik = sixteen_digits(of.nik[sheet.who])
    columns = {
        "JENIS_PSKS": words(borne, [one.code for one in every]),
        "NIK": pa.array(np.where(institution, None, nik.to_numpy(zero_copy_only=False)), type=pa.string()),
        "NAMA": texts(names),
        "KODE_WILAYAH": words(place, [v.code for v in of.kecamatan.villages]),
        "SEJAK": days_as_text(days),
    }
    return sheet, pa.table([patched(columns[name], sheet.touched(name)) for name in PSKS.names], schema=PSKS)


def _helpers(rng: np.random.Generator, of: Slice, one: PsksKind, free: Flags, count: int) -> Ints:
    age, people = of.people.age, of.people
    fits = (age >= one.ages[0]) & (age <= one.ages[1])
    if one.sex:
        fits &= people.sex == "LP".index(one.sex)
    if one.who == "keluarga":
        fits &= people.role == HEAD
    return _some(rng, [fits & free, fits, np.ones(len(people), dtype=np.bool_)], count)


def _some(rng: np.random.Generator, choices: list[Flags], count: int) -> Ints:
    """From the first choice, and from the next only what the one before does not give."""
    found = np.zeros(0, dtype=np.int64)
    for flags in choices:
        pool = rng.permutation(np.setdiff1d(np.flatnonzero(flags), found))
        found = np.r_[found, pool[: count - len(found)]]
        if len(found) == count:
            break
    return np.sort(found)


def _called(of: Slice, called: str, village: int, number: dict[str, int]) -> str:
    here = of.kecamatan.villages[village].name.upper()
    at = number[called] = number.get(called, -1) + 1
    if called in ("KARANG TARUNA", "LK3"):
        return f"{called} {here}"
    if called == "WKSBM":
        return f"WKSBM {here} {ROMAN[at % len(ROMAN)]}"
    return f"{called} {_VIRTUES[(at + village) % len(_VIRTUES)]} {here}"


def panti(rng: np.random.Generator, of: Slice, houses: list[tuple[int, int]], rates: Rates) -> tuple[Sheet, pa.Table]:
    """`houses`: the number of each panti in the province and how many live there."""
    age = of.people.age
    takes: dict[str, Flags] = {
        "LANJUT USIA": age >= 60,
        "ANAK": (age >= 6) & (age <= 17),
        "DISABILITAS": of.lives.disabled & (age >= 12),
        "DISABILITAS MENTAL": of.lives.disabled & (age >= 18),
        "ORANG TELANTAR": (age >= 18) & (age <= 70),
    }
    free = np.ones(len(age), dtype=np.bool_)
    who, house = [], []
    for number, residents in houses:
        chosen = _some(rng, [takes[HOUSES[number % len(HOUSES)]] & free, free], residents)
        free[chosen] = False
        who.append(chosen)
        house += [number] * len(chosen)
    sheet = Sheet("panti", np.concatenate(who) if who else np.zeros(0, dtype=np.int64))
    misstate(rng, sheet, of, rates, spared=np.zeros(len(sheet), dtype=np.bool_))
    place, villages = of.kecamatan.name.upper(), [v.code for v in of.kecamatan.villages]
    entered = np.maximum(of.today - rng.integers(10, 1500, len(sheet)), of.people.birth[sheet.who])
    columns = {
        "PANTI": pa.array(
            [f"PANTI {HOUSES[n % len(HOUSES)]} {_VIRTUES[n % len(_VIRTUES)]} {place}" for n in house], type=pa.string()
        ),
        "KODE_PANTI": pa.array([f"PANTI-{of.region.code[:2]}-{n + 1:03d}" for n in house], type=pa.string()),
        # where the house stands: who is known from nothing else is written down there
        "KODE_WILAYAH": words(np.array(house, dtype=np.int64) % len(villages), villages),
        "NIK": sixteen_digits(of.nik[sheet.who]),
        "NAMA_LENGKAP": texts(of.names[sheet.who]),
        "JENIS_KELAMIN": words(of.people.sex[sheet.who], ("L", "P")),
        "TANGGAL_LAHIR": days_as_text(of.people.birth[sheet.who]),
        "MASUK": days_as_text(entered),
    }
    return sheet, pa.table([patched(columns[name], sheet.touched(name)) for name in PANTI.names], schema=PANTI)
