"""What is wrong is known: every row of the truth points at a cell that says what the truth says it says."""

from collections import Counter

import pytest

from kesos.demo.people.province.planting import RUBBISH
from kesos.demo.people.province.slips import NIK_KINDS
from kesos.foundation.numbers import consistency_warnings
from tests.demo.province.conftest import KAB, RATES, Province, day

OF_DOUBLES = {"TANPA_NIK", *NIK_KINDS, "SALAH_KETIK", "EJAAN_VARIAN", "NAMA_TERTUKAR", "NAMA_SATU_KATA"}
OF_DOUBLES |= {"TANGGAL_BEDA", "TANGGAL_KOSONG", "KK_LAIN", "DESA_LAIN"}
SEEN_IN_THE_REGISTER_ONLY = ("MENINGGAL", "PINDAH")


@pytest.mark.parametrize("name", ["dtks", "ppks", "psks", "panti", "sembako", "ekstrem"])
def test_every_truth_stands_in_the_cell_it_names(jakarta: Province, name: str) -> None:
    told = 0
    for kab in KAB:
        rows = jakarta.rows(name, kab)
        for truth in jakarta.truth(name, kab):
            if truth["KOLOM"] and truth["JENIS"] not in SEEN_IN_THE_REGISTER_ONLY:
                assert rows[int(truth["BARIS"]) - 1][truth["KOLOM"]] == truth["TERTULIS"] != truth["BENAR"]
                told += 1

    assert told == len([t for t in jakarta.sets["truth"] if t["SET"] == name and t["KOLOM"]]) - sum(
        jakarta.summary.planted.get(f"{name}:{kind}", 0) for kind in SEEN_IN_THE_REGISTER_ONLY
    )


def test_a_row_without_a_truth_says_what_the_register_says(jakarta: Province) -> None:
    for kab in KAB:
        touched = {int(t["BARIS"]) for t in jakarta.truth("dtks", kab)}
        sound = [row for line, row in enumerate(jakarta.rows("dtks", kab), start=1) if line not in touched]
        assert len(sound) > 0.7 * len(jakarta.rows("dtks", kab))
        for row in sound:
            known = jakarta.by_nik[row["NIK"]]
            for column in ("NAMA_LENGKAP", "JENIS_KELAMIN", "TANGGAL_LAHIR", "KODE_WILAYAH"):
                assert row[column] == known[column]


def test_every_double_points_at_a_row_of_the_same_person(jakarta: Province) -> None:
    doubles = 0
    for kab in KAB:
        rows = jakarta.rows("dtks", kab)
        for truth in jakarta.truth("dtks", kab):
            if truth["JENIS"] == "ORANG_GANDA":
                again, first = rows[int(truth["BARIS"]) - 1], rows[int(truth["BARIS_ASAL"]) - 1]
                assert again["NAMA_IBU_KANDUNG"] == first["NAMA_IBU_KANDUNG"]
                assert again["TEMPAT_LAHIR"] == first["TEMPAT_LAHIR"]
                assert first["NIK"] in (truth["BENAR"], "") or len(first["NIK"]) > 14
                doubles += 1

    assert doubles == round(len(jakarta.sets["dtks"]) * RATES.duplicates / 100)


def test_among_doubles_the_shares_are_those_asked_for(jakarta: Province) -> None:
    of = [t for t in jakarta.sets["truth"] if t["SET"] == "dtks" and t["BARIS_ASAL"]]
    kinds = Counter(t["JENIS"] for t in of)
    doubles = kinds["ORANG_GANDA"]

    assert kinds["TANPA_NIK"] / doubles == pytest.approx(0.4, abs=0.04)
    assert sum(kinds[kind] for kind in NIK_KINDS) / doubles == pytest.approx(0.2, abs=0.04)
    assert (kinds["SALAH_KETIK"] + kinds["EJAAN_VARIAN"]) / doubles == pytest.approx(0.5, abs=0.06)


def test_every_kind_of_fault_occurs(jakarta: Province) -> None:
    found = {kind.split(":")[1] for kind in jakarta.summary.planted if kind.startswith("dtks:")}

    assert found == {"ORANG_GANDA", *OF_DOUBLES, *RUBBISH, *SEEN_IN_THE_REGISTER_ONLY}
    assert "sembako:NIK_DIPAKAI_DUA" in jakarta.summary.planted
    assert "ppks:TANPA_NIK" in jakarta.summary.planted


def test_the_truth_of_the_dead_and_moved_agrees_with_the_register(jakarta: Province) -> None:
    told = 0
    for kab in KAB:
        rows = jakarta.rows("dtks", kab)
        misnumbered = {t["BARIS"] for t in jakarta.truth("dtks", kab) if t["KOLOM"] == "NIK"}
        for truth in jakarta.truth("dtks", kab):
            if truth["JENIS"] not in SEEN_IN_THE_REGISTER_ONLY or truth["BARIS"] in misnumbered:
                continue
            known = jakarta.by_nik[rows[int(truth["BARIS"]) - 1]["NIK"]]
            assert known[truth["KOLOM"]] == truth["BENAR"] != truth["TERTULIS"]
            told += 1

    assert told > 100


def test_every_nik_of_the_register_agrees_with_sex_and_birth_date(jakarta: Province) -> None:
    warned = [
        row["NIK"]
        for row in jakarta.sets["register"]
        if consistency_warnings(
            row["NIK"],
            birth_date=day(row["TANGGAL_LAHIR"]),
            sex="L" if row["JENIS_KELAMIN"] == "L" else "P",
            region=lambda _: "current",
        )
    ]

    assert warned == []


def test_some_share_the_birthday_that_stands_for_an_unknown_one(jakarta: Province) -> None:
    elders = [row for row in jakarta.sets["register"] if row["TANGGAL_LAHIR"] < "1976"]
    july = sum(row["TANGGAL_LAHIR"][5:] == "07-01" for row in elders)

    assert 0.01 < july / len(elders) < 0.1
