"""A token may ask so often in a minute, by a dated limit; the next minute it may ask again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kesos.access.models import Setting, TokenUse
from kesos.access.services.limits import set_limit
from kesos.access.services.token_use import forget_old
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from tests.api.world import NOW

pytestmark = pytest.mark.django_db
KEEPER = Actor(user_id=990, name="Penjaga", grants=frozenset({("setting.manage", "")}))


@pytest.fixture
def twelve(db):
    with acting(KEEPER):
        set_limit(key="api.requests_a_minute", value=12, valid_from=NOW, by=KEEPER, at=NOW)


def test_a_token_that_asks_too_often_is_told_so_with_what_to_do(operator, twelve):
    answers = [operator.get("/me") for _ in range(13)]

    assert [each.status_code for each in answers] == [200] * 12 + [429]
    told = answers[-1].json()
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert (told["code"], told["title"]) == ("too_many", "Terlalu sering")
    assert told["detail"] == "Token ini sudah dipakai 12 kali dalam menit ini. Tunggu satu menit, lalu ulangi."
    assert answers[-1]["Retry-After"] == "60"


def test_what_was_refused_counts_too(operator, twelve):
    refused = [operator.get("/people/999999").status_code for _ in range(12)]

    assert refused == [404] * 12
    assert operator.get("/me").status_code == 429


def test_another_token_and_the_next_minute_are_not_touched(operator, neighbour, twelve, monkeypatch):
    for _ in range(13):
        operator.get("/me")

    other = neighbour.get("/me")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(minutes=1))

    assert other.status_code == 200
    assert operator.get("/me").status_code == 200


def test_the_limit_is_a_dated_setting_of_its_own(db):
    with acting(SYSTEM):
        assert Setting.objects.get(key="api.requests_a_minute").value == "600"


def test_old_minutes_are_forgotten_by_night(operator):
    operator.get("/me")

    with acting(SYSTEM):
        assert (forget_old(at=NOW), forget_old(at=NOW + timedelta(days=2))) == (0, 1)
        assert not TokenUse.objects.exists()


def test_the_database_refuses_a_minute_counted_twice_or_below_one(db):
    TokenUse.objects.create(token_id=1, minute=NOW, n=1)

    for n, minute in ((1, NOW), (0, NOW + timedelta(minutes=1))):
        with pytest.raises(IntegrityError), transaction.atomic():
            TokenUse.objects.create(token_id=1, minute=minute, n=n)
