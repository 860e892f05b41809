"""What rules find proposes a check of a recipient, and decides nothing."""

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import Check
from kesos.programmes.queries import check_pages
from kesos.programmes.queries.checks import Filters
from kesos.programmes.services import check_proposals
from tests.programmes.checking import LATER, MONTH, OPERATOR, of, seen, too_rich
from tests.programmes.world import AT, TODAY, a_listed_family, a_recipient, died, enrolled, state_of

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("K-32")
def test_a_rule_proposes_and_decides_nothing():
    rich, plain = a_recipient("PKH", name="KAYA"), a_recipient("PBI-JK", name="BIASA")
    too_rich(rich)

    told = check_proposals.propose_slice(after=0, at=AT)

    found = of(rich)
    assert (told.looked_at, told.proposed, of(plain), state_of(rich)) == (2, 1, None, "AKTIF")
    assert (found.state, found.proposed_at, found.found[0]["code"]) == ("BELUM_DIPERIKSA", AT, "TL-15")
    assert found.found[0]["source"]
    assert found.found[0]["on"] == "2026-11-09"
    assert seen(OPERATOR, Filters(MONTH, proposed=True)) == [rich.pk]


def test_asked_again_a_rule_proposes_nobody_twice():
    too_rich(a_recipient("PKH"))
    check_proposals.propose_slice(after=0, at=AT)

    again = check_proposals.propose_slice(after=0, at=LATER)

    with acting(SYSTEM):
        assert (again.proposed, Check.objects.count()) == (0, 1)


def test_slices_go_on_where_the_last_one_ended():
    for name in ("ANI", "BENI", "CICI"):
        too_rich(a_recipient("PKH", name=name))

    first = check_proposals.propose_slice(after=0, at=AT, most=2)
    second = check_proposals.propose_slice(after=first.last, at=AT, most=2)

    assert (first.proposed, second.proposed, second.last) == (2, 1, None)


def test_the_dead_are_not_proposed():
    own = a_recipient("PKH")
    too_rich(own)
    died(own.person)

    assert check_proposals.propose_slice(after=0, at=AT).proposed == 0


def test_a_persons_own_membership_is_no_second_one_but_a_second_is():
    family, mother = a_listed_family()
    _aunt, _ = a_listed_family("BIBI")
    own = enrolled(family, mother, "PKH")
    with acting(SYSTEM):
        assert check_pages.found_by_rules([own.pk], on=TODAY) == {}

    child = family.memberships.model.objects
    with acting(SYSTEM):
        other = child.filter(family=family).exclude(person=mother).get().person
    enrolled(family, other, "PKH")

    with acting(SYSTEM):
        found = check_pages.found_by_rules([own.pk], on=TODAY)[own.pk]
    assert [each.code for each in found] == ["GANDA"]
