"""A place is typed by its name and chosen; nobody is offered a place where they may give nothing."""

import pytest
from django.urls import reverse

from kesos.access.models import Grant
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.access.world import BAWANG, KAB_KEDIRI, KEDIRI, an_official
from tests.rules.conftest import signed_in_as

__all__ = ["signed_in_as"]
pytestmark = pytest.mark.django_db
GIVEN = {"role": "OP_DESA", "reason": "SK 800/1/2026"}


@pytest.fixture
def owner():
    return an_official("sari", "STAF", KEDIRI)


@pytest.fixture
def give(signed_in_as, owner):
    """The administrator of the city sends the form of a role."""
    client = signed_in_as("tono", "ADMIN", KEDIRI)
    return lambda **sent: client.post(reverse("access:give_grant", args=[owner.pk]), {**GIVEN, **sent})


def areas_of(owner):
    with acting(SYSTEM):
        return list(Grant.objects.filter(user=owner, role_id="OP_DESA").values_list("area", flat=True))


@pytest.mark.parametrize("typed", ["Bawang", "bawang ", "35.71.03.1009", "3571031009", "Bawang, Pesantren"])
def test_one_place_of_that_name_in_the_own_area_is_taken(give, owner, typed):
    answer = give(cari_area=typed)

    assert answer.status_code == 302
    assert areas_of(owner) == [BAWANG]


def test_several_places_of_that_name_are_offered_and_one_is_chosen_in_the_second_step(give, owner):
    first = give(cari_area="Pesantren")

    page = first.content.decode()
    second = give(cari_area="Pesantren", area="357103")

    assert first.status_code == 422
    assert "Pilih salah satu" in page
    assert 'name="area" value="357103"' in page
    assert second.status_code in (302, 422)  # the role itself is given in a kelurahan alone: the service's rule
    assert areas_of(owner) == []


def test_a_name_typed_beside_an_earlier_card_wins(give, owner):
    give(area=KEDIRI, cari_area="Bawang")

    assert areas_of(owner) == [BAWANG]


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_either_apostrophe_is_searched(signed_in_as, apostrophe):
    client = signed_in_as("tono", "ADMIN", "")

    answer = client.get(
        reverse("regions:picker"), {"cari_area": f"Ma{apostrophe}rang", "nama": "area", "izin": "user.manage"}
    )

    assert answer.status_code == 200
    assert "Ma" in answer.content.decode()
    assert 'name="area"' in answer.content.decode()


def test_the_next_city_is_neither_found_by_name_nor_offered_while_typing(signed_in_as, owner):
    client = signed_in_as("wati", "ADMIN", KAB_KEDIRI)

    offered = client.get(reverse("regions:picker"), {"cari_area": "Bawang", "nama": "area", "izin": "user.manage"})
    sent = client.post(
        reverse("access:invite"), {"username": "baru.sekali", "full_name": "Baru", "cari_region_code": "35.71.03.1009"}
    )

    assert BAWANG not in offered.content.decode()
    assert sent.status_code == 200
    assert "Tidak ada wilayah yang cocok" in sent.content.decode()
    assert BAWANG not in sent.content.decode()


def test_a_place_by_that_name_nowhere_is_told_in_a_sentence(give, owner):
    answer = give(cari_area="Negeri Dongeng xyz")

    assert answer.status_code == 422
    assert "Tidak ada wilayah yang cocok" in answer.content.decode()
    assert areas_of(owner) == []


def test_the_form_opens_with_the_own_place_chosen_by_name(signed_in_as):
    page = signed_in_as("tono", "ADMIN", KEDIRI).get(reverse("access:invite")).content.decode()

    assert f'name="region_code" value="{KEDIRI}" checked' in page
    assert "Kota Kediri" in page
