"""The criteria of the poor weighed from the last visit, and the threshold a place sets."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.programmes.models import CriteriaThreshold
from kesos.programmes.queries import criteria
from kesos.programmes.services import check_proposals
from kesos.registry.models import PersonVisit
from tests.programmes.checking import WELL_OFF, a_threshold, of, visited
from tests.programmes.world import ADMIN, AT, KEDIRI, TODAY, a_recipient
from tests.registry.world import a_source

pytestmark = pytest.mark.django_db


def test_criteria_without_a_visit_are_all_unknown():
    own = a_recipient("PKH")

    with acting(SYSTEM):
        weighed = criteria.of_recipients([own.pk], on=TODAY)[own.pk]

    assert (weighed.met, weighed.unknown, weighed.visited_on, weighed.below) == (0, 8, None, False)


def test_without_a_place_to_live_no_further_criterion_is_asked():
    own = a_recipient("PKH")
    visited(own, has_dwelling=False, floor_type="2")
    a_threshold(8)

    with acting(SYSTEM):
        weighed = criteria.of_recipients([own.pk], on=TODAY)[own.pk]

    assert (weighed.at_once, weighed.below) == (True, False)


@pytest.mark.parametrize(
    ("answers", "code", "met"),
    [
        ({"floor_type": "8"}, "FM-E", True),
        ({"floor_type": "2"}, "FM-E", False),
        ({"wall_type": "4"}, "FM-F", True),
        ({"wall_type": "1"}, "FM-F", None),
        ({"toilet_facility": "6"}, "FM-G", True),
        ({"toilet_facility": "1"}, "FM-G", False),
        ({"power_source": "4"}, "FM-H", True),
        ({"power_source": "1", "power_va_1": "1"}, "FM-H", True),
        ({"power_source": "1", "power_va_1": "3"}, "FM-H", False),
        ({"power_source": "2"}, "FM-H", None),
        ({"food_insecure_12m": True}, "FM-B", True),
        ({"food_spend": 600, "total_spend": 1000}, "FM-C", True),
        ({"food_spend": 500, "total_spend": 1000}, "FM-C", False),
        ({"food_spend": 500}, "FM-C", None),
        ({"clothes_spend_12m": 0}, "FM-D", True),
        ({"clothes_spend_12m": 5}, "FM-D", False),
        ({"has_dwelling": True}, "FM-0", False),
    ],
    ids=lambda value: str(value),
)
def test_each_criterion_is_met_or_not_or_not_known(answers, code, met):
    own = a_recipient("PKH")
    visited(own, **answers)

    with acting(SYSTEM):
        weighed = criteria.of_recipients([own.pk], on=TODAY)[own.pk]

    assert {each.code: each.met for each in weighed.criteria}[code] is met


def test_whether_the_head_works_is_asked_of_the_head():
    own = a_recipient("PKH")
    visit = visited(own)
    with acting(SYSTEM):
        PersonVisit.objects.create(person=own.person, visit=visit, worked="2", source=a_source(), recorded_at=AT)
        weighed = criteria.of_recipients([own.pk], on=TODAY)[own.pk]

    assert {each.code: each.met for each in weighed.criteria}["FM-A"] is True


def test_below_the_threshold_of_the_place_a_rule_proposes():
    own = a_recipient("PBI-JK")
    visited(own, **WELL_OFF)
    a_threshold(3)

    check_proposals.propose_slice(after=0, at=AT)

    said = of(own).found[0]
    assert (said["code"], said["source"], said["on"]) == ("FM", "Kepmensos 262/HUK/2022", "2026-10-05")
    assert "Batas di sini 3 kriteria" in said["sentence"]


def test_without_a_threshold_people_alone_weigh_the_criteria():
    own = a_recipient("PBI-JK")
    visited(own, **WELL_OFF)

    told = check_proposals.propose_slice(after=0, at=AT)

    with acting(SYSTEM):
        assert "musyawarah yang menilai" in criteria.of_recipients([own.pk], on=TODAY)[own.pk].told
    assert told.proposed == 0


def test_what_is_not_known_may_still_be_met():
    own = a_recipient("PBI-JK")
    visited(own, floor_type="2")
    a_threshold(3)

    assert check_proposals.propose_slice(after=0, at=AT).proposed == 0


def test_an_administrator_sets_a_threshold_and_the_earlier_one_ends():
    able = ADMIN.__class__(
        user_id=401, name="Admin", grants=ADMIN.grants | {("setting.manage", KEDIRI)}, roles=ADMIN.roles
    )
    a_threshold(3)

    check_proposals.set_threshold(
        region_code=KEDIRI, least=4, basis="Perwali baru", valid_from=date(2027, 1, 1), by=able, at=AT
    )

    with acting(SYSTEM):
        kept = list(CriteriaThreshold.objects.order_by("valid_from").values_list("least", "valid_to"))
    assert kept == [(3, date(2026, 12, 31)), (4, None)]


@pytest.mark.parametrize(
    "bad",
    [{"region_code": "35"}, {"least": 9}, {"least": 0}, {"basis": " "}, {"valid_from": date(2026, 1, 1)}],
    ids=lambda bad: "_".join(bad),
)
def test_a_threshold_that_makes_no_sense_is_refused(bad):
    able = ADMIN.__class__(user_id=401, name="Admin", grants=frozenset({("setting.manage", KEDIRI)}))
    told = {"region_code": KEDIRI, "least": 3, "basis": "Perwali", "valid_from": date(2027, 1, 1)} | bad

    with pytest.raises(Refused):
        check_proposals.set_threshold(**told, by=able, at=AT)

    with acting(SYSTEM):
        assert not CriteriaThreshold.objects.exists()


@pytest.mark.parametrize(
    "bad", [{"least": 9}, {"basis": ""}, {"valid_to": date(2020, 1, 1)}], ids=lambda bad: "_".join(bad)
)
def test_the_database_keeps_a_threshold_whole(bad):
    a_threshold(3)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="criteria_threshold_"), transaction.atomic():
        CriteriaThreshold.objects.update(**bad)


def test_two_thresholds_never_hold_on_one_day():
    a_threshold(3)

    with pytest.raises(IntegrityError, match="one_a_day"), transaction.atomic():
        a_threshold(4)
