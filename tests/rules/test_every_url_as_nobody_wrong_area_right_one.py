"""Every address walked as nobody, as an official without the permission, as one of the next area."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import FamilyVisit, IdentityTask
from kesos.ui.screens import PUBLIC
from tests.access.world import KAB_KEDIRI, KEDIRI, PASSWORD, a_grant, a_user, an_official
from tests.registry.world import AT, BAWANG, a_family, a_person
from tests.rules.house import screens
from tests.rules.test_every_screen_names_its_permission import BEHIND_LOGIN

pytestmark = pytest.mark.django_db
FILLED = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}


def filled(at):
    at = re.sub(r"<(?:(\w+):)?\w+>", lambda found: FILLED.get(found[1] or "str", "x"), at)
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)|[\^$\\]", "x", at)


def closed():
    """Addresses that need an actor, with the permission."""
    return [
        (filled(at), name, getattr(entry.callback, "needs", None))
        for at, name, entry in screens()
        if not at.startswith("api/") and (name in BEHIND_LOGIN or getattr(entry.callback, "needs", PUBLIC) != PUBLIC)
    ]


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(("address", "name", "permission"), closed(), ids=lambda told: str(told))
def test_nobody_is_sent_to_the_login(address, name, permission):
    for answer in (Client().get(address), Client().post(address)):
        assert answer.status_code in (302, 405), answer.status_code
        if answer.status_code == 302:
            assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("address", "permission"), [(at, needs) for at, _, needs in closed() if needs and "." in needs], ids=str
)
def test_without_the_permission_the_page_is_closed(address, permission):
    client = Client()
    a_user("tanpa.peran")
    client.post(reverse("account_login"), {"login": "tanpa.peran", "password": PASSWORD})

    answers = {client.get(address).status_code, client.post(address).status_code}

    assert answers <= {403, 405}
    assert 403 in answers


# Addresses that concern one person or thing: what makes one in Kota Kediri, and whose role opens it there.
# Each part adds a line for each such address; the next area must get "not found".
def an_account() -> dict[str, int]:
    return {"user_id": an_official("sari", "STAF", KEDIRI).pk}


def an_office() -> dict[str, int]:
    return {"grant_id": a_grant(a_user("sari"), "STAF", KEDIRI).pk}


def a_citizen() -> dict[str, int]:
    return {"person_id": a_person().pk}


def an_identity_task() -> dict[str, int]:
    person = a_person(no_nik_reason="newborn")
    with acting(SYSTEM):
        task = IdentityTask.objects.create(person=person, kind="no_nik", region_code=BAWANG, opened_at=AT)
    return {"task_id": task.pk}


def a_known_family() -> dict[str, int]:
    return {"family_id": a_family(a_person()).pk}


def a_closed_visit() -> dict[str, int]:
    family = a_family(a_person())
    with acting(SYSTEM):
        visit = FamilyVisit.objects.create(family=family, source=family.source, recorded_at=AT)
    return {"visit_id": visit.pk}


OF_ONE_THING = [
    ("access:user", "get", an_account, "ADMIN"),
    ("access:change", "get", an_account, "ADMIN"),
    ("access:give_grant", "post", an_account, "ADMIN"),
    ("access:delegate", "post", an_account, "ADMIN"),
    ("access:invite_again", "post", an_account, "ADMIN"),
    ("access:set_active", "post", an_account, "ADMIN"),
    ("access:release_lock", "post", an_account, "ADMIN"),
    ("access:remove_second_factor", "post", an_account, "ADMIN"),
    ("access:end_grant", "post", an_office, "ADMIN"),
    ("registry:person", "get", a_citizen, "OP_DINSOS"),
    ("registry:open_nik", "post", a_citizen, "OP_DINSOS"),
    ("registry:identity_task", "get", an_identity_task, "OP_DINSOS"),
    ("registry:visits", "get", a_known_family, "OP_DINSOS"),
    ("registry:visits", "post", a_known_family, "OP_DINSOS"),
    ("registry:visit_blank", "get", a_known_family, "OP_DINSOS"),
    ("registry:visit", "get", a_closed_visit, "OP_DINSOS"),
    ("registry:visit_paper", "get", a_closed_visit, "OP_DINSOS"),
    ("registry:visit_check", "get", a_closed_visit, "OP_DINSOS"),
    ("registry:visit_discard", "get", a_closed_visit, "OP_DINSOS"),
]


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize(("name", "method", "thing", "role"), OF_ONE_THING)
def test_the_next_area_finds_nothing_where_the_right_one_finds_the_page(name, method, thing, role, signed_in_as):
    address = reverse(name, kwargs=thing())
    right, wrong = signed_in_as("kota", role, KEDIRI), signed_in_as("kabupaten", role, KAB_KEDIRI)

    refused = getattr(wrong, method)(address)
    opened = getattr(right, method)(address)

    assert refused.status_code == 404
    assert opened.status_code != 404
