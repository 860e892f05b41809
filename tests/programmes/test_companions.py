"""Companions see, look at and propose the families they were given, and the office gives them."""

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.programmes.services import checks
from kesos.programmes.services import field_notes as notes
from kesos.registry.models import Reach
from tests.access.world import a_grant, a_user
from tests.programmes.checking import (
    HOLDER,
    OFFICE,
    OPERATOR,
    SUPERVISOR,
    UNFIT,
    a_companion,
    given,
    looked_at,
    seen,
    state,
    with_papers,
)
from tests.programmes.world import AT, BAWANG, TODAY, a_listed_family, a_recipient

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("K-18")
def test_a_companion_sees_the_given_recipients_and_nobody_else():
    own = a_recipient("PKH", name="DAMPINGAN")
    a_recipient("PKH", name="LAIN")
    given(own.person)

    assert seen(a_companion()) == [own.pk]
    assert seen(a_companion(holder="assignment:8")) == []


@pytest.mark.requirement("K-18")
def test_a_companion_looks_and_proposes_and_the_office_approves():
    own = a_recipient("PBI-JK")
    given(own.person)
    companion = a_companion()
    check = with_papers(looked_at(own, companion), companion)

    found = checks.find_unfit(check=check, on=TODAY, by=companion, at=AT, **UNFIT)
    checks.weigh(check=found, action="setujui", by=SUPERVISOR, at=AT)

    assert state(own) == "MENUNGGU_PENGESAHAN"


def test_a_companion_finds_nobody_fit():
    own = a_recipient("PBI-JK")
    given(own.person)
    companion = a_companion()

    with pytest.raises(Refused):
        checks.find_fit(check=looked_at(own, companion), on=TODAY, by=companion, at=AT)

    assert state(own) == "DIPERIKSA"


def test_somebody_elses_families_are_not_found_by_a_companion():
    own = a_recipient("PBI-JK")
    given(own.person, holder="assignment:8")

    with pytest.raises(NotFound):
        looked_at(own, a_companion())


@pytest.fixture
def tri():
    user = a_user("tri")
    a_grant(user, "PENDAMPING", BAWANG, holder=HOLDER)
    return user


@pytest.mark.requirement("K-18")
def test_families_of_an_rw_are_given_to_a_companion_in_one_act(tri):
    near, far = a_recipient("PKH", name="DEKAT"), a_recipient("PKH", name="JAUH")
    a_listed_family("TANPA BANTUAN")
    with acting(SYSTEM):
        type(near.family).objects.filter(pk=near.family_id).update(rw="003", updated_at=AT)
        type(near.family).objects.filter(pk=far.family_id).update(rw="004", updated_at=AT)

    told = notes.assign(holder=HOLDER, village=BAWANG, rw="3", by=OFFICE, at=AT)

    assert (told.families, told.people, seen(a_companion())) == (1, 2, [near.pk])


def test_a_check_begun_before_goes_along_with_its_family(tri):
    own = a_recipient("PKH")
    check = looked_at(own)
    notes.assign(holder=HOLDER, village=BAWANG, by=OFFICE, at=AT)
    companion = a_companion()
    with_papers(check, companion)

    found = checks.find_unfit(check=check, on=TODAY, by=companion, at=AT, **UNFIT)

    assert found.state == "USUL_TIDAK_LAYAK"


def test_given_again_nothing_changes_and_given_to_another_the_first_one_has_them_no_more(tri):
    other = a_user("ani")
    a_grant(other, "PENDAMPING", BAWANG, holder="assignment:8")
    own = a_recipient("PKH")
    notes.assign(holder=HOLDER, village=BAWANG, by=OFFICE, at=AT)

    again = notes.assign(holder=HOLDER, village=BAWANG, by=OFFICE, at=AT)
    notes.assign(holder="assignment:8", village=BAWANG, by=OFFICE, at=AT)

    with acting(SYSTEM):
        open_now = set(Reach.objects.filter(to_on=None).values_list("holder", flat=True))
    assert (again.people, open_now, seen(a_companion(holder="assignment:8"))) == (0, {"assignment:8"}, [own.pk])


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"holder": "assignment:99"}, "pendamping"),
        ({"rw": "77"}, "Tidak ada keluarga"),
        ({"village": "3506"}, "Kelurahan"),
        ({"village": "3506010001"}, "Kelurahan"),
    ],
    ids=["no_companion", "nobody_there", "no_village", "elsewhere"],
)
def test_an_assignment_that_makes_no_sense_is_refused(tri, told, why):
    a_recipient("PKH")

    with pytest.raises(Refused, match=why):
        notes.assign(**({"holder": HOLDER, "village": BAWANG} | told), by=OFFICE, at=AT)

    with acting(SYSTEM):
        assert not Reach.objects.exists()


def test_an_operator_assigns_nobody(tri):
    a_recipient("PKH")

    with pytest.raises(NotFound):
        notes.assign(holder=HOLDER, village=BAWANG, by=OPERATOR, at=AT)
