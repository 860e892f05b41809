"""A province has exactly the rows asked for, in every set, in both forms, and made of what sets are made of."""

from collections import Counter

import pytest

from kesos.demo.people.province import composition
from kesos.demo.people.province.plan import SETS, Plan, counts_of, plan
from kesos.demo.people.province.rates import Rates
from tests.demo.province.conftest import KAB, PEOPLE, Province, day


@pytest.fixture(scope="module")
def jateng() -> Plan:
    return plan("33", counts_of("33"), Rates(), 1)


@pytest.mark.requirement("J-05")
def test_the_six_sets_of_jawa_tengah_have_29157695_records() -> None:
    counts = counts_of("33")

    assert sum(counts[name] for name in SETS if name != "register") == 29_157_695
    assert counts["register"] == 37_000_000


@pytest.mark.requirement("J-06")
def test_the_kecamatan_share_out_21169352_rows_of_dtks_with_two_percent_doubles(jateng: Plan) -> None:
    shares = [share for kab in jateng.kab for share in kab.shares]

    assert sum(share.listed for share in shares) == 21_169_352
    assert sum(share.doubles for share in shares) == round(21_169_352 * 0.02)
    assert sum(share.people for share in shares) == 37_000_000
    assert all(share.listed - share.doubles < share.people for share in shares)


def test_even_a_hamlet_has_more_originals_than_doubles() -> None:
    counts = counts_of("31", people=4_400)
    shares = [share for kab in plan("31", counts, Rates(duplicates=40), 1).kab for share in kab.shares]

    assert sum(share.doubles for share in shares) == round(counts["dtks"] * 0.4)
    assert all(share.doubles <= share.listed - share.doubles for share in shares)
    assert min(share.people for share in shares) > 1


@pytest.mark.requirement("J-07")
def test_the_kecamatan_share_out_4654151_ppks_of_all_26_kinds(jateng: Plan) -> None:
    kinds = sum(share.ppks for kab in jateng.kab for share in kab.shares)

    assert kinds.sum() == 4_654_151
    assert len(kinds) == 26
    assert kinds.min() > 0


@pytest.mark.requirement("J-08")
def test_every_kecamatan_has_its_tksk_and_every_village_its_karang_taruna_among_32676_psks(jateng: Plan) -> None:
    kinds = sum(share.psks for kab in jateng.kab for share in kab.shares)
    called = [kind.code for kind in composition.psks_kinds()]

    assert kinds.sum() == 32_676
    assert kinds[called.index("PSKS-11")] == 576
    assert kinds[called.index("PSKS-05")] == 8_563


@pytest.mark.requirement("J-09")
def test_4612_residents_live_in_56_panti_over_all_kab_kota(jateng: Plan) -> None:
    houses = [(kab.code, house, beds) for kab in jateng.kab for share in kab.shares for house, beds in share.panti]

    assert sum(beds for _, _, beds in houses) == 4_612
    assert len({house for _, house, _ in houses}) == len(houses) == 56
    assert len({kab for kab, _, _ in houses}) == 35


@pytest.mark.requirement("J-10")
def test_3281311_families_are_on_the_sembako_list(jateng: Plan) -> None:
    shares = [share for kab in jateng.kab for share in kab.shares]

    assert sum(share.sembako for share in shares) == 3_281_311
    assert all(share.sembako < share.families.sum() for share in shares)


@pytest.mark.requirement("J-11")
def test_15593_extremely_poor_households_live_in_475_villages_of_19_kabupaten(jateng: Plan) -> None:
    chosen = {kab.code: [share for share in kab.shares if share.extreme] for kab in jateng.kab}
    chosen = {code: shares for code, shares in chosen.items() if shares}

    assert sum(sum(share.extreme.values()) for shares in chosen.values() for share in shares) == 15_593
    assert len(chosen) == 19
    assert all(int(code[2:]) < 70 for code in chosen)
    assert {len(shares) for shares in chosen.values()} == {5}
    assert {len(share.extreme) for shares in chosen.values() for share in shares} == {5}


def test_every_set_has_the_rows_asked_for_in_parquet_and_csv(jakarta: Province) -> None:
    asked = counts_of("31", people=PEOPLE)

    for name, count in asked.items():
        in_csv = [len(jakarta.rows(name, kab)) for kab in KAB]
        in_parquet = [jakarta.parquet_rows(name, kab) for kab in KAB]
        assert sum(in_csv) == count == jakarta.summary.counts[name]
        assert in_csv == in_parquet
    assert asked["register"] == PEOPLE


def test_dtks_holds_whole_families_and_the_worse_off_first(jakarta: Province) -> None:
    whole = Counter(row["NO_KK"] for row in jakarta.sets["register"])
    listed = Counter(row["NO_KK"] for row in jakarta.sets["dtks"] if row["NIK"] in jakarta.by_nik)
    incomplete = [kk for kk, people in listed.items() if kk in whole and people < whole[kk]]

    heads = [row for row in jakarta.sets["dtks"] if row["HUBUNGAN_KELUARGA"] == "KEPALA KELUARGA"]
    assert len(heads) > 0.9 * len(listed)
    assert len(incomplete) < 0.2 * len(listed)  # a missing NIK or a moved child makes a card look incomplete
    assert not any(row["PEKERJAAN"] == "TENTARA NASIONAL INDONESIA" for row in jakarta.sets["dtks"])


def test_ppks_bear_kinds_their_age_and_sex_allow_and_most_are_listed(jakarta: Province) -> None:
    listed = {row["NIK"] for row in jakarta.sets["dtks"]}
    rows = [row for row in jakarta.sets["ppks"] if row["NIK"] in jakarta.by_nik]

    assert sum(row["NIK"] in listed for row in rows) > 0.8 * len(rows)
    for row in rows:
        age = 2026 - day(row["TANGGAL_LAHIR"]).year
        if row["JENIS_PPKS"] == "PPKS-23":
            assert (row["JENIS_KELAMIN"], 17 < age < 61) == ("P", True)
        if row["JENIS_PPKS"] == "PPKS-08":
            assert age > 58
        assert (row["JENIS_PPKS"] in ("PPKS-05", "PPKS-09")) == (row["RAGAM_DISABILITAS"] != "")
    common = Counter(row["JENIS_PPKS"] for row in rows).most_common(4)
    assert {kind for kind, _ in common} == {"PPKS-24", "PPKS-23", "PPKS-08", "PPKS-09"}
    assert any(row["NIK"] == "" for row in jakarta.sets["ppks"])


def test_no_family_is_twice_on_a_list_of_families(jakarta: Province) -> None:
    for name in ("sembako", "ekstrem"):
        cards = [row["NO_KK"] for row in jakarta.sets[name]]
        assert len(set(cards)) == len(cards)
    extreme = {row["KODE_WILAYAH"][:4] for row in jakarta.sets["ekstrem"]}
    assert extreme == {"3101"}


def test_institutions_have_no_nik_and_people_who_help_have_one(jakarta: Province) -> None:
    institutions = {kind.code for kind in composition.psks_kinds() if kind.who == "lembaga"}

    for row in jakarta.sets["psks"]:
        assert (row["NIK"] == "") >= (row["JENIS_PSKS"] in institutions)
        assert row["NAMA"]
    assert {row["JENIS_PSKS"] for row in jakarta.sets["psks"]} - institutions


def test_the_register_knows_the_dead_and_where_people_moved(jakarta: Province) -> None:
    register = jakarta.sets["register"]
    dead = [row for row in register if row["STATUS_HIDUP"] == "MENINGGAL"]

    assert len(jakarta.by_nik) == PEOPLE
    assert all(row["NIK"].startswith("99") and row["NO_KK"].startswith("99") for row in register)
    assert 0.008 < len(dead) / PEOPLE < 0.017
    assert all((row["TANGGAL_MENINGGAL"] != "") == (row["STATUS_HIDUP"] == "MENINGGAL") for row in register)
    assert all(day(row["TANGGAL_LAHIR"]) <= day(row["TANGGAL_MENINGGAL"]) for row in dead)
    assert 0.012 < jakarta.summary.planted["register:PINDAH"] / PEOPLE < 0.03
    assert all(row["KODE_WILAYAH"].startswith("31") for row in register)
