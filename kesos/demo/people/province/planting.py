"""Plants what is wrong in a sheet at the rates asked for: single cells of sound rows, and rows written twice."""

from collections.abc import Sequence

import numpy as np

from kesos.demo.people.draws import Flags, Ints, chance, pick
from kesos.demo.people.population import NO_NIK_REASONS, Slice
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.sheet import Sheet, nik_of
from kesos.demo.people.province.slips import NIK_KINDS, SECOND_NIKS, other_day, other_name, wrong_nik

_NIK_WEIGHTS = (40.0, 20.0, 15.0, 25.0)
_NAME_KINDS = ("EJAAN_VARIAN", "SALAH_KETIK", "NAMA_TERTUKAR", "NAMA_SATU_KATA")
_NAME_WEIGHTS = (45.0, 35.0, 10.0, 10.0)
_VARIANT_SHARE = 25.0  # of the names of doubles that are typed wrongly: a known other spelling
_DIE = 2**40
RUBBISH = ("NIK_HURUF", "NIK_APOSTROF", "NAMA_KOSONG", "TANGGAL_MUSTAHIL", "WILAYAH_TAK_DIKENAL")
Dates = Sequence[str]


def misstate(
    rng: np.random.Generator, sheet: Sheet, of: Slice, rates: Rates, *, spared: Flags, name: str = "NAMA_LENGKAP"
) -> None:
    """What the office's rows say otherwise than the population register: the NIK, or the name."""
    count = len(sheet)
    bad = np.flatnonzero(chance(rng, rates.registry_nik / 100, count) & ~spared)
    absent, kind, dice = chance(rng, 0.5, len(bad)), pick(rng, _NIK_WEIGHTS, len(bad)), _dice(rng, len(bad))
    for at, row in enumerate(bad.tolist()):
        if absent[at]:
            without_nik(sheet, of, row, int(dice[at]))
        else:
            _wrong_nik(sheet, of, row, NIK_KINDS[kind[at]], int(dice[at]))
    otherwise = np.flatnonzero(chance(rng, rates.registry_name / 100, count) & ~spared)
    kind, dice = pick(rng, _NAME_WEIGHTS, len(otherwise)), _dice(rng, len(otherwise))
    for at, row in enumerate(otherwise.tolist()):
        _other_name(sheet, of, row, name, _NAME_KINDS[kind[at]], int(dice[at]))


def without_nik(sheet: Sheet, of: Slice, row: int, die: int, origin: int = -1) -> None:
    sheet.write(row, "TANPA_NIK", "NIK", nik_of(of, int(sheet.who[row])), None, origin)
    if sheet.set == "dtks":
        sheet.cells.setdefault("ALASAN_TANPA_NIK", {})[row] = NO_NIK_REASONS[1 + die % 2]


def rubbish(rng: np.random.Generator, sheet: Sheet, of: Slice, rates: Rates, *, spared: Flags) -> None:
    """What no reader can accept as it stands."""
    rows = np.flatnonzero(chance(rng, rates.rubbish / 100, len(sheet)) & ~spared)
    kind = rng.integers(0, len(RUBBISH), len(rows))
    day = _days(of, sheet.who[rows])
    for at, row in enumerate(rows.tolist()):
        person = int(sheet.who[row])
        nik, village = nik_of(of, person), of.kecamatan.villages[int(of.village[person])].code
        column, right, written = {
            "NIK_HURUF": ("NIK", nik, nik[:15] + "l"),
            "NIK_APOSTROF": ("NIK", nik, "'" + nik),
            "NAMA_KOSONG": ("NAMA_LENGKAP", str(of.names[person]), None),
            "TANGGAL_MUSTAHIL": ("TANGGAL_LAHIR", day[at], day[at][:4] + ("-02-31", "-13-10")[row % 2]),
            "WILAYAH_TAK_DIKENAL": ("KODE_WILAYAH", village, village[:6] + "1999"),
        }[RUBBISH[kind[at]]]
        sheet.write(row, RUBBISH[kind[at]], column, right, written)


def double(rng: np.random.Generator, sheet: Sheet, of: Slice, rates: Rates, rows: Ints, origins: Ints) -> None:
    """`rows` are the same people as `origins`, once more: each with what makes it hard to see."""
    count, who = len(rows), sheet.who[rows]
    nik = _one_of(rng, count, (rates.without_nik, rates.wrong_nik))
    name = _one_of(rng, count, (rates.typing, rates.swapped, rates.one_word))
    spelled = chance(rng, _VARIANT_SHARE / 100, count)
    date = _one_of(rng, count, (rates.other_date, rates.no_date))
    place = _one_of(rng, count, (rates.other_place,))
    kind, dice = pick(rng, _NIK_WEIGHTS, count), _dice(rng, count)
    card = rng.integers(0, len(of.score), count)
    day = _days(of, who)
    seconds: dict[str, int] = {}
    for at, (row, origin, die) in enumerate(zip(rows.tolist(), origins.tolist(), dice.tolist(), strict=True)):
        sheet.tell(row, "ORANG_GANDA", "", nik_of(of, int(who[at])), None, origin)
        if nik[at] == 0:
            without_nik(sheet, of, row, die, origin)
        elif nik[at] == 1:
            chosen = NIK_KINDS[kind[at]]
            if chosen == "ORANG_DUA_NIK":  # by turns, so that no two second NIKs are alike
                born = nik_of(of, int(who[at]))[:12]
                seconds[born] = die = seconds.get(born, die % SECOND_NIKS) + 1
            _wrong_nik(sheet, of, row, chosen, die, origin)
        if name[at] >= 0:
            how = ("EJAAN_VARIAN" if spelled[at] else "SALAH_KETIK", "NAMA_TERTUKAR", "NAMA_SATU_KATA")[name[at]]
            _other_name(sheet, of, row, "NAMA_LENGKAP", how, die, origin)
        if date[at] == 0:
            sheet.write(row, "TANGGAL_BEDA", "TANGGAL_LAHIR", day[at], other_day(day[at], die // 8), origin)
        elif date[at] == 1:
            sheet.write(row, "TANGGAL_KOSONG", "TANGGAL_LAHIR", day[at], None, origin)
        if place[at] == 0:
            _elsewhere(sheet, of, row, int(card[at]), origin)


def _elsewhere(sheet: Sheet, of: Slice, row: int, card: int, origin: int) -> None:
    """Counted a second time where the person once lived: on another card, in that card's house."""
    family = int(of.people.family[sheet.who[row]])
    if card == family:
        return
    houses, villages = of.houses, of.kecamatan.villages

    def of_family(one: int) -> dict[str, str]:
        return {
            "NO_KK": f"{int(of.kk[one]):016d}",
            "KODE_WILAYAH": villages[int(houses.village[one])].code,
            "ALAMAT": houses.address[one],
            "RT": f"{int(houses.rt[one]):03d}",
            "RW": f"{int(houses.rw[one]):03d}",
        }

    right, written = of_family(family), of_family(card)
    sheet.write(row, "KK_LAIN", "NO_KK", right["NO_KK"], written["NO_KK"], origin)
    if written["KODE_WILAYAH"] != right["KODE_WILAYAH"]:
        sheet.tell(row, "DESA_LAIN", "KODE_WILAYAH", right["KODE_WILAYAH"], written["KODE_WILAYAH"], origin)
    for column in ("KODE_WILAYAH", "ALAMAT", "RT", "RW"):
        sheet.cells.setdefault(column, {})[row] = written[column]


def _wrong_nik(sheet: Sheet, of: Slice, row: int, kind: str, die: int, origin: int = -1) -> None:
    nik = nik_of(of, int(sheet.who[row]))
    written = wrong_nik(nik, kind, die)
    sheet.write(row, kind if written != nik else "NIK_SALAH_ANGKA", "NIK", nik, written, origin)


def _other_name(sheet: Sheet, of: Slice, row: int, column: str, kind: str, die: int, origin: int = -1) -> None:
    right = str(of.names[sheet.who[row]])
    done, written = other_name(right, kind, die)
    sheet.write(row, done, column, right, written, origin)


def _one_of(rng: np.random.Generator, count: int, percents: Sequence[float]) -> Ints:
    """Which of the kinds each bears, or -1: exactly the shares asked for, in no order."""
    ends = [round(count * sum(percents[: at + 1]) / 100) for at in range(len(percents))]
    found = np.full(count, -1, dtype=np.int64)
    for at in reversed(range(len(percents))):
        found[: ends[at]] = at
    return rng.permutation(found)


def _dice(rng: np.random.Generator, count: int) -> Ints:
    return rng.integers(0, _DIE, count)


def _days(of: Slice, who: Ints) -> Dates:
    found: list[str] = np.datetime_as_string(of.people.birth[who].astype("datetime64[D]")).tolist()
    return found
