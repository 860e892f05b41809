"""Ten officials at the last place: one gets it, the others get the sentence, and the quota holds."""

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.programmes.models import Quota, Replacement
from kesos.programmes.services import replace
from kesos.registry.models import Enrolment
from tests.at_once import all_at_once
from tests.databases import own_copy
from tests.programmes.test_replace import LOCAL
from tests.programmes.world import AT, HEAD, KEDIRI, OFFICE, a_left_place, a_quota, a_recipient, waiting


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    with own_copy(django_db_blocker, "last_place"):
        yield


def plan_and_decide() -> replace.Done:
    made = replace.plan(region_code=KEDIRI, by=OFFICE, at=AT)
    return replace.carry_out(run_id=made.pk, by=HEAD, at=AT)


@pytest.mark.requirement("K-33")
def test_of_ten_who_fill_the_last_place_one_wins_and_nine_are_told(committed):
    quota = a_quota(LOCAL, 1)
    gone = a_left_place()
    for _ in range(12):
        waiting(LOCAL)

    said = all_at_once(*([plan_and_decide] * 10))

    won = [one for one in said if isinstance(one, replace.Done)]
    told = [one for one in said if isinstance(one, Refused)]
    with acting(SYSTEM):
        active = Enrolment.objects.filter(programme=LOCAL, state="AKTIF").count()
        kept = Quota.objects.get(pk=quota.pk)
        done = Replacement.objects.filter(outcome="done").count()
        assert Enrolment.objects.get(pk=gone.pk).state == "DIGANTIKAN"
    assert (len(won), len(told), active, done, kept.taken) == (1, 9, 1, 1, 1)
    assert {one.sentence for one in told} == {"Tidak ada tempat kosong yang belum direncanakan penggantinya."}


def test_of_ten_heads_who_decide_one_plan_one_decides(committed):
    a_left_place()
    waiting(LOCAL)
    made = replace.plan(region_code=KEDIRI, by=OFFICE, at=AT)

    said = all_at_once(*([lambda: replace.carry_out(run_id=made.pk, by=HEAD, at=AT)] * 10))

    assert sorted(type(one).__name__ for one in said) == ["Decided"] * 9 + ["Done"]


@pytest.mark.requirement("K-33")
def test_of_five_who_fill_two_additional_places_two_are_filled_and_no_third(committed):
    quota = a_quota(LOCAL, 2)
    for _ in range(6):
        waiting(LOCAL)

    said = all_at_once(*([plan_and_decide] * 5))

    with acting(SYSTEM):
        active = Enrolment.objects.filter(programme=LOCAL, state="AKTIF").count()
        kept = Quota.objects.get(pk=quota.pk)
    filled = sum(len(one.in_force) for one in said if isinstance(one, replace.Done))
    assert (active, filled, kept.taken) == (2, 2, 2)
    assert {type(one).__name__ for one in said} == {"Done", "NothingVacant"}


def test_a_file_that_takes_the_additional_place_first_leaves_the_head_the_sentence(committed):
    quota = a_quota(LOCAL, 1)
    waiting(LOCAL)
    made = replace.plan(region_code=KEDIRI, by=OFFICE, at=AT)

    said = all_at_once(lambda: replace.carry_out(run_id=made.pk, by=HEAD, at=AT), lambda: a_recipient(LOCAL))

    with acting(SYSTEM):
        active = Enrolment.objects.filter(programme=LOCAL, state="AKTIF").count()
        kept = Quota.objects.get(pk=quota.pk)
    head = said[0]
    assert isinstance(head, replace.Done)
    assert (active, kept.taken) == (1, 1)
    assert len(head.in_force) + len(head.dropped) == 1
