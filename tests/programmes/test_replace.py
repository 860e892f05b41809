"""Who follows whom: nearest first, in the order of the list, never above the quota."""

from datetime import date, timedelta

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound
from kesos.programmes.models import PassedOver, Quota, Replacement, ReplacementRun, Seat, Vacancy, Waiting
from kesos.programmes.services import replace
from kesos.registry.models import Enrolment, Person
from tests.programmes.world import (
    AT,
    BAWANG,
    HEAD,
    KEDIRI,
    MOJOROTO,
    NGRONGGO,
    OFFICE,
    OPERATOR,
    a_left_place,
    a_quota,
    enrolled,
    official,
    state_of,
    waiting,
)

pytestmark = pytest.mark.django_db
LOCAL = "PBPU-PEMDA"  # a programme of the region: the head's decision fills the place


def plan(**more) -> ReplacementRun:
    return replace.plan(region_code=more.pop("region_code", KEDIRI), by=more.pop("by", OFFICE), at=AT, **more)


def successors(run: ReplacementRun) -> list[int]:
    with acting(SYSTEM):
        return list(Replacement.objects.filter(run=run).order_by("id").values_list("waiting", flat=True))


@pytest.mark.requirement("K-33")
def test_a_place_goes_to_the_first_of_the_same_kelurahan():
    gone = a_left_place()
    second = waiting(LOCAL, decile=3)
    first = waiting(LOCAL, decile=1)
    elsewhere = waiting(LOCAL, decile=1, region=NGRONGGO)

    made = plan()
    done = replace.carry_out(run_id=made.pk, by=HEAD, at=AT)

    with acting(SYSTEM):
        told = Replacement.objects.get(run=made)
        follower = Enrolment.objects.get(pk=told.enrolment_id)
        left = {w.pk: w.left_as for w in Waiting.objects.filter(pk__in=[first.pk, second.pk, elsewhere.pk])}
    assert (done.in_force, told.waiting_id, told.reach, told.rank, told.among) == ([told.pk], first.pk, 10, 1, 2)
    assert (follower.person_id, follower.programme, follower.state) == (first.person_id, LOCAL, "AKTIF")
    assert left == {first.pk: "placed", second.pk: "", elsewhere.pk: ""}
    assert state_of(gone) == "DIGANTIKAN"


def test_where_nobody_waits_in_the_kelurahan_the_kecamatan_is_asked_and_then_the_city():
    a_left_place()
    a_left_place(region=MOJOROTO)
    same_kecamatan = waiting(LOCAL, decile=4, region=NGRONGGO)
    far = waiting(LOCAL, decile=1, region=NGRONGGO, proposed_on=date(2026, 10, 1))

    made = plan()

    with acting(SYSTEM):
        told = {r.vacancy.region_code: (r.waiting_id, r.reach) for r in Replacement.objects.select_related("vacancy")}
    assert told == {BAWANG: (far.pk, 6), MOJOROTO: (same_kecamatan.pk, 4)}
    assert made.vacancies == 2


@pytest.mark.parametrize(
    ("ahead", "behind"),
    [
        ({"decile": 1}, {"decile": 2}),
        ({"decile": 5}, {"decile": None}),
        ({"flags": 3}, {"flags": 4}),
        ({"score": 2}, {"score": 1}),
        ({"proposed_on": date(2026, 8, 1)}, {"proposed_on": date(2026, 8, 2)}),
        ({}, {}),
    ],
    ids=["decile", "unknown_decile_last", "more_flags", "score", "date", "who_came_first"],
)
def test_the_list_is_in_the_order_of_decile_priority_score_and_date(ahead, behind):
    a_left_place()
    first = waiting(LOCAL, **{"decile": 2} | ahead)
    waiting(LOCAL, **{"decile": 2} | behind)

    assert successors(plan()) == [first.pk]


def test_a_family_that_holds_an_excluding_programme_is_passed_over_and_told_why():
    a_left_place()
    holder = waiting(LOCAL, decile=1)
    enrolled(holder.family, holder.person, "PBI-JK")
    free = waiting(LOCAL, decile=4)

    made = plan()

    with acting(SYSTEM):
        passed = PassedOver.objects.get(run=made)
    assert successors(made) == [free.pk]
    assert passed.waiting_id == holder.pk
    assert "Jaminan Kesehatan" in passed.reason


def test_one_family_is_not_planned_for_two_programmes_that_exclude_each_other():
    a_left_place("PKH")
    a_left_place("PERMAKANAN")
    both = waiting("PKH", decile=1)
    with acting(SYSTEM):
        Waiting.objects.create(
            programme_id="PERMAKANAN", family=both.family, person=both.person, region_code=BAWANG, decile=1,
            proposed_on=date(2026, 9, 1), entered_at=AT,
        )  # fmt: skip

    made = plan()

    assert successors(made) == [both.pk]


def test_who_became_unfit_after_the_plan_is_dropped_and_the_place_stays_free():
    gone = a_left_place()
    first = waiting(LOCAL, decile=1)
    made = plan()
    with acting(SYSTEM):
        Person.objects.filter(pk=first.person_id).update(died_on=date(2026, 11, 8), updated_at=AT)

    done = replace.carry_out(run_id=made.pk, by=HEAD, at=AT)

    with acting(SYSTEM):
        told = Replacement.objects.get(run=made)
        assert Vacancy.objects.get(enrolment=gone).outcome == ""
        assert not Enrolment.objects.filter(person=first.person_id).exists()
    assert (told.outcome, "meninggal" in told.note, done.in_force) == ("dropped", True, [])
    assert state_of(gone) == "NONAKTIF_MENINGGAL"


@pytest.mark.requirement("K-33")
def test_a_programme_of_the_centre_proposes_a_successor_and_waits_for_the_decree():
    gone = a_left_place("PBI-JK")
    first = waiting("PBI-JK", decile=1)
    made = plan()

    done = replace.carry_out(run_id=made.pk, by=HEAD, at=AT)

    with acting(SYSTEM):
        assert Vacancy.objects.get(enrolment=gone).outcome == "proposed"
        assert not Enrolment.objects.filter(person=first.person_id).exists()
    assert (len(done.proposed), state_of(gone)) == (1, "NONAKTIF_MENINGGAL")


def test_whoever_came_after_the_plan_and_stands_before_is_not_passed_over():
    gone = a_left_place()
    waiting(LOCAL, decile=3)
    made = plan()
    later = waiting(LOCAL, decile=1)
    with acting(SYSTEM):
        Waiting.objects.filter(pk=later.pk).update(entered_at=AT + timedelta(hours=1))

    done = replace.carry_out(run_id=made.pk, by=HEAD, at=AT + timedelta(hours=2))

    assert (done.in_force, state_of(gone)) == ([], "NONAKTIF_MENINGGAL")
    assert "mendahuluinya" in next(iter(done.dropped.values()))


def test_the_seat_passes_to_the_successor_and_the_quota_stays_full():
    quota = a_quota(LOCAL, 1)
    a_left_place()
    waiting(LOCAL)

    replace.carry_out(run_id=plan().pk, by=HEAD, at=AT)

    with acting(SYSTEM):
        seat = Seat.objects.get(quota=quota)
        assert Quota.objects.get(pk=quota.pk).taken == 1
        assert seat.enrolment.state == "AKTIF"


def test_two_vacancies_and_one_who_waits_leave_one_place_open():
    a_left_place()
    a_left_place()
    waiting(LOCAL)

    made = plan()

    assert (made.vacancies, len(successors(made))) == (2, 1)


def test_the_same_rows_give_the_same_plan():
    for _ in range(3):
        a_left_place()
    for decile in (3, 1, 2, 1, 3):
        waiting(LOCAL, decile=decile)
    first = plan()
    told = successors(first)
    with acting(SYSTEM):
        Replacement.objects.filter(run=first).update(outcome="dropped")

    assert successors(plan()) == told


def test_a_place_is_planned_once():
    a_left_place()
    waiting(LOCAL)
    waiting(LOCAL)
    plan()

    with pytest.raises(replace.NothingVacant, match="Tidak ada tempat kosong"):
        plan()


def test_a_place_for_which_nobody_waits_makes_no_plan_however_often_it_is_asked_for():
    a_left_place()

    for _ in range(2):
        with pytest.raises(replace.NothingVacant, match="Tidak ada yang menunggu"):
            plan()

    with acting(SYSTEM):
        assert not ReplacementRun.objects.exists()


def test_a_plan_is_decided_once():
    a_left_place()
    waiting(LOCAL)
    made = plan()
    replace.carry_out(run_id=made.pk, by=HEAD, at=AT)

    with pytest.raises(replace.Decided):
        replace.carry_out(run_id=made.pk, by=HEAD, at=AT)


def test_an_operator_of_a_kelurahan_plans_nothing():
    a_left_place()

    with pytest.raises(NotAllowed):
        plan(by=OPERATOR, region_code=BAWANG)


def test_the_head_of_another_city_finds_no_plan():
    a_left_place()
    waiting(LOCAL)
    made = plan()

    with pytest.raises(NotFound):
        replace.carry_out(run_id=made.pk, by=official("KADIS", "3372", 901), at=AT)
