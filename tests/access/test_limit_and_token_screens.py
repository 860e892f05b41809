"""The screens of limits and of one's own tokens."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from kesos.access.door import at_the_door
from kesos.access.models import ApiToken, Setting
from kesos.access.services.tokens import verify_token
from tests.access.world import BAWANG, KEDIRI
from tests.rules.conftest import signed_in_as

__all__ = ["signed_in_as"]
pytestmark = pytest.mark.django_db
LIMITS, NEW = reverse("access:limits"), reverse("access:new_token")


def text(page):
    return page.content.decode()


def test_whoever_keeps_the_country_changes_a_limit_and_the_page_shows_it(signed_in_as):
    keeper = signed_in_as("tono", "ADMIN", "")

    done = keeper.post(LIMITS, {"key": "lockout.failures", "value": "7"}, follow=True)

    assert "Ketentuan disimpan" in text(done)
    assert {row.key: row.value for row in done.context["rows"]}["lockout.failures"] == 7
    assert Setting.objects.filter(key="lockout.failures").count() == 2


def test_a_value_beyond_reason_comes_back_with_its_bounds(signed_in_as):
    page = signed_in_as("tono", "ADMIN", "").post(LIMITS, {"key": "lockout.failures", "value": "900"})

    assert page.status_code == 422
    assert "antara 3 dan 20" in text(page)


def test_the_keeper_of_a_city_reads_limits_and_changes_none(signed_in_as):
    keeper = signed_in_as("tono", "ADMIN", KEDIRI)

    refused = keeper.post(LIMITS, {"key": "lockout.failures", "value": "7"})

    assert "Ubah satu ketentuan" not in text(keeper.get(LIMITS))
    assert refused.status_code == 403
    assert Setting.objects.filter(key="lockout.failures").count() == 1


def test_a_token_is_made_on_the_screen_and_shown_once(signed_in_as):
    operator = signed_in_as("sari", "OP_DESA", BAWANG)

    page = operator.post(NEW, {"name": "aplikasi kelurahan", "days": "30", "scopes": ["person.view"]})

    secret = re.search(r'value="(kesos_[^"]+)"', text(page))[1]
    made = page.wsgi_request.actor.user_id
    holder = verify_token(secret, at=timezone.now())
    assert (holder.actor.user_id, holder.scopes) == (made, {"person.view"})
    assert "no-store" in page["Cache-Control"]
    assert secret not in text(operator.get(reverse("access:account")))


@pytest.mark.parametrize(
    ("more", "said"),
    [({"scopes": []}, "Pilih paling sedikit satu wewenang"), ({"days": "9999"}, "paling lama 366 hari")],
)
def test_a_token_that_cannot_be_is_refused_beside_its_field(signed_in_as, more, said):
    operator = signed_in_as("sari", "OP_DESA", BAWANG)

    page = operator.post(NEW, {"name": "uji", "days": "30", "scopes": ["person.view"], **more})

    assert page.status_code == 422
    assert said in text(page)
    with at_the_door():
        assert not ApiToken.objects.exists()


def test_what_one_does_not_hold_is_not_offered(signed_in_as):
    operator = signed_in_as("sari", "OP_DESA", BAWANG)

    page = operator.post(NEW, {"name": "uji", "days": "30", "scopes": ["user.manage"]})

    assert page.status_code == 422
    assert 'value="user.manage"' not in text(page)
