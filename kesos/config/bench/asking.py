"""Who asks both sides, for whom, and with which requests."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote_plus

from kesos.access.actors import actor_for
from kesos.access.models import User
from kesos.bulk.sql import rows
from kesos.config.bench.clients import get, post
from kesos.config.bench.rival import LIST
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text

PEOPLE = 400
CSRF = "u" * 32
# all over the place, each name of two words or more, as somebody at a counter tells it
_SOME = """
select id, nik, full_name from registry_person
where nik is not null and full_name like '%% %%'
    and id %% greatest((select max(id) from registry_person) / %(most)s, 1) < 3
order by id limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Somebody:
    id: int
    nik: str
    name: str


def official(name: str, area: str) -> User:
    """Of the province's office, with the second factor that its role needs."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from kesos.config.scale.officials import an_official

    pk = an_official(name, "DINSOS_PROV", area)
    with acting(SYSTEM):
        user = User.objects.get(pk=pk)
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())
    return user


def some_people(name: str) -> list[Somebody]:
    with acting(SYSTEM):
        pk = User.objects.get(username=name).pk
    with acting(actor_for(pk, at=datetime.now(UTC))):
        found = rows(_SOME, {"most": PEOPLE})
    return [Somebody(id_, as_text(nik), name) for id_, nik, name in found]


def our_session(name: str) -> str:
    from kesos.config.bench.page import session_of

    with acting(SYSTEM):
        user = User.objects.get(username=name)
    return f"{session_of(user)}; csrftoken={CSRF}"


def of_the_rival(people: list[Somebody], cookie: str) -> dict[str, list[list[bytes]]]:
    return {
        "rival": [[get(f"{LIST}?q={one.nik}", cookie)] for one in people],
        "rival_names": [[get(f"{LIST}?q={quote_plus(one.name)}", cookie)] for one in people],
    }


def of_ours(people: list[Somebody], cookie: str) -> dict[str, list[list[bytes]]]:
    """`json` and `html` are one request by NIK: who, where and the four pillars; `page` is all that is known."""
    form = ("Content-Type: application/x-www-form-urlencoded", f"X-CSRFToken: {CSRF}", "HX-Request: true")
    sent = ("Content-Type: application/json", f"X-CSRFToken: {CSRF}")
    return {
        "json": [[post("/api/v1/people/one", cookie, json.dumps({"nik": one.nik}), *sent)] for one in people],
        "html": [[post("/warga/kartu/", cookie, f"cari={one.nik}", *form)] for one in people],
        "page": [[get(f"/warga/{one.id}/", cookie)] for one in people],
        "names": [[get(f"/api/v1/people?name={quote_plus(one.name)}", cookie)] for one in people],
    }
