"""What matching found is looked at by who knows the person and agreed to by the supervisor; then it changes."""

from datetime import date

import pytest

from kesos.access.actors import actor_for
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.journeys.models import Event, Move
from kesos.journeys.services import apply
from kesos.padan.models import Finding
from kesos.padan.services import decide
from kesos.programmes.models import Vacancy
from kesos.registry.models import Person, PersonHistory
from kesos.workflow.models import Case
from tests.access.world import an_official
from tests.journeys.moving import where
from tests.padan.world import AT, BAWANG, a_line, compared
from tests.programmes.world import a_quota, a_recipient, state_of
from tests.registry.world import NGRONGGO, a_family, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return actor_for(an_official("rofiq", "OP_DINSOS", "3571").pk, at=AT)


def the_finding(person) -> Finding:
    with acting(SYSTEM):
        return Finding.objects.get(person=person)


def step(person, action, by, **more):
    return decide.take_step(finding_id=the_finding(person).pk, action=action, by=by, at=AT, **more)


def test_a_name_is_taken_over_when_both_have_agreed_and_the_old_one_is_kept(tmp_path, operator, supervisor):
    person = a_person("SULASTR", born=date(1979, 4, 12))
    compared(tmp_path, a_line(person, name="SULASTRI", born=date(1979, 4, 13)))

    step(person, "usulkan", operator)
    with acting(SYSTEM):
        person.refresh_from_db()
        assert person.full_name == "SULASTR"
    step(person, "setujui", supervisor)

    with acting(SYSTEM):
        person.refresh_from_db()
        assert (person.full_name, person.birth_date) == ("SULASTRI", date(1979, 4, 13))
        assert PersonHistory.objects.get(person=person).before == {"full_name": "SULASTR", "birth_date": "1979-04-12"}
    assert the_finding(person).state == "DITERAPKAN"


def test_a_death_and_a_move_become_events_of_the_population_registry(tmp_path, operator, supervisor):
    dead, moved = a_person("MARSUDI"), a_person("TUTIK")
    compared(tmp_path, a_line(dead, alive="MENINGGAL", died="2026-10-02"), a_line(moved, region=NGRONGGO))

    for person in (dead, moved):
        step(person, "usulkan", operator)
        step(person, "setujui", supervisor)

    with acting(SYSTEM):
        told = Event.objects.order_by("pk").values_list("kind", "nik", "happened_on", "to_region_code")
        assert list(told) == [
            ("kematian", dead.nik, date(2026, 10, 2), ""),
            ("pindah", moved.nik, AT.date(), NGRONGGO),
        ]
        assert dead.died_on is None


def carried_on():
    """What the worker does with events that wait."""
    apply.apply_waiting(at=AT)


@pytest.mark.requirement("X-01")
def test_a_death_agreed_to_ends_the_membership_and_frees_its_place(tmp_path, operator, supervisor):
    quota = a_quota("PBPU-PEMDA", 1)
    own = a_recipient("PBPU-PEMDA", name="MARSUDI")
    dead = own.person
    others = [a_line(each) for each in everybody() if each != dead]
    compared(tmp_path, a_line(dead, alive="MENINGGAL", died="2026-11-02"), *others)

    step(dead, "usulkan", operator)
    carried_on()
    assert state_of(own) == "AKTIF"
    step(dead, "setujui", supervisor)
    carried_on()

    with acting(SYSTEM):
        dead.refresh_from_db()
        assert dead.died_on == date(2026, 11, 2)
        assert Event.objects.get().state == "DITERAPKAN"
        vacancy = Vacancy.objects.get()
        assert (vacancy.enrolment_id, vacancy.programme_id) == (own.pk, quota.programme_id)
    assert state_of(own) == "NONAKTIF_MENINGGAL"
    compared(tmp_path, a_line(dead, alive="MENINGGAL", died="2026-11-02"), *others, name="desember.csv")
    with acting(SYSTEM):
        assert not Finding.objects.exists()


def test_a_move_agreed_to_brings_the_person_from_one_kelurahan_into_the_other(tmp_path, operator, supervisor):
    person = a_person("TUTIK")
    a_family(person)
    there = actor_for(an_official("edi", "OP_DESA", NGRONGGO).pk, at=AT)
    compared(tmp_path, a_line(person, region=NGRONGGO))

    step(person, "usulkan", operator)
    step(person, "setujui", supervisor)
    carried_on()

    with acting(SYSTEM):
        assert Event.objects.values_list("state", "why").get() == ("DITERAPKAN", "")
        move = Move.objects.get()
        assert (move.region_code, move.to_region_code, move.state) == (BAWANG, NGRONGGO, "SELESAI")
    assert seen_by(there) == ["TUTIK"]
    assert seen_by(operator) == []
    compared(tmp_path, a_line(person, region=NGRONGGO), name="desember.csv")
    with acting(SYSTEM):
        assert not Finding.objects.exists()


def test_one_of_a_family_who_moved_alone_leaves_the_others_where_they_are(tmp_path, operator, supervisor):
    father, mother = a_person("SLAMET", sex="L"), a_person("TUTIK")
    a_family(father, mother)
    compared(tmp_path, a_line(father), a_line(mother, region=NGRONGGO))

    step(mother, "usulkan", operator)
    step(mother, "setujui", supervisor)
    carried_on()

    with acting(SYSTEM):
        assert Event.objects.values_list("state", "why").get() == ("DITERAPKAN", "")
        assert (where(father), where(mother)) == (BAWANG, NGRONGGO)


def seen_by(actor) -> list[str]:
    with acting(actor):
        return list(Person.objects.values_list("full_name", flat=True))


def everybody() -> list[Person]:
    with acting(SYSTEM):
        return list(Person.objects.all())


def test_who_proposed_does_not_agree(tmp_path, operator, supervisor):
    person = a_person("SULASTR")
    compared(tmp_path, a_line(person, name="SULASTRI"))
    step(person, "usulkan", operator)

    with pytest.raises(Refused):
        step(person, "setujui", operator)

    assert the_finding(person).state == "DIUSULKAN"


def test_there_is_nothing_to_take_over_of_somebody_who_was_not_found(tmp_path, operator):
    person = a_person("WARNI")
    compared(tmp_path)

    with pytest.raises(Refused, match="Tidak ada data kependudukan"):
        step(person, "usulkan", operator)

    with acting(SYSTEM):
        assert not Case.objects.filter(flow="temuan_padan").exists()


def test_the_office_keeps_its_own_data_with_a_reason_and_may_think_again(tmp_path, office):
    person = a_person("WARNI")
    compared(tmp_path)

    with pytest.raises(Refused):
        step(person, "abaikan", office)
    step(person, "abaikan", office, reason="KTP asli sudah dilihat di loket")

    assert the_finding(person).state == "DIABAIKAN"
    step(person, "buka_lagi", office)
    assert the_finding(person).state == "TERBUKA"


def test_many_are_proposed_at_once_and_who_cannot_be_stays_with_the_reason(tmp_path, operator):
    people = [a_person("SULASTR"), a_person("MARSUD"), a_person("WARNI")]
    compared(tmp_path, a_line(people[0], name="SULASTRI"), a_line(people[1], name="MARSUDI"))
    with acting(SYSTEM):
        chosen = list(Finding.objects.values_list("pk", flat=True))

    done = decide.take_steps(finding_ids=chosen, action="usulkan", by=operator, at=AT)

    assert (done.moved, len(done.refused)) == (2, 1)
    assert "Tidak ada data kependudukan" in done.refused[0]


def test_what_is_not_said_any_more_is_over_and_its_case_is_closed(tmp_path, operator):
    person = a_person("SULASTR")
    compared(tmp_path, a_line(person, name="SULASTRI"))
    step(person, "usulkan", operator)

    compared(tmp_path, a_line(person), name="desember.csv")

    with acting(SYSTEM):
        assert not Finding.objects.exists()
        assert Case.objects.get(flow="temuan_padan").state == "SELESAI"


def test_what_is_said_otherwise_next_month_is_open_again_and_the_old_case_is_over(tmp_path, operator):
    person = a_person("SULASTR")
    compared(tmp_path, a_line(person, name="SULASTRI"))
    step(person, "usulkan", operator)

    compared(tmp_path, a_line(person, name="SULASTRI", alive="MENINGGAL", died="2026-11-02"), name="desember.csv")

    found = the_finding(person)
    assert (found.state, found.outcome, found.case_id) == ("TERBUKA", "meninggal", None)
    with acting(SYSTEM):
        assert Case.objects.get(flow="temuan_padan").state == "SELESAI"


def test_what_was_proposed_stays_proposed_while_it_is_said_again(tmp_path, operator):
    person, other = a_person("SULASTR"), a_person("MARSUDI")
    compared(tmp_path, a_line(person, name="SULASTRI"), a_line(other))
    step(person, "usulkan", operator)

    compared(tmp_path, a_line(person, name="SULASTRI"), a_line(other, alive="MENINGGAL", died=""), name="desember.csv")

    assert the_finding(person).state == "DIUSULKAN"


def test_the_operator_of_the_next_kelurahan_finds_nothing(tmp_path, operator):
    neighbour = actor_for(an_official("edi", "OP_DESA", NGRONGGO).pk, at=AT)
    person = a_person("SULASTR")
    compared(tmp_path, a_line(person, name="SULASTRI"))

    with pytest.raises(NotFound):
        step(person, "usulkan", neighbour)
    with pytest.raises(NotFound):
        decide.take_steps(finding_ids=[the_finding(person).pk], action="usulkan", by=neighbour, at=AT)
    assert operator
