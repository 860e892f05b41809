"""The rules put to families: each stop with its words, and nothing against whoever may receive."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import MinimumWage
from kesos.programmes.queries import rules
from kesos.regions.models import Region
from kesos.registry.models import Listing, Match, Person, PersonVisit
from tests.programmes.world import AT, NGRONGGO, TODAY, a_listed_family, a_person, died, enrolled
from tests.registry.world import a_family, a_source

pytestmark = pytest.mark.django_db


def codes(family, person, programme="SEMBAKO", **more) -> list[tuple[str, bool]]:
    with acting(SYSTEM):
        found = rules.of_one(programme=programme, family_id=family.pk, person_id=person.pk, on=TODAY, **more)
    return [(finding.code, finding.refuses) for finding in found]


def words(family, person, programme="SEMBAKO") -> str:
    with acting(SYSTEM):
        found = rules.of_one(programme=programme, family_id=family.pk, person_id=person.pk, on=TODAY)
    return " ".join(finding.sentence for finding in found)


def changed(person: Person, **values) -> None:
    with acting(SYSTEM):
        Person.objects.filter(pk=person.pk).update(updated_at=AT, **values)


def answered(person: Person, outcome: str) -> None:
    with acting(SYSTEM):
        Match.objects.create(person=person, asked_at=AT, outcome=outcome, by_user_id=0)


def test_nothing_stands_in_the_way_of_a_listed_poor_family():
    assert codes(*a_listed_family()) == []


def test_somebody_who_died_is_not_proposed():
    family, person = a_listed_family()
    died(person)

    assert codes(family, person)[0] == ("TL-03", True)
    assert "meninggal pada 3-11-2026" in words(family, person)


def test_whoever_left_the_family_is_not_its_manager():
    family, _ = a_listed_family()

    assert ("BUKAN-ANGGOTA", True) in codes(family, a_person("ORANG LAIN"))


@pytest.mark.requirement("K-19")
@pytest.mark.parametrize("outcome", ["beda_nama", "tidak_ditemukan", "beda_tanggal_lahir"])
def test_a_number_that_does_not_match_stops(outcome):
    family, person = a_listed_family()
    answered(person, outcome)

    assert codes(family, person) == [("TL-18", True)]


def test_a_number_that_matches_in_the_end_does_not():
    family, person = a_listed_family()
    answered(person, "tidak_ditemukan")
    answered(person, "padan")

    assert codes(family, person) == []


@pytest.mark.parametrize(
    ("occupation", "own", "family"),
    [("5", ("TL-04", True), ("TL-05", True)), ("4", ("TL-06", False), ("TL-06", False)),
     ("85", ("TL-10", True), ("TL-10", False))],
)  # fmt: skip
def test_an_occupation_on_public_pay_stops_the_person_and_of_some_the_family(occupation, own, family):
    alone, person = a_listed_family()
    changed(person, occupation=occupation)
    husband = a_person("SUAMI", sex="L", occupation=occupation)
    other, wife = a_listed_family(members=(husband,))

    assert codes(alone, person) == [own]
    assert codes(other, wife) == [family]


def test_a_dead_civil_servant_stops_nobody():
    husband = a_person("SUAMI", sex="L", occupation="5")
    family, wife = a_listed_family(members=(husband,))
    died(husband)

    assert codes(family, wife) == []


@pytest.mark.parametrize(("income", "found"), [(2_600_000, [("TL-11", True)]), (2_500_000, [])])
def test_an_income_above_the_minimum_wage_of_the_place_and_year_stops(income, found):
    family, person = a_listed_family()
    with acting(SYSTEM):
        for code, wage, since in (("35", 2_000_000, 2026), ("3571", 2_500_000, 2026), ("3571", 1, 2020)):
            MinimumWage.objects.create(
                region_id=code, monthly_idr=wage, basis="Keputusan contoh", valid_from=date(since, 1, 1),
                valid_to=date(since, 12, 31),
            )  # fmt: skip
        PersonVisit.objects.create(person=person, source=a_source(), recorded_at=AT, income_month=income)

    assert codes(family, person) == found


@pytest.mark.parametrize(
    ("programme", "decile", "found"),
    [("PKH", 4, []), ("PKH", 5, [("TL-15", True)]), ("SEMBAKO", 5, []), ("PKH", None, [("TL-15", False)]),
     ("PBPU-PEMDA", 9, [])],
)  # fmt: skip
def test_the_decile_limit_is_the_programmes_own_and_an_unknown_decile_only_warns(programme, decile, found):
    assert codes(*a_listed_family(decile=decile), programme) == found


def test_a_benefit_in_another_kelurahan_is_named_by_its_place_and_by_nothing_else():
    family, person = a_listed_family("SITI AMINAH")
    changed(person, region_id=NGRONGGO)
    enrolled(family, person, "SEMBAKO")

    assert codes(family, person) == [("GANDA", True)]
    assert words(family, person) == f"Program ini sudah diterima di {Region.objects.get(pk=NGRONGGO).name}."


def test_a_familys_aid_counts_for_each_of_its_members():
    grandmother = a_person("NENEK", born=date(1950, 1, 1))
    family, mother = a_listed_family(members=(grandmother,))
    enrolled(family, mother, "SEMBAKO")

    assert codes(family, grandmother) == [("GANDA", True)]


def test_what_one_person_receives_is_no_double_of_another_person():
    grandmother = a_person("NENEK", born=date(1950, 1, 1))
    family, mother = a_listed_family(members=(grandmother,))
    enrolled(family, mother, "PBI-JK")

    assert codes(family, grandmother, "PBI-JK") == []


@pytest.mark.parametrize(("held", "wanted"), [("PKH", "PERMAKANAN"), ("PERMAKANAN", "PKH"), ("PBI-JK", "PBPU-PEMDA")])
def test_two_programmes_that_exclude_each_other_do_so_in_both_directions(held, wanted):
    family, person = a_listed_family()
    enrolled(family, person, held)

    assert ("EKSKLUSIF", True) in codes(family, person, wanted)


def test_a_membership_that_ended_excludes_nothing():
    family, person = a_listed_family()
    enrolled(family, person, "PKH", to_on=date(2026, 6, 30))

    assert codes(family, person, "PERMAKANAN") == []


def test_a_pair_that_wants_a_look_warns():
    family, person = a_listed_family()
    enrolled(family, person, "PKH")

    assert codes(family, person, "CSR-FORUM") == [("EKSKLUSIF", False)]


def test_pkh_wants_a_component_in_the_family():
    alone = a_person("MBAH", born=date(1980, 1, 1))
    with acting(SYSTEM):
        family = a_family(alone)
        Listing.objects.create(family=family, register="dtsen", from_on=date(2025, 1, 1), source=a_source())

    assert ("TL-19", True) in codes(family, alone, "PKH")


@pytest.mark.parametrize("answer", [{"pregnant": "1"}, {"difficulty_mobility": "1"}])
def test_what_a_visit_found_is_a_component_too(answer):
    alone = a_person("MBAH", born=date(1990, 1, 1))
    with acting(SYSTEM):
        family = a_family(alone)
        Listing.objects.create(family=family, register="dtsen", from_on=date(2025, 1, 1), source=a_source())
        PersonVisit.objects.create(person=alone, source=a_source(), recorded_at=AT, **answer)

    assert ("TL-19", True) not in codes(family, alone, "PKH")


@pytest.mark.requirement("K-03")
def test_whoever_is_not_in_the_integrated_data_is_proposed_into_it_first():
    person = a_person("BARU")
    with acting(SYSTEM):
        family = a_family(person)

    assert ("BELUM-TERDAFTAR", True) in codes(family, person)
    assert ("BELUM-TERDAFTAR", True) not in codes(family, person, unlisted=True)
