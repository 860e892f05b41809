"""NIK and No KK: sound, telling the truth, unique, and of nobody."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kesos.foundation.numbers import consistency_warnings, structure_fault
from tests.demo.conftest import World, made

NIK_SPOILED = {"NIK_PENDEK", "NIK_HURUF", "NIK_TANGGAL", "NIK_ANGKA_RUSAK", "NIK_APOSTROF"}


def lines(world: World, kinds: set[str]) -> set[int]:
    return {int(t["baris"]) for t in world.truth if t["berkas"] == "penduduk.csv" and t["jenis"] in kinds}


def test_every_nik_is_sound_save_those_spoiled_on_purpose(faulty: World) -> None:
    unsound = {line for line, row in enumerate(faulty.people, start=2) if row["NIK"] and structure_fault(row["NIK"])}

    assert unsound == lines(faulty, NIK_SPOILED)


def test_every_nik_agrees_with_sex_and_birth_date(sound: World) -> None:
    warned = [
        row["NIK"]
        for row in sound.people
        if consistency_warnings(
            row["NIK"],
            birth_date=date.fromisoformat(row["TANGGAL_LAHIR"]),
            sex="L" if row["JENIS_KELAMIN"] == "L" else "P",
            region=lambda _: "current",
        )
    ]

    assert warned == []


def test_no_nik_is_given_twice(sound: World) -> None:
    assert len({row["NIK"] for row in sound.people}) == len(sound.people)


def test_only_planted_doubles_share_a_nik(faulty: World) -> None:
    times = Counter(row["NIK"] for row in faulty.people if row["NIK"] and "E+15" not in row["NIK"])
    shared = {line for line, row in enumerate(faulty.people, start=2) if times[row["NIK"]] > 1}

    planted = [t for t in faulty.truth if t["berkas"] == "penduduk.csv"]
    twice = {"BARIS_GANDA", "ORANG_GANDA_EJAAN", "NIK_DIPAKAI_DUA"}
    told = {int(t[column]) for t in planted if t["jenis"] in twice for column in ("baris", "baris_terkait")}
    assert shared == told


def test_no_number_bears_the_prefix_of_a_real_region(faulty: World) -> None:
    numbers = [row["NIK"].lstrip("'") for row in faulty.people] + [row["NO_KK"] for row in faulty.people]
    for name, columns in {
        "keluarga.csv": ("no_kk", "id_dtks", "kks_no", "pkh_no", "aid_account", "kpm_manager", "pln_no"),
        "dtsen_orang.csv": ("nik", "no_kk"),
        "penerima.csv": ("NIK", "NO_KK"),
        "dukcapil.csv": ("NIK", "NO_KK"),
        "kebenaran.csv": ("nik",),
    }.items():
        numbers += [row[column] for row in faulty.rows(name) for column in columns]

    written_as_a_figure = {n for n in numbers if "E+15" in n}
    assert {n[:2] for n in numbers if n and n not in written_as_a_figure} == {"99"}
    assert {n[:3] for n in written_as_a_figure} == {"9.9"}


def test_every_card_bears_the_day_it_was_recorded(sound: World) -> None:
    for number, family in sound.families.items():
        year, month, day = family["kk_recorded_on"].split("-")
        assert structure_fault(number, women_plus_forty=False) is None
        assert number[6:12] == day + month + year[2:]


def test_some_bear_the_nik_of_the_kecamatan_they_came_from(sound: World) -> None:
    elsewhere = [row for row in sound.people if row["NIK"][4:6] != row["KODE_WILAYAH"][4:6]]

    assert 0.02 < len(elsewhere) / len(sound.people) < 0.08


@pytest.mark.requirement("K-09")
def test_two_cities_with_the_same_last_digits_share_no_number(tmp_path: Path) -> None:
    surakarta = made(tmp_path / "a", region="3372", families=1500, recipients=None, faults="none")
    banjarbaru = made(tmp_path / "b", region="6372", families=1500, recipients=None, faults="none")

    for column in ("NIK", "NO_KK"):
        one, other = ({row[column] for row in world.people} for world in (surakarta, banjarbaru))
        assert one.isdisjoint(other)
