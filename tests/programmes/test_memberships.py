"""Memberships by the machine `penerima`: whose ends by a death, which place becomes free, what comes back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from kesos.bulk.sql import run
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import MembershipCase, MembershipChange, Vacancy
from kesos.programmes.services import deaths, memberships
from kesos.registry.models import Enrolment
from kesos.workflow.models import Case
from kesos.workflow.services import calendars
from tests.programmes.world import (
    AT,
    KEDIRI,
    OPERATOR,
    SUPERVISOR,
    a_listed_family,
    a_person,
    a_recipient,
    died,
    enrolled,
    official,
    state_of,
)

pytestmark = pytest.mark.django_db


def vacancies() -> list[tuple[str, str, str]]:
    with acting(SYSTEM):
        return list(Vacancy.objects.order_by("id").values_list("programme_id", "why", "outcome"))


def written_by_hand(own: Enrolment, **changed) -> None:
    """As far as the end of the transaction, where what is deferred is asked."""
    with acting(SYSTEM), transaction.atomic():
        Enrolment.objects.filter(pk=own.pk).update(**changed)
        run("set constraints all immediate")


def corrected(own: Enrolment) -> memberships.Moved:
    papers = {"keterangan_masih_hidup": "Surat Dukcapil 470/12"}
    return memberships.move(action="koreksi", enrolments=[own.pk], by=SUPERVISOR, at=AT, papers=papers)


@pytest.mark.requirement("K-21")
def test_a_death_ends_what_the_dead_held_themselves_and_frees_the_place():
    family, person = a_listed_family()
    own = enrolled(family, person, "PBI-JK")
    died(person)

    deaths.end_by_death(people=[person.pk], at=AT)

    with acting(SYSTEM):
        kept = Enrolment.objects.get(pk=own.pk)
        change = MembershipChange.objects.get(enrolment=own)
    assert (kept.state, kept.to_on) == ("NONAKTIF_MENINGGAL", date(2026, 11, 3))
    assert (change.from_state, change.to_state, change.on_day) == ("AKTIF", "NONAKTIF_MENINGGAL", date(2026, 11, 3))
    assert vacancies() == [("PBI-JK", "NONAKTIF_MENINGGAL", "")]


@pytest.mark.requirement("K-21")
def test_told_again_a_death_changes_nothing():
    own = a_recipient("PBI-JK")
    died(own.person)
    deaths.end_by_death(people=[own.person_id], at=AT)

    again = deaths.end_by_death(people=[own.person_id], at=AT)

    with acting(SYSTEM):
        assert MembershipChange.objects.count() == 1
    assert (again.enrolments, len(vacancies())) == ([], 1)


@pytest.mark.requirement("K-21")
def test_a_suspended_membership_of_the_dead_ends_as_one_that_runs():
    own = a_recipient("PBI-JK", name="YANG DITANGGUHKAN")
    memberships.move(action="indikasi_tidak_layak", enrolments=[own.pk], by=OPERATOR, at=AT)
    suspended = state_of(own)
    died(own.person)

    deaths.end_by_death(people=[own.person_id], at=AT)

    with acting(SYSTEM):
        change = MembershipChange.objects.filter(enrolment=own).latest("id")
    assert (suspended, state_of(own)) == ("DITANGGUHKAN", "NONAKTIF_MENINGGAL")
    assert (change.from_state, change.on_day) == ("DITANGGUHKAN", date(2026, 11, 3))
    assert vacancies() == [("PBI-JK", "NONAKTIF_MENINGGAL", "")]


def test_one_suspended_before_there_was_a_case_ends_as_well():
    family, person = a_listed_family()
    own = enrolled(family, person, "PBI-JK", state="DITANGGUHKAN")
    died(person)

    deaths.end_by_death(people=[person.pk], at=AT)

    assert state_of(own) == "NONAKTIF_MENINGGAL"


def test_only_the_registry_and_the_system_write_a_death_on_a_suspended_membership():
    family, person = a_listed_family()
    own = enrolled(family, person, "PBI-JK", state="DITANGGUHKAN")
    died(person)

    told = memberships.move(
        action="dukcapil_meninggal", enrolments=[own.pk], by=SUPERVISOR, at=AT,
        papers={"catatan_kematian": "2026-11-03"},
    )  # fmt: skip

    assert (told.codes[own.pk], state_of(own)) == ("not_allowed", "DITANGGUHKAN")


def test_the_death_of_another_member_ends_nothing():
    child = a_person("ANAK", sex="L", born=date(2015, 1, 1))
    family, mother = a_listed_family(members=(child,))
    aid = enrolled(family, mother, "PKH")
    died(child)

    deaths.end_by_death(people=[child.pk], at=AT)

    assert (state_of(aid), vacancies()) == ("AKTIF", [])


def test_the_manager_of_a_family_with_another_adult_leaves_its_place_to_that_adult():
    grandmother = a_person("SUMINAH", born=date(1950, 1, 1))
    family, mother = a_listed_family(members=(grandmother,))
    aid = enrolled(family, mother, "PKH")
    died(mother)

    deaths.end_by_death(people=[mother.pk], at=AT)

    assert (state_of(aid), vacancies()) == ("NONAKTIF_MENINGGAL", [])


def test_where_the_head_died_the_familys_aid_waits_also_when_somebody_else_managed_it():
    husband = a_person("SUKIRMAN", sex="L", born=date(1970, 1, 1))
    wife = a_person("WAGINEM", born=date(1972, 1, 1))
    family, _ = a_listed_family(members=(husband, wife))
    head = family.memberships.model.objects
    aid = enrolled(family, wife, "SEMBAKO")
    with acting(SYSTEM):
        dead = head.get(family=family, relation=1).person
    died(dead)

    deaths.end_by_death(people=[dead.pk], at=AT)

    assert state_of(aid) == "NONAKTIF_MENINGGAL"


def test_a_correction_brings_the_membership_back_and_takes_the_vacancy_away():
    own = a_recipient("PBI-JK")
    died(own.person)
    deaths.end_by_death(people=[own.person_id], at=AT)
    too_early = corrected(own)
    died(own.person, None)

    told = corrected(own)

    assert "masih tercatat meninggal pada 3-11-2026" in too_early.refused[own.pk]
    with acting(SYSTEM):
        assert Enrolment.objects.get(pk=own.pk).to_on is None
    assert (told.enrolments, state_of(own), vacancies()) == (
        [own.pk], "AKTIF", [("PBI-JK", "NONAKTIF_MENINGGAL", "taken_back")]
    )  # fmt: skip


def test_a_refused_step_leaves_the_row_as_it_was_and_says_why():
    own = a_recipient("PBI-JK")

    told = memberships.move(action="mengundurkan_diri", enrolments=[own.pk], by=SUPERVISOR, at=AT)

    assert (told.enrolments, state_of(own)) == ([], "AKTIF")
    assert told.refused[own.pk]


def test_a_death_after_which_nobody_has_to_act_opens_no_case():
    family, person = a_listed_family()
    own = enrolled(family, person, "PKH")
    died(person)

    deaths.end_by_death(people=[person.pk], at=AT)

    with acting(SYSTEM):
        assert not Case.objects.filter(flow="penerima").exists()
    assert (state_of(own), vacancies()) == ("NONAKTIF_MENINGGAL", [("PKH", "NONAKTIF_MENINGGAL", "")])


def test_where_another_adult_can_take_over_a_case_waits_for_the_one_who_acts():
    grandmother = a_person("SUMINAH", born=date(1950, 1, 1))
    family, mother = a_listed_family(members=(grandmother,))
    aid = enrolled(family, mother, "PKH")
    died(mother)

    deaths.end_by_death(people=[mother.pk], at=AT)

    with acting(SYSTEM):
        assert MembershipCase.objects.get(enrolment=aid).case.state == "NONAKTIF_MENINGGAL"


def test_the_case_of_somebody_who_acted_before_goes_where_the_death_leads():
    own = a_recipient("PBI-JK")
    memberships.move(action="mengundurkan_diri", enrolments=[own.pk], by=SUPERVISOR, at=AT)
    died(own.person)

    deaths.end_by_death(people=[own.person_id], at=AT)

    with acting(SYSTEM):
        case = MembershipCase.objects.get(enrolment=own).case
    assert (case.state, state_of(own)) == ("NONAKTIF_MENINGGAL", "NONAKTIF_MENINGGAL")


def test_while_decisions_are_frozen_a_death_still_ends_the_aid_and_nothing_else_moves():
    own, other = a_recipient("PBI-JK"), a_recipient("PBI-JK")
    died(own.person)
    keeper = official("ADMIN", KEDIRI, 402, calendars.MANAGE)
    calendars.add_freeze(
        region_code=KEDIRI, starts_at=AT, ends_at=AT + timedelta(days=1), reason="Pemilu", by=keeper, at=AT
    )

    told = deaths.end_by_death(people=[own.person_id], at=AT)
    held = memberships.move(action="indikasi_tidak_layak", enrolments=[other.pk], by=OPERATOR, at=AT)

    assert (told.enrolments, state_of(own)) == ([own.pk], "NONAKTIF_MENINGGAL")
    assert (held.codes, state_of(other)) == ({other.pk: "frozen"}, "AKTIF")


def test_nobody_acted_so_no_case_is_there():
    a_recipient()

    with acting(SYSTEM):
        assert not MembershipCase.objects.exists()


@pytest.mark.parametrize(
    "bad", [{"state": "ENTAH"}, {"state": "NONAKTIF_MUNDUR", "to_on": None}], ids=["unknown_state", "no_last_day"]
)
def test_the_database_knows_the_states_of_a_membership(bad):
    own = a_recipient()

    with acting(SYSTEM), pytest.raises(IntegrityError, match="enrolment_"), transaction.atomic():
        Enrolment.objects.filter(pk=own.pk).update(**bad)


@pytest.mark.parametrize("sql", ["update {} set reason = 'lain'", "delete from {}"])
def test_what_happened_to_a_membership_is_never_rewritten(sql):
    own = a_recipient("PBI-JK")
    died(own.person)
    deaths.end_by_death(people=[own.person_id], at=AT)

    with acting(SYSTEM), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run(sql.format("programmes_membershipchange"))


def test_manager_and_head_who_die_together_end_their_familys_aid_once_from_the_earlier_day():
    husband = a_person("SUKIRMAN", sex="L", born=date(1970, 1, 1))
    wife = a_person("WAGINEM", born=date(1972, 1, 1))
    family, head = a_listed_family(members=(husband, wife))
    aid = enrolled(family, wife, "SEMBAKO")
    died(head, date(2026, 11, 4))
    died(wife, date(2026, 11, 3))

    told = deaths.end_by_death(people=[head.pk, wife.pk], at=AT)

    with acting(SYSTEM):
        change = MembershipChange.objects.get(enrolment=aid)
        cases = Case.objects.filter(flow="penerima").count()
    assert (told.enrolments, change.on_day) == ([aid.pk], date(2026, 11, 3))
    assert cases == 1


@pytest.mark.parametrize(
    ("from_state", "to_state"),
    [("NONAKTIF_PINDAH", "AKTIF"), ("NONAKTIF_MUNDUR", "DITANGGUHKAN"), ("DIGANTIKAN", "AKTIF"),
     ("DIGANTIKAN", "SELESAI"), ("NONAKTIF_MENINGGAL", "DITANGGUHKAN")],
)  # fmt: skip
def test_what_has_ended_runs_again_by_the_ways_of_the_machine_only_also_for_sql_by_hand(from_state, to_state):
    own = a_recipient("PBI-JK")
    day = date(2026, 11, 3)
    with acting(SYSTEM):
        Enrolment.objects.filter(pk=own.pk).update(state=from_state, to_on=day)
    last_day = None if to_state in memberships.RUNNING else day

    with acting(SYSTEM), pytest.raises(IntegrityError, match="no way from"), transaction.atomic():
        Enrolment.objects.filter(pk=own.pk).update(state=to_state, to_on=last_day)


def test_nobody_dead_is_given_aid_whoever_writes_it():
    family, person = a_listed_family()
    died(person)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="is dead"), transaction.atomic():
        enrolled(family, person, "PBI-JK")


def test_nobody_dead_is_given_aid_back():
    own = a_recipient("PBI-JK")
    died(own.person)
    deaths.end_by_death(people=[own.person_id], at=AT)

    with pytest.raises(IntegrityError, match="is dead"):
        written_by_hand(own, state="AKTIF", to_on=None)


def test_the_dead_take_over_no_membership():
    own, (_, other) = a_recipient("PBI-JK"), a_listed_family("YANG LAIN")
    died(other)

    with pytest.raises(IntegrityError, match="is dead"):
        written_by_hand(own, person=other)
