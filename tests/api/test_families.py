"""A family by a program: registered once, asked about what is odd, refused field by field."""

import pytest

from kesos.foundation.numbers import as_text, masked
from tests.api.world import BAWANG, NGRONGGO, a_program
from tests.registry.world import a_person

pytestmark = pytest.mark.django_db
YATEMI = {"full_name": "YATEMI", "nik": "9971035204797001", "sex": "P", "relation": "1", "birth_date": "1979-04-12"}
FAMILY = {"kk": "9971030101107001", "region_code": BAWANG, "address": "JL. MAWAR 3", "members": [YATEMI]}


@pytest.fixture
def operator():
    return a_program("OP_DESA", BAWANG)


def test_a_family_sent_twice_is_one_family(operator):
    first = operator.post("/families", FAMILY)
    second = operator.post("/families", FAMILY)

    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == {**first.json(), "created": False}


def test_what_is_odd_is_asked_about_and_taken_once_it_is_confirmed(operator):
    odd = {**YATEMI, "sex": "L"}

    asked = operator.post("/families", {**FAMILY, "members": [odd]})
    sure = operator.post("/families", {**FAMILY, "members": [{**odd, "confirmed": True}]})

    assert (asked.status_code, asked.json()["code"]) == (422, "family_to_confirm")
    assert [each["field"] for each in asked.json()["errors"]] == ["members.0.sex"]
    assert sure.status_code == 201


def test_each_wrong_field_is_told_with_its_remedy(operator):
    answer = operator.post("/families", {**FAMILY, "kk": "12", "members": [{**YATEMI, "nik": ""}]})

    assert (answer.status_code, answer.json()["code"]) == (422, "family_wrong")
    assert {each["field"] for each in answer.json()["errors"]} == {"kk", "members.0.nik"}


def test_a_mistyped_number_tells_masked_whom_it_may_have_meant(operator):
    known, other = a_person("YATEMI"), a_person("YATEMI", region=NGRONGGO)

    here = operator.post("/people/near", {"number": as_text(known.nik)[:-1]}).json()
    there = operator.post("/people/near", {"number": as_text(other.nik)[2:]}).json()

    assert masked(known.nik) in str(here)
    assert other.pk not in [each["id"] for each in here]
    assert there == []
