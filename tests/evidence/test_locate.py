"""Where a house stands: by device, map, numbers, or none with a reason; the registry follows with its history."""

from datetime import timedelta
from decimal import Decimal

import pytest

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.evidence.models import HousePoint
from kesos.evidence.services.locate import Told, locate
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.registry.models import Family, FamilyHistory
from tests.evidence.world import AT, BAWANG, INSIDE, NEIGHBOUR, OPERATOR, a_house, point, somebody

pytestmark = pytest.mark.django_db


def position(family: Family) -> tuple:
    with acting(SYSTEM):
        found = Family.objects.get(pk=family.pk)
    return found.latitude, found.longitude, found.position_accuracy_m


@pytest.mark.requirement("K-24")
def test_a_point_of_the_device_stands_on_the_family_with_accuracy_source_and_history():
    family = a_house()

    point(family, accuracy_m=8)
    point(family, accuracy_m=4, at=AT + timedelta(days=3))

    assert position(family) == (*INSIDE, 4)
    with acting(SYSTEM):
        before = [told.before for told in FamilyHistory.objects.filter(family=family).order_by("pk")]
        source = Family.objects.select_related("source").get(pk=family.pk).source
        assert HousePoint.objects.filter(family=family).count() == 2
        assert HousePoint.objects.get(family=family, is_current=True).accuracy_m == 4
        assert AuditEvent.objects.filter(kind="evidence.located").count() == 2
    assert before[1]["position_accuracy_m"] == 8
    assert source.title == "Titik rumah dari perangkat, Dwi Astutik"


@pytest.mark.requirement("K-24")
def test_no_point_needs_a_reason_and_takes_the_former_one_away_into_the_history():
    family = a_house()
    point(family, accuracy_m=8)

    point(family, how="none", reason="unwilling", note="Pemilik kos keberatan")

    assert position(family) == (None, None, None)
    with acting(SYSTEM):
        told = FamilyHistory.objects.filter(family=family).latest("pk").before
    assert told["latitude"] == float(INSIDE[0])


def test_the_same_point_twice_changes_nothing():
    family = a_house()
    first = locate(family_id=family.pk, told=Told("map", *INSIDE), by=OPERATOR, at=AT)

    again = locate(family_id=family.pk, told=Told("map", *INSIDE), by=OPERATOR, at=AT + timedelta(hours=1))

    assert (first.created, again.created) == (True, False)
    with acting(SYSTEM):
        assert HousePoint.objects.count() == 1
        assert FamilyHistory.objects.filter(family=family).count() == 1


def test_numbers_that_a_form_sends_back_leave_the_point_of_the_device_as_it_was():
    family = a_house()
    point(family, accuracy_m=8)

    again = locate(family_id=family.pk, told=Told("typed", *INSIDE), by=OPERATOR, at=AT + timedelta(days=1))

    assert not again.created
    assert position(family) == (*INSIDE, 8)


WRONG = {
    "way": (Told("kira-kira", *INSIDE), "point_wrong"),
    "paris": (Told("map", Decimal("48.8"), Decimal("2.3")), "point_wrong"),
    "turned": (Told("typed", Decimal("112.05"), Decimal("-7.84")), "point_wrong"),
    "half": (Told("device", INSIDE[0], None, 5), "point_wrong"),
    "nan": (Told("typed", Decimal("NaN"), INSIDE[1]), "point_wrong"),
    "inaccurate": (Told("device", *INSIDE, 50_000), "point_wrong"),
    "no_reason": (Told("none"), "reason_missing"),
    "odd_reason": (Told("none", reason="malas"), "reason_missing"),
    "other_untold": (Told("none", reason="other"), "reason_missing"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_makes_no_place_is_refused_with_a_sentence_and_nothing_is_written(what):
    family = a_house()
    told, code = WRONG[what]

    with pytest.raises(Refused) as refused:
        locate(family_id=family.pk, told=told, by=OPERATOR, at=AT)

    assert refused.value.code == code
    assert len(refused.value.sentence) > 20
    assert position(family) == (None, None, None)
    with acting(SYSTEM):
        assert not HousePoint.objects.exists()


def test_who_may_look_and_not_record_is_refused_and_the_next_kelurahan_finds_no_family():
    family = a_house()

    with pytest.raises(NotAllowed):
        point(family, by=somebody(BAWANG, held=("person.view",)))
    with pytest.raises(NotFound):
        point(family, by=NEIGHBOUR)

    assert position(family) == (None, None, None)
