"""Who asks both sides, for whom, and with which requests."""

import json
from collections.abc import Mapping
from urllib.parse import quote_plus

from kesos.access.models import User
from kesos.config.bench.clients import CSRF, get, post
from kesos.config.bench.rival import LIST
from kesos.config.bench.sampled import Somebody
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM

PEOPLE = 400


def our_session(name: str) -> str:
    from kesos.config.bench.page import session_of

    with acting(SYSTEM):
        user = User.objects.get(username=name)
    return f"{session_of(user)}; csrftoken={CSRF}"


def of_the_rival(people: list[Somebody], ids: Mapping[str, int], cookie: str) -> dict[str, list[list[bytes]]]:
    """By NIK an admin is asked twice: the list finds the row, and its page says what somebody receives."""
    return {
        "rival": [[get(f"{LIST}?q={one.nik}", cookie), get(f"{LIST}{ids[one.nik]}/change/", cookie)] for one in people],
        "rival_list": [[get(f"{LIST}?q={one.nik}", cookie)] for one in people],
        "rival_names": [[get(f"{LIST}?q={quote_plus(_word(one.name))}", cookie)] for one in people],
        "rival_full_names": [[get(f"{LIST}?q={quote_plus(one.name)}", cookie)] for one in people],
    }


def of_ours(people: list[Somebody], cookie: str) -> dict[str, list[list[bytes]]]:
    """`json` and `html` are one request by NIK: who, where and the four pillars; `page` is all that is known."""
    form = ("Content-Type: application/x-www-form-urlencoded", f"X-CSRFToken: {CSRF}", "HX-Request: true")
    sent = ("Content-Type: application/json", f"X-CSRFToken: {CSRF}")
    return {
        "json": [[post("/api/v1/people/one", cookie, json.dumps({"nik": one.nik}), *sent)] for one in people],
        "html": [[post("/warga/kartu/", cookie, f"cari={one.nik}", *form)] for one in people],
        "page": [[get(f"/warga/{one.id}/", cookie)] for one in people],
        "names": [[get(f"/api/v1/people?name={quote_plus(_word(one.name))}", cookie)] for one in people],
        "full_names": [[get(f"/api/v1/people?name={quote_plus(one.name)}", cookie)] for one in people],
    }


def _word(name: str) -> str:
    """What is typed into a search by name: one word of it, the longest."""
    return max(name.split(), key=len)
