"""The family's DTSEN answers: drawn between what a poor and a well-off home answers, skip rules kept."""

from functools import cache

import numpy as np

from kesos.demo.people.draws import Flags, Floats, Ints, between, chance, normal
from kesos.demo.people.population import Slice
from kesos.demo.people.sheets import BLANK, Column, codes, days, nik_text, numbers, safe
from kesos.demo.people.statistics import table
from kesos.demo.people.welfare import RELEASES

YES, NO = 1, 2
WORST, BEST = -2.4, 2.4  # scores at which the columns «miskin» and «mampu» of peluang.csv hold
# rupiah a head a month by score, judged around the poverty line (about 0.5 million) and mean spending
_SPENDING = ([-2.8, -1.3, 0.0, 1.3, 2.8], [360_000, 560_000, 1_150_000, 2_400_000, 6_500_000])
# known from the card, also of a family that DTSEN does not know
OF_EVERY_CARD = frozenset({"no_kk", "village_code", "sls_name", "address", "head_name", "member_count"})
_FIRST_VISIT = np.datetime64("2024-02-01").astype(np.int64)


@cache
def fields() -> list[str]:
    return [row["field"] for row in table("dtsen_kolom.csv") if row["level"] == "keluarga"]


@cache
def _odds() -> dict[str, tuple[Ints, Floats, Floats]]:
    found: dict[str, list[tuple[int, float, float]]] = {}
    for row in table("peluang.csv"):
        found.setdefault(row["field"], []).append((int(row["kode"]), float(row["miskin"]), float(row["mampu"])))
    return {
        field: (
            np.array([code for code, _, _ in rows]),
            np.cumsum([poor / 100 for _, poor, _ in rows]),
            np.cumsum([rich / 100 for _, _, rich in rows]),
        )
        for field, rows in found.items()
    }


def draw_codes(rng: np.random.Generator, field: str, score: Floats) -> Ints:
    """A code of the field for each score; each field errs by itself."""
    code, poor, rich = _odds()[field]
    at = np.clip((score + 0.35 * normal(rng, len(score)) - WORST) / (BEST - WORST), 0, 1)
    at = at * at * (3.0 - 2.0 * at)  # flat at both ends: what the rich have the poor have hardly ever
    luck = rng.random(len(score))
    beyond = np.zeros(len(score), dtype=np.int64)
    for low, high in zip(poor[:-1], rich[:-1], strict=True):
        beyond += luck >= between(low, high, at)
    return code[beyond]


def answer(rng: np.random.Generator, of: Slice) -> dict[str, Ints | list[str]]:
    """Every field of `fields()`; codes as numbers, the rest as written. Families outside DTSEN stay blank."""
    count = len(of.score)
    listed = of.aid.dtsen
    nobody = np.full(count, BLANK, dtype=np.int64)
    told: dict[str, Ints | list[str]] = dict.fromkeys(fields(), nobody)
    for field in _odds():
        told[field] = draw_codes(rng, field, of.score)
    told |= _programmes(of)
    told |= _skips(told)
    told |= _figures(rng, of)
    land = rng.random(count)
    told["land_other_area"] = _whole(np.where(told["land_other"] == YES, 50 + 900 * land, np.nan), 10)
    told |= _visit(rng, of, _at(told, "power_source") == 1)
    for field, values in told.items():
        if field in OF_EVERY_CARD:
            continue
        if isinstance(values, list):
            told[field] = [value if there else "" for value, there in zip(values, listed.tolist(), strict=True)]
        else:
            told[field] = np.where(listed, values, BLANK)
    return told


def _at(told: dict[str, Ints | list[str]], field: str) -> Ints:
    return np.asarray(told[field])


def _skips(told: dict[str, Ints | list[str]]) -> dict[str, Ints | list[str]]:
    has_toilet = _at(told, "toilet_facility") != 6
    wells = np.isin(_at(told, "water_source"), (4, 5, 6, 7, 8))
    return {
        "power_va_1": np.where(_at(told, "power_source") == 1, _at(told, "power_va_1"), BLANK),
        "closet_type": np.where(has_toilet, _at(told, "closet_type"), BLANK),
        "sewage": np.where(has_toilet, _at(told, "sewage"), BLANK),
        "water_distance": np.where(wells, _at(told, "water_distance"), BLANK),
        "land_proof": np.where(_at(told, "building_status") == 1, _at(told, "land_proof"), BLANK),
    }


def _programmes(of: Slice) -> dict[str, Ints | list[str]]:
    families = len(of.score)
    told: dict[str, Ints | list[str]] = {}
    last = "2026-06-01"
    for field, programme in (("got_bss_bpnt", "SEMBAKO"), ("got_pkh", "PKH"), ("got_blt_desa", "BLT-DESA")):
        holds = of.aid.holds(programme, families)
        told[field] = np.where(holds, YES, NO)
        told[f"{field}_month"] = [last if held else "" for held in holds.tolist()]
    insured = of.aid.people_with("PBI-JK", len(of.people))
    pupils = of.aid.people_with("PIP", len(of.people))
    told["sta_kks"] = np.where(of.aid.holds("SEMBAKO", families) | of.aid.holds("PKH", families), YES, NO)
    for field, people in (("sta_kis", insured), ("sta_kip", pupils)):
        told[field] = np.where(np.bincount(of.people.family[people], minlength=families) > 0, YES, NO)
    told["sta_rastra"] = np.where(of.aid.recipient, YES, NO)
    own_business = np.bincount(of.people.family[np.isin(of.lives.job, (84, 88, 10, 30))], minlength=families) > 0
    told["sta_art_usaha"] = np.where(own_business, YES, NO)
    return told


def _figures(rng: np.random.Generator, of: Slice) -> dict[str, Ints | list[str]]:
    count, score = len(of.score), of.score
    size = np.bincount(of.people.family, minlength=count)
    at = np.clip((score + 0.4 * normal(rng, count) - WORST) / (BEST - WORST), 0, 1)
    area = np.round(between(16, 130, at) * (0.8 + 0.5 * rng.random(count)))
    spend = np.interp(score + 0.15 * normal(rng, count), *_SPENDING) * (0.25 + 0.75 * size)
    food = spend * between(0.70, 0.38, at)
    clothes = spend * 12 * between(0.015, 0.05, at)
    told: dict[str, Ints | list[str]] = {
        "floor_area": _whole(area, 1),
        "bedrooms": np.clip((area / 22).astype(np.int64), 1, 6),
        "total_spend": _whole(spend, 10_000),
        "food_spend": _whole(food, 10_000),
        "clothes_spend_12m": _whole(clothes, 10_000),
        "has_dwelling": chance(rng, 0.9995, count).astype(np.int64),
        "member_count": size,
        "family_count": np.where(chance(rng, 0.08, count), 2, 1),
        "family_status": np.where(chance(rng, 0.06, count), 2, 0),
    }
    for animal, share, most in (
        ("cow", 2.0, 3),
        ("buffalo", 0.1, 2),
        ("horse", 0.05, 2),
        ("pig", 0.1, 4),
        ("goat", 4.0, 6),
    ):
        keeps = chance(rng, share / 100, count)
        told[f"livestock_{animal}"] = np.where(keeps, rng.integers(1, most + 1, count), 0)
    return told


def _visit(rng: np.random.Generator, of: Slice, metered: Flags) -> dict[str, Ints | list[str]]:
    count = len(of.score)
    visited = _FIRST_VISIT + (rng.random(count) * (of.today - 30 - _FIRST_VISIT)).astype(np.int64)
    number = rng.integers(10**9, 10**10, (3, count))
    names = of.names[of.heads]
    card = np.where(of.aid.holds("PKH", count) | of.aid.holds("SEMBAKO", count), of.kk, 0)
    pkh = np.where(of.aid.holds("PKH", count), of.kk, 0)
    officer = (of.houses.village * 7 + of.houses.rw) % 60 + 1
    order = of.first_family + np.arange(count)
    head = f"99{of.kecamatan.code[2:]}0000"
    return {
        "family_id": [""] * count,
        "id_dtks": [
            f"{head}{n:06d}" if there else "" for n, there in zip(order.tolist(), of.aid.dtks.tolist(), strict=True)
        ],
        "no_kk": nik_text(of.kk),
        "village_code": [of.kecamatan.villages[v].code for v in of.houses.village.tolist()],
        "sls_name": [
            f"RT {rt:03d} RW {rw:03d}" for rt, rw in zip(of.houses.rt.tolist(), of.houses.rw.tolist(), strict=True)
        ],
        "address": safe(of.houses.address),
        "head_name": safe(names.tolist()),
        "respondent_name": safe(names.tolist()),
        # no subscriber number of any operator begins with four zeros
        "respondent_phone": [f"0000{n % 10**8:08d}" for n in number[0].tolist()],
        "latitude": degrees(of.houses.point[:, 1]),
        "longitude": degrees(of.houses.point[:, 0]),
        "photo_front": [""] * count,
        "photo_inside": [""] * count,
        "photo_kk": [""] * count,
        "survey_date": days(visited),
        "enumerator": [f"Petugas {n:02d}" for n in officer.tolist()],
        "checker": [f"Pemeriksa {n % 9 + 1}" for n in officer.tolist()],
        "survey_result": np.where(chance(rng, 0.985, count), 1, 2),
        "pln_no": [f"99{n}" if own else "" for n, own in zip(number[1].tolist(), metered.tolist(), strict=True)],
        "water_meter_no": [f"99{n % 10**6:06d}" if n % 4 == 0 else "" for n in number[2].tolist()],
        "decile": of.decile[-1],
        "decile_release": [RELEASES[-1][0]] * count,
        "kks_no": [f"99{k:014d}"[:16] if k else "" for k in (card % 10**14).tolist()],
        "aid_account": [f"99{k:08d}" if k else "" for k in (card % 10**8).tolist()],
        "pkh_no": [f"99{k:012d}" if k else "" for k in (pkh % 10**12).tolist()],
        "kpm_manager": [
            nik if there else ""
            for nik, there in zip(nik_text(of.nik[of.aid.manager]), of.aid.recipient.tolist(), strict=True)
        ],
    }


def _whole(values: Floats, step: int) -> list[str]:
    return numbers(np.where(np.isnan(values), BLANK, np.round(np.nan_to_num(values) / step) * step).astype(np.int64))


def degrees(values: Floats) -> list[str]:
    return ["" if v != v else f"{v:.6f}" for v in values.tolist()]


def in_columns(told: dict[str, Ints | list[str]], order: list[str]) -> list[Column]:
    """Ready to be joined: neighbouring codes packed, texts as they are."""
    columns: list[Column] = []
    waiting: list[Ints] = []
    for field in order:
        values = told[field]
        if isinstance(values, np.ndarray):
            waiting.append(values)
            continue
        columns += codes(waiting) if waiting else []
        waiting = []
        columns.append(values)
    return columns + (codes(waiting) if waiting else [])
