"""By night sessions that ran out are forgotten, with the devices noted for them."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from kesos.access.door import at_the_door
from kesos.access.jobs import clear_sessions
from tests.access.test_login import sign_in
from tests.access.world import BAWANG, an_official


@pytest.mark.django_db
def test_only_what_ran_out_is_forgotten_and_twice_changes_nothing():
    keys = []
    for name in ("sari", "dwi"):
        an_official(name, "OP_DESA", BAWANG)
        client = Client()
        sign_in(client, name)
        keys.append(client.session.session_key)
    Session.objects.filter(session_key=keys[0]).update(expire_date=timezone.now() - timedelta(minutes=1))

    for _ in range(2):
        clear_sessions(timezone.now())

    assert list(Session.objects.values_list("session_key", flat=True)) == [keys[1]]
    with at_the_door():
        assert list(UserSession.objects.values_list("session_key", flat=True)) == [keys[1]]
