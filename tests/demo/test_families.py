"""Families as they are: sizes, ages, mothers, couples, places."""

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kesos.demo.people import REFERENCE_DAY, statistics
from tests.demo.conftest import FAMILIES, Row, World, made


def age(row: Row, on: date = REFERENCE_DAY) -> int:
    born = date.fromisoformat(row["TANGGAL_LAHIR"])
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def test_there_are_as_many_families_as_asked_each_with_one_head(sound: World) -> None:
    heads = Counter(row["NO_KK"] for row in sound.people if row["HUBUNGAN_KELUARGA"] == "KEPALA KELUARGA")

    assert len(heads) == FAMILIES
    assert set(heads.values()) == {1}
    assert heads.keys() == sound.families.keys()


def test_a_family_card_holds_about_three_people(sound: World) -> None:
    sizes = Counter(len(members) for members in sound.members().values())

    assert 3.0 <= len(sound.people) / FAMILIES <= 3.3
    assert 0.08 < sizes[1] / FAMILIES < 0.25
    assert max(sizes) <= 14
    assert all(int(sound.families[kk]["member_count"]) == len(m) for kk, m in sound.members().items())


def test_the_age_pyramid_is_the_published_one(sound: World) -> None:
    weights = statistics.age_weights("35")
    place = statistics.region("3571")

    for sex, name, people in ((0, "L", place.men), (1, "P", place.women)):
        ages = np.array([min(age(row), 99) for row in sound.people if row["JENIS_KELAMIN"] == name])
        found = np.bincount(ages // 5, minlength=20) / len(ages)
        published = weights[sex].reshape(20, 5).sum(axis=1) / weights[sex].sum()
        assert np.abs(found - published).max() < 0.006
        assert abs(len(ages) / len(sound.people) - people / (place.men + place.women)) < 0.001


def test_children_are_believably_younger_than_their_mothers(sound: World) -> None:
    gaps = []
    for members in sound.members().values():
        wives = [m for m in members if m["HUBUNGAN_KELUARGA"] == "ISTRI"]
        for child in (m for m in members if m["HUBUNGAN_KELUARGA"] == "ANAK"):
            gaps += [age(wife) - age(child) for wife in wives]

    assert len(gaps) > FAMILIES / 2
    assert min(gaps) >= 17
    assert max(gaps) <= 43
    assert 25 < float(np.median(gaps)) < 31


def test_the_wife_of_the_card_is_the_mother_named_on_the_card(sound: World) -> None:
    named = [
        child["NAMA_IBU_KANDUNG"] in wife["NAMA_LENGKAP"]
        for members in sound.members().values()
        for wife in members
        if wife["HUBUNGAN_KELUARGA"] == "ISTRI"
        for child in members
        if child["HUBUNGAN_KELUARGA"] == "ANAK"
    ]

    assert all(named)
    assert named


def test_couples_are_a_man_and_a_woman_of_like_age_both_married(sound: World) -> None:
    gaps = []
    for members in sound.members().values():
        head = next(m for m in members if m["HUBUNGAN_KELUARGA"] == "KEPALA KELUARGA")
        for wife in (m for m in members if m["HUBUNGAN_KELUARGA"] == "ISTRI"):
            assert (head["JENIS_KELAMIN"], wife["JENIS_KELAMIN"]) == ("L", "P")
            assert head["STATUS_PERKAWINAN"] == wife["STATUS_PERKAWINAN"] == "KAWIN"
            gaps.append(age(head) - age(wife))

    assert min(gaps) >= -12
    assert max(gaps) <= 20
    assert 1 < float(np.median(gaps)) < 5


def test_there_are_old_people_alone_lone_mothers_and_three_generations(sound: World) -> None:
    cards = sound.members().values()
    alone = sum(len(m) == 1 and age(m[0]) >= 60 for m in cards)
    mothers = sum(
        m[0]["JENIS_KELAMIN"] == "P" and any(x["HUBUNGAN_KELUARGA"] == "ANAK" and age(x) < 18 for x in m) for m in cards
    )
    three = sum(any(x["HUBUNGAN_KELUARGA"] in ("CUCU", "ORANG TUA", "MERTUA") for x in m) for m in cards)

    assert alone > 0.03 * FAMILIES
    assert mothers > 0.01 * FAMILIES
    assert three > 0.02 * FAMILIES


@pytest.mark.requirement("K-09")
@pytest.mark.parametrize(
    ("code", "villages", "families"), [("3571", 46, 600), ("3372", 54, 600), ("6372", 20, 600), ("3201", 435, 900)]
)
def test_every_kelurahan_of_the_region_has_people(code: str, villages: int, families: int, tmp_path: Path) -> None:
    world = made(tmp_path, region=code, families=families, recipients=None)

    homes = Counter(row["village_code"] for row in world.families.values())
    assert len(homes) == villages
    assert {home[:4] for home in homes} == {code}
    assert world.summary.families == families


def test_a_point_lies_in_the_kelurahan_of_the_card(sound: World) -> None:
    rings = outlines("3571")

    strays = [
        row["no_kk"]
        for row in sound.families.values()
        if row["latitude"] and not within(float(row["longitude"]), float(row["latitude"]), rings[row["village_code"]])
    ]

    assert sum(bool(row["latitude"]) for row in sound.families.values()) > 0.9 * FAMILIES
    assert strays == []


def test_no_point_is_invented_where_no_boundary_is_known(tmp_path: Path) -> None:
    world = made(tmp_path, region="3201", families=500, recipients=None)

    assert {(row["LINTANG"], row["BUJUR"]) for row in world.people} == {("", "")}


def outlines(city: str) -> dict[str, list[list[tuple[float, float]]]]:
    found: dict[str, list[list[tuple[float, float]]]] = {}
    for line in statistics.shipped_regions("batas_ring.csv.gz").splitlines():
        code, _, ring = line.partition(",")
        if len(code) == 10 and code.startswith(city):
            pairs = ring.strip('"()').split("),(")
            points = [tuple(map(float, pair.split(","))) for pair in pairs]
            found.setdefault(code, []).append([(x, y) for x, y in points])
    return found


def within(x: float, y: float, rings: list[list[tuple[float, float]]]) -> bool:
    odd = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                odd = not odd
    return odd
