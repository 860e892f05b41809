"""A key known before the login opens nothing after it; and what is taken away is gone at the next click."""

from importlib import import_module

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kesos.access.actors import actor_for
from kesos.access.door import at_the_door
from kesos.access.services import offices, staff_sessions
from kesos.access.services.demo import demo_link
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.access.test_login import code_now, sign_in, with_totp
from tests.access.world import BAWANG, KEDIRI, a_grant, a_user, an_official

pytestmark = pytest.mark.django_db
COOKIE = configured.SESSION_COOKIE_NAME


def planted(client) -> str:
    """A key that somebody else knows, put into the browser before its owner comes in."""
    store = import_module(configured.SESSION_ENGINE).SessionStore()
    store["planted"] = True
    with at_the_door():
        store.save()
    client.cookies[COOKIE] = store.session_key
    return store.session_key


def status_with(key: str) -> int:
    other = Client()
    other.cookies[COOKIE] = key
    return other.get(reverse("access:account")).status_code


def by_password(client):
    an_official("sari", "OP_DESA", BAWANG)
    sign_in(client, "sari")


def by_code(client):
    with_totp(an_official("rini", "KABID", KEDIRI))
    sign_in(client, "rini")
    client.post(reverse("mfa_authenticate"), {"code": code_now()})


def by_link(client):
    user = a_user("demo.rini", is_demo=True)
    a_grant(user, "KABID", KEDIRI)
    client.post(demo_link(role="KABID", at=timezone.now()))


@pytest.mark.parametrize("comes_in", [by_password, by_code, by_link])
def test_a_key_known_before_the_login_is_worth_nothing_after_it(client, settings, comes_in):
    settings.DEMO = True
    known = planted(client)

    comes_in(client)

    assert client.cookies[COOKIE].value != known
    assert client.get(reverse("access:account")).status_code == 200
    assert status_with(known) == 302


def test_the_key_between_password_and_code_is_worth_nothing_either(client):
    with_totp(an_official("rini", "KABID", KEDIRI))
    planted(client)
    sign_in(client, "rini")
    between = client.cookies[COOKIE].value

    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert client.cookies[COOKIE].value != between
    assert status_with(between) == 302


def test_a_key_known_before_the_login_shares_no_staff_session(client, settings):
    settings.DEMO = True
    known = planted(client)
    admin = a_user("demo.tono", is_demo=True)
    a_grant(admin, "ADMIN", KEDIRI)
    client.post(demo_link(role="ADMIN", at=timezone.now()))

    opened = client.post(
        reverse("access:staff_session"), {"area": "35.71", "minutes": 30, "reason": "Aduan warga nomor 12"}
    )

    assert opened.status_code == 302
    assert "Aduan warga nomor 12" in client.get(reverse("access:staff_session")).content.decode()
    other = Client()
    other.cookies[COOKIE] = known
    assert other.get(reverse("access:staff_session")).status_code == 302


def test_a_closed_staff_session_lends_no_sight_at_the_next_click(client):
    tono = an_official("tono", "ADMIN", KEDIRI)
    admin, at = actor_for(tono.pk, at=timezone.now()), timezone.now()
    with acting(admin):
        staff_sessions.open_staff_session(area=KEDIRI, minutes=30, reason="Aduan warga 12", by=admin, at=at)
    during = actor_for(tono.pk, at=at)

    with acting(admin):
        staff_sessions.close_staff_session(by=admin, at=timezone.now())

    after = actor_for(tono.pk, at=timezone.now())
    assert during.holds("person.view")
    assert not after.holds("person.view")


def test_an_ended_grant_closes_its_pages_at_the_next_click_of_an_open_session(client):
    sari = an_official("sari", "OP_DESA", BAWANG)
    sign_in(client, "sari")
    before = client.get("/usulan/").status_code
    tono = actor_for(an_official("tono", "ADMIN", KEDIRI).pk, at=timezone.now())

    with acting(tono):
        grant = sari.grants.get()
        offices.end_grant(grant_id=grant.pk, by=tono, at=timezone.now(), reason="Pindah tugas")

    assert before == 200
    assert client.get("/usulan/").status_code == 403


def test_an_ended_grant_narrows_the_session_to_what_is_left(client):
    sari = an_official("sari", "OP_DESA", BAWANG)
    a_grant(sari, "OP_DESA", "3571031004")
    sign_in(client, "sari")
    with acting(SYSTEM):
        lost = sari.grants.get(area=BAWANG)
    tono = actor_for(an_official("tono", "ADMIN", KEDIRI).pk, at=timezone.now())

    with acting(tono):
        offices.end_grant(grant_id=lost.pk, by=tono, at=timezone.now(), reason="Pindah tugas")

    shown = client.get(reverse("access:account")).content.decode()
    assert client.get("/usulan/").status_code == 200
    assert actor_for(sari.pk, at=timezone.now()).all_areas() == ["3571031004"]
    assert "Bawang" not in shown
