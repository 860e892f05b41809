"""What a process that asks over HTTP must know of a database, told on standard output by one that stands in it."""

import json
import sys

from kesos.config.cli import django_ready

NAME, ROLE = "ukur.pencari", "DINSOS_PROV"


def people(number: int) -> None:
    """Who is signed in for the province, and that many people from all over it."""
    django_ready()
    from django.urls import reverse

    from kesos.config.bench.sampled import somebody

    told = {"cookie": _signed_in(), "people": [(one.nik, one.id) for one in somebody(number)]}
    sys.stdout.write(json.dumps({**told, "sign_in": reverse("account_login")}) + "\n")


def cookie() -> None:
    """The cookie of an official of the province."""
    django_ready()
    sys.stdout.write(_signed_in() + "\n")


def _signed_in() -> str:
    from kesos.access.models import User
    from kesos.config.bench.page import session_of
    from kesos.config.scale.ground import PROVINCE
    from kesos.config.scale.officials import an_official
    from kesos.database.acting import acting
    from kesos.foundation.actor import SYSTEM

    user = an_official(NAME, ROLE, PROVINCE)
    with acting(SYSTEM):
        return session_of(User.objects.get(pk=user))
