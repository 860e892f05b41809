"""Somebody signed in, with a second factor where the role asks for one."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from kesos.access.door import at_the_door
from kesos.access.web.account_views import BACKEND
from tests.access.world import an_official


@pytest.fixture
def signed_in_as(db: None) -> Callable[[str, str, str], Client]:
    def sign_in(username: str, role: str, area: str) -> Client:
        client, user = Client(), an_official(username, role, area)
        with at_the_door():
            Authenticator.objects.create(user=user, type="totp", data={})
            client.force_login(user, backend=BACKEND)
        return client

    return sign_in
