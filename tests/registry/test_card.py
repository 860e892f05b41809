"""Who has this number: as much as the counter needs, the same as the page says, and nothing out of reach."""

from datetime import date

import pytest
from django.http import JsonResponse

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import as_text, masked
from kesos.registry.api import shown
from kesos.registry.models import Enrolment, PovertyTarget, PpksRecord
from kesos.registry.queries import card, people, person_page, pillars
from kesos.registry.queries.ppks import OPEN, secret
from tests.registry.world import AT, BAWANG, NGRONGGO, a_family, a_person, a_source, an_operator

pytestmark = pytest.mark.django_db
HERE, NEXT_DOOR = an_operator(BAWANG), an_operator(NGRONGGO, user_id=12)


@pytest.fixture
def sulastri():
    """Head of three, with aid that runs, aid that ended through a child, a target of the family and a PPKS record."""
    person, child = a_person(), a_person("BUDI", born=date(2012, 1, 1), sex="L")
    family = a_family(person, child, a_person("SITI"), rt="003", rw="001", address="Jl. Melati 4")
    with acting(SYSTEM):
        told = {"source": a_source(), "from_on": date(2025, 1, 1), "family": family}
        listed = {"unlisted_reason": "Putusan musyawarah", **told}
        Enrolment.objects.create(person=person, programme="PKH", state="AKTIF", **listed)
        Enrolment.objects.create(person=child, programme="SEMBAKO", state="SELESAI", to_on=date(2025, 6, 1), **listed)
        PovertyTarget.objects.create(family=family, period="2026", from_on=date(2026, 1, 1), source=told["source"])
        PpksRecord.objects.create(person=person, type="PPKS-08", from_on=date(2025, 1, 1), source=told["source"])
    return person


def asked(actor, nik):
    with acting(actor):
        return card.by_nik(actor, as_text(nik))


def test_who_where_and_the_same_pillars_as_on_the_page(sulastri):
    told = asked(HERE, sulastri.nik)

    assert (told.id, told.full_name, told.nik, told.head_name, told.members) == (
        sulastri.pk, "SULASTRI", sulastri.nik, "SULASTRI", 3,
    )  # fmt: skip
    assert (told.place, told.rt, told.rw) == ("Bawang, Pesantren, Kota Kediri, Jawa Timur", "003", "001")
    with acting(HERE):
        page = person_page.person_page(HERE, sulastri.pk)
        assert pillars.pillars(told, on=AT.date()) == pillars.pillars(page, on=AT.date())
        assert told.place == page.place


def test_the_next_kelurahan_and_nobody_hear_the_same(sulastri):
    for actor, nik in ((NEXT_DOOR, sulastri.nik), (HERE, sulastri.nik + 1)):
        with pytest.raises(NotFound, match="tidak ditemukan"):
            asked(actor, nik)
    with acting(HERE), pytest.raises(Refused, match="16 angka"):
        card.by_nik(HERE, "1234")


def test_a_type_for_roles_with_need_is_not_even_counted_for_others(sulastri):
    with acting(SYSTEM):
        PpksRecord.objects.create(person=sulastri, type=secret()[0], from_on=date(2025, 1, 1), source=a_source())

    plain = asked(HERE, sulastri.nik)
    with_need = asked(an_operator(BAWANG, permissions=("person.view", OPEN)), sulastri.nik)

    assert [one.hidden for one in plain.facts if one.kind == "ppks"] == [False]
    assert sorted((one.hidden, one.code) for one in with_need.facts if one.kind == "ppks") == [
        (False, "PPKS-08"), (True, ""),
    ]  # fmt: skip


def test_somebody_in_no_family_has_a_card_too():
    person = a_person("TUKIYEM")

    told = asked(HERE, person.nik)

    assert (told.kk, told.rt, told.head_name, told.members) == (None, None, None, 0)


def test_a_program_gets_what_the_schema_promises_and_a_masked_number(sulastri):
    told = asked(HERE, sulastri.nik)

    answer = shown.card(told, pillars.pillars(told, on=AT.date()))

    shown.PersonCard.model_validate_json(JsonResponse(answer).content)
    assert answer.keys() == shown.PersonCard.model_fields.keys()
    assert (answer["nik"], answer["services"][0]["services"][0]["standing"]) == (masked(sulastri.nik), "received")


def test_a_list_of_people_keeps_what_its_schema_promises(sulastri):
    with acting(an_operator(BAWANG)):
        rows, _ = people.search(an_operator(BAWANG), text="sulastri")

    for told in [shown.PersonRow.plain(row, nik=shown.number(row.nik)) for row in rows]:
        shown.PersonRow.model_validate_json(JsonResponse(told).content)
        assert told.keys() == shown.PersonRow.model_fields.keys()
        assert told["nik"] == masked(sulastri.nik)
