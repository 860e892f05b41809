"""Who receives what: exactly so many families, the poor first, nothing that excludes something else."""

from collections import Counter, defaultdict

import numpy as np
import pytest

from kesos.demo.people import statistics
from kesos.demo.people.generate import slices
from kesos.demo.people.programmes import default_recipients
from tests.demo.conftest import FAMILIES, RECIPIENTS, World, made

EXCLUSIVE = [
    ("PKH", "BLT-DESA"), ("SEMBAKO", "BLT-DESA"), ("PBI-JK", "PBPU-PEMDA"),
    ("PERMAKANAN", "PKH"), ("PERMAKANAN", "SEMBAKO"), ("YAPI", "PKH"),
]  # fmt: skip
OF_THE_CENTRE = {"PKH", "SEMBAKO", "BAPANAS-BERAS"}


@pytest.mark.requirement("K-15")
def test_kediri_has_33632_recipient_families_among_its_people() -> None:
    kediri = statistics.region("3571")
    families = kediri.default_families

    city = list(slices(kediri, families, default_recipients(kediri, families), seed=1, rate_without_nik=1.0))

    assert sum(int(part.aid.recipient.sum()) for part in city) == 33_632
    assert sum(len(part.kk) for part in city) == families
    assert 95_000 <= families <= 100_000
    assert abs(sum(len(part.people) for part in city) - 301_424) < 10


@pytest.mark.requirement("K-15")
def test_exactly_as_many_families_receive_aid_of_the_centre_as_asked(faulty: World) -> None:
    of_the_centre = {row["NO_KK"] for row in faulty.aid if row["PROGRAM"] in OF_THE_CENTRE and row["STATUS"] == "AKTIF"}

    assert len(of_the_centre) == RECIPIENTS
    assert {row["NO_KK"] for row in faulty.aid} == of_the_centre


def test_programmes_that_exclude_each_other_never_meet(sound: World) -> None:
    rural = made_rural(sound)

    for world in (sound, rural):
        family, person = defaultdict(set), defaultdict(set)
        for row in world.aid:
            family[row["NO_KK"]].add(row["PROGRAM"])
            person[row["NIK"]].add(row["PROGRAM"])
        for one, other in EXCLUSIVE:
            holders = person if {one, other} == {"PBI-JK", "PBPU-PEMDA"} else family
            assert [key for key, held in holders.items() if {one, other} <= held] == []


def made_rural(sound: World) -> World:
    return made(sound.folder / "desa", region="3506", families=1500, recipients=None, faults="none")


def test_only_a_desa_gives_from_the_village_fund(sound: World) -> None:
    rural = made_rural(sound)

    assert "BLT-DESA" not in {row["PROGRAM"] for row in sound.aid}
    given = [row["KODE_WILAYAH"] for row in rural.aid if row["PROGRAM"] == "BLT-DESA"]
    assert given
    assert {code[6] for code in given} == {"2"}


def test_nobody_receives_who_is_outside_the_integrated_data_or_in_uniform(sound: World) -> None:
    aided = {row["NO_KK"] for row in sound.aid}
    uniform = {"PEGAWAI NEGERI SIPIL", "TENTARA NASIONAL INDONESIA", "KEPOLISIAN RI"}

    assert all(sound.families[kk]["dtsen_since"] for kk in aided)
    assert not aided & {row["NO_KK"] for row in sound.people if row["PEKERJAAN"] in uniform}
    assert {row["PEKERJAAN"] for row in sound.people} >= uniform


def test_recipients_are_mostly_of_the_poorest_four_tenths(sound: World) -> None:
    aided = {row["NO_KK"] for row in sound.aid}
    deciles = Counter(int(sound.families[kk]["decile"]) for kk in aided)

    assert sum(deciles[d] for d in (1, 2, 3, 4)) > 0.8 * RECIPIENTS
    assert deciles[9] + deciles[10] < 0.01 * RECIPIENTS


def test_the_decile_agrees_with_house_and_spending(sound: World) -> None:
    of_decile = defaultdict(list)
    for row in sound.families.values():
        if row["decile"]:
            spent = int(row["total_spend"]) / int(row["member_count"])
            of_decile[int(row["decile"])].append((spent, row["asset_car"] == "1", row["floor_type"] in ("6", "7", "8")))
    spent, cars, bare = (np.array([np.mean([f[i] for f in of_decile[d]]) for d in range(1, 11)]) for i in range(3))

    assert (np.diff(spent) > 0).all()
    assert cars[0] < 0.05
    assert cars[9] > 0.3
    assert bare[0] > 0.3 > 0.1 > bare[9]


def test_every_release_gives_each_listed_family_one_decile(sound: World) -> None:
    rows = sound.rows("desil.csv")
    listed = {kk for kk, row in sound.families.items() if row["dtsen_since"]}

    assert Counter(row["RILIS"] for row in rows) == dict.fromkeys(("2025-4", "2026-1", "2026-2"), len(listed))
    assert {row["NO_KK"] for row in rows} == listed
    assert {int(row["DESIL"]) for row in rows} == set(range(1, 11))
    assert len(listed) < FAMILIES


def test_every_row_of_aid_names_a_person_of_that_family_born_before_it_began(sound: World) -> None:
    born = {(row["NO_KK"], row["NIK"]): row["TANGGAL_LAHIR"] for row in sound.people}

    assert all(born[row["NO_KK"], row["NIK"]] <= row["SEJAK"] for row in sound.aid)
    assert all(row["SAMPAI"] >= row["SEJAK"] for row in sound.aid if row["STATUS"] == "SELESAI")
    assert all(row["SAMPAI"] == "" for row in sound.aid if row["STATUS"] == "AKTIF")
