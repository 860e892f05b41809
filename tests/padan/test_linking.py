"""What `link` tells of a pair: how sure, and why, in words an official reads."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kesos.foundation.errors import Refused
from kesos.padan.linkage import linking
from tests.padan import second_generator

STRANGERS, _ = second_generator.make(150, 77, share=0.0)
MOTHER = {
    "nik": "9933744304910001", "no_kk": "9933740101150001", "nama": "SITI AMINAH", "jk": "P", "tgl_lahir": "1991-04-03",
    "kode_desa": "3374011001", "alamat": "JL. MAWAR 3", "rt": "001", "rw": "002", "pekerjaan": "GURU",
    "pendidikan": "S1", "hubungan": "ISTRI",
}  # fmt: skip


def table(*people, first=1):
    columns = {name: [person[name] for person in people] for name in MOTHER}
    return pa.table({"id": list(range(first, first + len(people))), **columns})


def told(tmp_path, *people, against=None):
    """The pairs among these people and many others, by the names of both."""
    everybody = [*people, *STRANGERS]
    linking.link(table(*everybody), into=tmp_path / "pairs.parquet", against=against)
    return pq.read_table(tmp_path / "pairs.parquet").to_pylist()


def test_a_double_without_a_number_is_told_with_its_reasons(tmp_path):
    double = MOTHER | {"nik": "", "nama": "St. Aminah"}

    (pair,) = told(tmp_path, MOTHER, double)

    assert (pair["id_a"], pair["id_b"], pair["certain"]) == (1, 2, True)
    assert pair["probability"] > 0.99
    assert pair["reasons"].startswith("NIK kosong · No KK sama · nama sama · tanggal lahir sama")


def test_a_slip_of_the_pen_is_told_with_its_likeness(tmp_path):
    double = MOTHER | {"nik": "", "nama": "SITI AIMNAH"}

    (pair,) = told(tmp_path, MOTHER, double)

    assert "nama beda satu-dua huruf 0,9" in pair["reasons"]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"nik": "9933744304910002", "nama": "SITI AMINAT"}, "twins with neighbouring numbers"),
        ({"nik": "9933744304910002", "nama": "SITI ROHMAH"}, "twins"),
        ({"nik": "9933744304910002", "nama": "SITI AMINAH", "tgl_lahir": "1971-09-12"}, "mother and daughter"),
        ({"nik": "9933740304910002", "nama": "BUDI", "jk": "L"}, "a boy and a girl of one day"),
        ({"nama": "JOKO WIDODO", "jk": "L", "tgl_lahir": "1960-01-09"}, "the number of another living person"),
    ],
)
def test_two_people_of_one_house_are_two_people(tmp_path, other, why):
    assert told(tmp_path, MOTHER, MOTHER | other) == [], why


@pytest.mark.parametrize(("role", "pairs"), [("ISTRI", 1), ("KEPALA KELUARGA", 1), ("ANAK", 0)])
def test_a_card_has_one_head_and_one_wife_but_children_may_be_twins(tmp_path, role, pairs):
    rina = MOTHER | {"nama": "RINA", "hubungan": role}

    assert len(told(tmp_path, rina, rina | {"nik": "", "nama": "RINI"})) == pairs


@pytest.mark.parametrize(
    "written",
    [
        {"nama": "SITI AMINAH BINTI SARJONO"},
        {"nama": "Siti Aminah (Almh)"},
        {"nama": "S. AMINAH"},
        {"nama": "BP. SITI AMINAH"},
        {"hubungan": "Isteri", "tgl_lahir": ""},
        {"hubungan": "istri/suami", "tgl_lahir": ""},
        {"hubungan": "3", "tgl_lahir": ""},
    ],
)
def test_one_person_written_as_another_office_writes(tmp_path, written):
    assert len(told(tmp_path, MOTHER, MOTHER | {"nik": ""} | written)) == 1


def test_children_of_two_fathers_are_two_people(tmp_path):
    one, other = ({"nama": f"AISYAH BINTI {father}", "hubungan": "ANAK"} for father in ("SARJONO", "MULYADI"))

    assert told(tmp_path, MOTHER | one, MOTHER | other | {"nik": ""}) == []


def test_strangers_of_one_day_whose_numbers_differ_by_the_district_are_two_people(tmp_path):
    rohmah = MOTHER | {"nik": "3308015805050001", "nama": "ROHMAH RAHAYU", "tgl_lahir": "2005-05-18"}
    rina = {"nik": "3308215805050001", "no_kk": "9933740101150002", "nama": "RINA RAHAYU", "alamat": "JL. JATI 9"}

    assert told(tmp_path, rohmah, rohmah | rina) == []


def test_a_slip_in_a_name_that_nobody_else_bears_is_no_twin(tmp_path):
    people, _ = second_generator.make(6000, 5, share=0.0)
    bambang = MOTHER | {"nama": "BAMBANG", "jk": "L", "hubungan": "ANAK"}
    slip = bambang | {"nik": "", "nama": "BAMBANH"}

    linking.link(table(bambang, slip, *people), into=tmp_path / "pairs.parquet")

    found = pq.read_table(tmp_path / "pairs.parquet").to_pylist()
    assert (1, 2) in {(one["id_a"], one["id_b"]) for one in found}


def test_a_slip_in_the_name_of_whose_number_has_one_too_is_no_twin(tmp_path):
    dewi = MOTHER | {"nama": "DEWI HANDAYANI", "hubungan": "ANAK"}

    assert len(told(tmp_path, dewi, dewi | {"nik": "9933744304910701", "nama": "DEI HANDAYANI"})) == 1


def test_an_initial_is_no_other_name_however_many_bear_it(tmp_path):
    namesakes = [
        {"nama": f"{first} MARDIANA", "tgl_lahir": f"19{60 + n}-02-03"} for n in range(8) for first in ("NUR", "N.")
    ]
    others = [one | her for one, her in zip(STRANGERS, namesakes, strict=False)]
    nur = MOTHER | {"nama": "NUR MARDIANA", "hubungan": "ANAK"}

    pairs = told(tmp_path, nur, nur | {"nik": "", "nama": "N. MARDIANA"}, *others)

    assert (1, 2) in {(one["id_a"], one["id_b"]) for one in pairs}


def test_a_third_word_left_out_makes_no_sibling(tmp_path):
    assert len(told(tmp_path, MOTHER, MOTHER | {"nik": "", "nama": "SITI AMINAH FITRI"})) == 1


def test_neighbours_of_one_day_with_wholly_other_names_are_two_people(tmp_path):
    neighbour = {"nik": "", "no_kk": "9933740101150002", "nama": "EDI SANTOSO", "alamat": "JL. JATI 9"}

    assert told(tmp_path, MOTHER, MOTHER | neighbour) == []


def test_namesakes_of_one_day_far_apart_are_two_people(tmp_path):
    far = {"nik": "9911014304910007", "no_kk": "9911010101150001", "kode_desa": "3301011001", "alamat": "KRAJAN"}

    assert told(tmp_path, MOTHER, MOTHER | far) == []


def test_who_fits_two_people_is_certain_for_neither(tmp_path):
    twin = MOTHER | {"nik": "9933744304910002", "nama": "SITI ROHMAH"}
    cut = MOTHER | {"nik": "", "nama": "SITI"}

    pairs = told(tmp_path, MOTHER, twin, cut)

    assert pairs
    assert not any(pair["certain"] for pair in pairs)


def test_a_person_without_a_number_is_found_in_the_population_register(tmp_path):
    register = table(MOTHER | {"nama": "SITI AMINAH, S.PD"}, *STRANGERS, first=9_001)
    without = MOTHER | {"nik": "", "no_kk": "", "tgl_lahir": "03/04/1991", "kode_desa": "33.74.01.1001"}

    linking.link(table(without), into=tmp_path / "pairs.parquet", against=register)

    (pair,) = pq.read_table(tmp_path / "pairs.parquet").to_pylist()
    assert (pair["id_a"], pair["id_b"], pair["certain"]) == (1, 9_001, True)


def test_the_answer_is_sorted_and_the_same_in_every_run(tmp_path):
    people, _ = second_generator.make(100, 78)

    once, again = [told(tmp_path, *people) for _ in range(2)]

    assert once == again
    assert [(pair["id_a"], pair["id_b"]) for pair in once] == sorted((pair["id_a"], pair["id_b"]) for pair in once)


def test_leading_zeros_of_rt_and_rw_make_no_difference(tmp_path):
    double = MOTHER | {"nik": "", "no_kk": "", "rt": "1", "rw": "2"}

    (pair,) = told(tmp_path, MOTHER, double)

    assert "alamat sama" in pair["reasons"]


def test_a_set_without_an_id_is_refused(tmp_path):
    with pytest.raises(Refused, match="kolom «id»"):
        linking.link(table(MOTHER).drop_columns(["id"]), into=tmp_path / "pairs.parquet")
