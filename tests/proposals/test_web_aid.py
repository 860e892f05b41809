"""Aid proposed on the screen: what the rules find comes before the button, and the page tells it afterwards."""

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import Proposal
from kesos.registry.models import Decile
from tests.programmes.world import a_listed_family
from tests.proposals.visiting import visit
from tests.proposals.world import NEXT_OPERATOR, OPERATOR
from tests.registry.world import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


START = "/usulan/bantuan/"


def start(family, person, programme="SEMBAKO", *, by=OPERATOR):
    return visit(by, START, {"keluarga": family.pk, "penerima": person.pk, "program": programme})


def act(page: str, action: str):
    return visit(OPERATOR, f"{page}langkah/", {"langkah": action})


def state() -> str:
    with acting(SYSTEM):
        return Proposal.objects.select_related("case").get().case.state


@pytest.mark.requirement("K-11")
def test_the_operator_sees_each_failed_rule_in_words_before_proposing():
    _family, person = a_listed_family("SULASTRI", decile=9)

    page = visit(OPERATOR, START, warga=person.pk, program="SEMBAKO")

    assert "Desil 9 (rilis 2026-3) di atas batas program, yaitu desil 5." in page


@pytest.mark.requirement("K-11")
def test_a_draft_is_opened_and_handed_in_from_its_page():
    family, person = a_listed_family("SULASTRI")

    made = start(family, person).where
    act(made, "ajukan")

    assert state() == "MUSYAWARAH"
    assert "Menunggu musyawarah" in visit(OPERATOR, made)


def test_who_was_chosen_stays_chosen_whatever_the_number():
    """The numbers of people have four digits and more wherever there are people."""
    family, _head = a_listed_family("SULASTRI", members=(a_person("WINARNI PUTRI", id=258749),))

    page = visit(OPERATOR, START, keluarga=family.pk, program="SEMBAKO", penerima=258749)

    assert '<option value="258749" selected>WINARNI PUTRI' in page.raw


def test_who_is_of_another_family_is_refused_and_nobody_is_put_in_their_place():
    family, _head = a_listed_family("SULASTRI")
    other = a_person("YATEMI")

    answer = visit(OPERATOR, START, {"keluarga": family.pk, "penerima": other.pk, "program": "SEMBAKO"})

    assert "bukan anggota keluarga ini" in answer
    with acting(SYSTEM):
        assert not Proposal.objects.exists()


def test_what_failed_stands_on_the_page_and_can_be_mended():
    family, person = a_listed_family("SULASTRI", decile=9)
    made = start(family, person).where
    act(made, "ajukan")
    failed = visit(OPERATOR, made)
    with acting(SYSTEM):
        Decile.objects.filter(family=family).update(decile=2)

    act(made, "perbaiki_data")
    act(made, "ajukan")

    assert "di atas batas program" in failed
    assert state() == "MUSYAWARAH"


def test_the_list_tells_programmes_apart():
    family, person = a_listed_family("SULASTRI")
    start(family, person, "SEMBAKO")
    start(family, person, "PKH")

    page = visit(OPERATOR, "/usulan/", jenis="PKH")

    assert "SULASTRI · PKH" in page
    assert "SULASTRI · SEMBAKO" not in page


def test_the_next_kelurahan_finds_neither_family_nor_proposal():
    family, person = a_listed_family("SULASTRI")
    made = start(family, person).where

    assert start(family, person, by=NEXT_OPERATOR).status == 404
    assert visit(NEXT_OPERATOR, made).status == 404


def test_twice_in_a_month_is_refused_in_words():
    family, person = a_listed_family("SULASTRI")
    start(family, person)

    again = start(family, person)

    assert again.status == 409
    assert "Sudah diusulkan untuk" in again
