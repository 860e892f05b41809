"""The manager or head has died: another adult of the same card takes over, with two people agreeing."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.journeys.services.change_manager import approve_manager, propose_manager
from kesos.programmes.models import Vacancy
from kesos.registry.models import Enrolment, Membership
from tests.journeys.world import AT, OPERATOR, SUPERVISOR, a_death, aid, arrive, enrolled
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db


def test_the_family_waits_for_another_manager_and_is_active_again_when_both_agree():
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI")
    held = enrolled(father, family=a_family(father, mother))
    arrive(a_death(father))
    waits = aid(held)

    first = propose_manager(enrolment_id=held.pk, person_id=mother.pk, by=OPERATOR, at=AT)
    between = aid(held)
    second = approve_manager(enrolment_id=held.pk, by=SUPERVISOR, at=AT)

    assert (waits, first, between, second) == ("NONAKTIF_MENINGGAL", False, "NONAKTIF_MENINGGAL", True)
    with acting(SYSTEM):
        now = Enrolment.objects.get(pk=held.pk)
        assert (now.state, now.person_id, now.to_on) == ("AKTIF", mother.pk, None)
        assert Membership.objects.get(person=mother, left_on=None).relation == 1
        assert not Vacancy.objects.filter(enrolment=held, outcome="").exists()


def test_the_death_of_a_head_who_was_not_the_manager_makes_the_familys_aid_wait_as_well():
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI")
    held = enrolled(mother, family=a_family(father, mother))

    arrive(a_death(father))

    assert aid(held) == "NONAKTIF_MENINGGAL"


def test_a_child_or_somebody_of_another_card_does_not_take_over():
    father, child = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("BUDI", born=date(2015, 5, 5))
    other = a_person("TETANGGA")
    held = enrolled(father, family=a_family(father, child))
    arrive(a_death(father))

    for wrong in (child, other):
        with pytest.raises(Refused, match="orang dewasa"):
            propose_manager(enrolment_id=held.pk, person_id=wrong.pk, by=OPERATOR, at=AT)

    assert aid(held) == "NONAKTIF_MENINGGAL"


def test_without_another_adult_the_place_is_free():
    father, child = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("BUDI", born=date(2015, 5, 5))
    held = enrolled(father, family=a_family(father, child))

    arrive(a_death(father))

    with acting(SYSTEM):
        assert Vacancy.objects.filter(enrolment=held, outcome="").count() == 1
