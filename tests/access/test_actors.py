"""One statement turns a user into an actor; it answers both what they may do and which rows they see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kesos.access.actors import actor_for, standing_of
from kesos.access.models import Delegation, User
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound
from kesos.regions.scope import within
from tests.access.world import AT, BAWANG, DAY, KAB_KEDIRI, KEDIRI, TEMPUREJO, a_grant, a_user, an_actor, an_official

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("X-02")
def test_an_operator_may_act_in_the_own_village_alone():
    operator = an_actor("sari", "OP_DESA", BAWANG)

    assert operator.may("person.view", BAWANG)
    assert not operator.may("person.view", TEMPUREJO)
    assert operator.areas("person.view") == [BAWANG]
    assert operator.all_areas() == [BAWANG]


def test_an_actor_costs_one_query():
    user = an_official("sari", "OP_DESA", BAWANG)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        actor_for(user.pk, at=AT)

    assert len(asked) == 1


@pytest.mark.parametrize(("days", "holds"), [(-31, False), (-30, True), (0, True), (9, True), (10, False)])
def test_a_grant_holds_from_its_first_moment_to_its_last(days, holds):
    user = a_user("sari")
    a_grant(user, "OP_DESA", BAWANG, valid_from=AT - 30 * DAY, valid_to=AT + 10 * DAY)

    assert actor_for(user.pk, at=AT + days * DAY).holds("person.view") is holds


def test_a_user_switched_off_is_no_actor():
    user = an_official("sari", "OP_DESA", BAWANG)
    with acting(SYSTEM):
        User.objects.filter(pk=user.pk).update(is_active=False)

    with pytest.raises(NotFound):
        actor_for(user.pk, at=AT)


def test_an_administrator_of_accounts_is_shown_no_citizen_by_the_database():
    admin = an_actor("tono", "ADMIN", KEDIRI)

    assert admin.may("user.manage", BAWANG)
    assert not admin.holds("person.view")
    assert admin.all_areas() == []


def test_a_social_worker_of_a_home_reaches_by_the_home_and_not_by_area():
    user = a_user("wati")
    a_grant(user, "PEKSOS", KEDIRI, holder="institution:12")

    worker = actor_for(user.pk, at=AT)

    assert worker.holders == {"institution:12"}
    assert worker.may("person.view", BAWANG)
    assert worker.areas("person.view") == []
    assert worker.all_areas() == []


def test_own_family_comes_with_the_actor():
    user = a_user("sari", own_family_id=77)

    assert actor_for(user.pk, at=AT).families == {77}


def a_delegation(kind="plh", *, ends=None):
    head, deputy = an_official("budi", "KADIS", KEDIRI, valid_to=ends), an_official("rini", "KABID", KEDIRI)
    with acting(SYSTEM):
        Delegation.objects.create(
            kind=kind,
            from_user=head,
            to_user=deputy,
            role_id="KADIS",
            area=KEDIRI,
            valid_from=AT,
            valid_to=AT + 7 * DAY,
            letter_number="800/12/2026",
        )
    return head, deputy


@pytest.mark.parametrize(("days", "holds"), [(-0.001, False), (0, True), (6.9, True), (7, False)])
def test_a_deputy_holds_the_office_inside_the_dates_of_the_letter_alone(days, holds):
    _, deputy = a_delegation()

    assert actor_for(deputy.pk, at=AT + days * DAY).holds("audit.view") is holds


def test_what_a_deputy_does_is_marked_as_done_for_the_head():
    head, deputy = a_delegation()

    actor = actor_for(deputy.pk, at=AT)

    assert actor.in_the_name_of("audit.view", BAWANG) == head.pk
    assert actor.as_deputy("audit.view", BAWANG).on_behalf_of == f"user:{head.pk}"
    assert actor.as_deputy("person.view", BAWANG) is actor, "a division head may see people in an office of one's own"


@pytest.mark.parametrize(("kind", "holds"), [("plh", False), ("plt", True)])
def test_a_plh_ends_with_the_office_of_the_absent_and_a_plt_fills_an_empty_one(kind, holds):
    _, deputy = a_delegation(kind, ends=AT + DAY)

    assert actor_for(deputy.pk, at=AT + 2 * DAY).holds("audit.view") is holds


@pytest.mark.requirement("X-02")
def test_one_grant_answers_for_one_row_and_for_the_query():
    with acting(SYSTEM):
        for name, region in (("a.sari", BAWANG), ("b.tini", TEMPUREJO), ("c.edi", KAB_KEDIRI)):
            a_user(name, region=region)
    operator = an_actor("operator", "OP_DESA", BAWANG)

    with acting(SYSTEM):
        by_query = set(User.objects.filter(within(operator.areas("person.view"))).values_list("username", flat=True))
        by_row = {u.username for u in User.objects.all() if operator.may("person.view", u.region_code)}

    assert by_query == by_row == {"a.sari"}


def test_a_role_above_the_village_needs_a_second_factor():
    assert not standing_of(an_official("sari", "OP_DESA", BAWANG).pk, at=AT).needs_second_factor
    assert standing_of(an_official("edi", "TKSK", BAWANG[:6]).pk, at=AT).needs_second_factor
