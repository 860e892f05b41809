"""Many recipients found fit in one act."""

import pytest

from kesos.programmes.services import checks
from tests.programmes.checking import LATER, OPERATOR, SUPERVISOR, looked_at, of, state, too_rich
from tests.programmes.world import AT, NGRONGGO, TODAY, a_recipient

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("K-14")
def test_many_are_found_fit_at_once():
    made = [a_recipient("PBI-JK", name=name) for name in ("ANI", "BENI")]
    looked_at(made[0])

    told = checks.pass_many(enrolments=[each.pk for each in made], by=OPERATOR, at=AT)

    assert (sorted(told.passed), told.refused) == ([each.pk for each in made], {})
    assert [state(each) for each in made] == ["LAYAK", "LAYAK"]


def test_passed_twice_nothing_changes():
    own = a_recipient("PBI-JK")
    checks.pass_many(enrolments=[own.pk], by=OPERATOR, at=AT)

    again = checks.pass_many(enrolments=[own.pk], by=OPERATOR, at=LATER)

    assert (again.passed, list(again.refused), of(own).checked_on) == ([], [own.pk], TODAY)


def test_whom_a_rule_found_something_about_is_never_passed_with_others():
    rich, plain = a_recipient("PKH", name="KAYA"), a_recipient("PBI-JK", name="BIASA")
    too_rich(rich)

    told = checks.pass_many(enrolments=[rich.pk, plain.pk], by=OPERATOR, at=AT)

    assert (told.passed, told.refused) == ([plain.pk], {rich.pk: checks.ONE_BY_ONE})
    assert of(rich) is None


def test_those_of_the_next_kelurahan_are_left_out_of_an_act_on_many():
    own, other = a_recipient("PBI-JK"), a_recipient("PBI-JK", region=NGRONGGO)

    told = checks.pass_many(enrolments=[own.pk, other.pk], by=OPERATOR, at=AT)

    assert (told.passed, told.refused, of(other)) == ([own.pk], {}, None)


def test_who_may_see_but_not_decide_passes_nobody():
    own = a_recipient("PBI-JK")

    told = checks.pass_many(enrolments=[own.pk], by=SUPERVISOR, at=AT)

    assert (told.passed, list(told.refused), of(own)) == ([], [own.pk], None)
