"""Each request is one transaction of one actor; nothing of it stays on the connection."""

from datetime import timedelta

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kesos.access.door import at_the_door
from kesos.access.models import Setting
from kesos.access.web import session_limits
from kesos.access.web.account_views import BACKEND
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.access.probe import told
from tests.access.world import BAWANG, PASSWORD, an_official

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.probe")]
NOBODY = {"user": None, "areas": [], "door": False, "role": "kesos_app"}


@pytest.fixture
def sari(client):
    user = an_official("sari", "OP_DESA", BAWANG)
    client.post(reverse("account_login"), {"login": "sari", "password": PASSWORD})
    return user


def test_a_request_of_nobody_runs_and_sees_no_personal_row(client):
    an_official("sari", "OP_DESA", BAWANG)

    assert client.get("/uji/siapa/").json() == {**NOBODY, "seen": 0}


def test_a_request_runs_as_its_actor_with_the_own_areas(client, sari):
    page = client.get("/uji/siapa/").json()

    assert page == {"user": sari.pk, "areas": [BAWANG], "door": False, "role": "kesos_app", "seen": 1}
    assert told() == NOBODY


@pytest.mark.parametrize(("how", "status", "kept"), [("tidak", 200, 1), ("refused", 404, 0), ("bug", 500, 0)])
def test_what_a_failing_view_wrote_is_taken_back(client, sari, how, status, kept):
    client.raise_request_exception = False

    page = client.get(f"/uji/gagal/{how}/")

    assert page.status_code == status
    assert Setting.objects.filter(key="uji.gagal").count() == kept
    assert told() == NOBODY


def test_what_streams_after_the_view_sees_nothing_personal(client, sari):
    page = client.get("/uji/alir/")

    assert b"".join(page.streaming_content) == b"0 None"


def test_the_pages_of_the_sign_in_library_open_the_door_and_close_it(client):
    client.get(reverse("account_login"))

    assert told() == NOBODY


def test_each_answer_has_the_number_that_its_events_carry(client, sari):
    from kesos.audit.models import AuditEvent

    page = client.post(reverse("account_logout"))

    with acting(SYSTEM):
        assert AuditEvent.objects.get(kind="access.signed_out").request_id == page["X-Request-Id"]


def test_a_pooled_connection_keeps_nothing_of_the_request_before():
    """A real pool of one connection, a real request with a committed user, then the same connection looked at."""
    given = connections["default"]
    options = {**given.settings_dict["OPTIONS"], "pool": {"min_size": 1, "max_size": 1}}
    pooled = DatabaseWrapper({**given.settings_dict, "OPTIONS": options}, "pooled_for_test")
    connections["default"] = pooled
    try:
        client, user = Client(), an_official("sari.kolam", "OP_DESA", BAWANG)
        pooled.close()
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            before = cursor.fetchone()
        with at_the_door():
            client.force_login(user, backend=BACKEND)
        page = client.get("/uji/siapa/").json()
        pooled.close()
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            after = cursor.fetchone()

        assert page["user"] == user.pk
        assert before == after, "the pool holds one connection"
        assert told() == NOBODY
    finally:
        client.session.flush()
        _forget("sari.kolam")
        pooled.close()
        pooled.close_pool()
        connections["default"] = given


def _forget(username):
    with acting(SYSTEM), connection.cursor() as cursor:
        for statement in (
            "delete from access_grant where user_id in (select id from access_user where username = %s)",
            "delete from access_user where username = %s",
        ):
            cursor.execute(statement, [username])


@pytest.fixture
def later(monkeypatch):
    """Moves the clock that the middleware asks."""
    from kesos.access.web import middleware

    started = timezone.now()

    def move(**by):
        moment = started + timedelta(**by)
        monkeypatch.setattr(middleware.timezone, "now", lambda: moment)

    return move


def test_a_session_unused_for_half_an_hour_is_over_and_says_so(client, sari, later):
    client.get(reverse("access:account"))
    later(minutes=31)

    page = client.get(reverse("access:roles"), follow=True)

    assert page.status_code == 401
    assert "cukup lama tidak memakai" in page.content.decode()
    assert "next=%2Fperan%2F" in page.content.decode() or "next=/peran/" in page.content.decode()


def test_use_prolongs_a_session_and_a_passive_look_does_not(client, sari, later):
    client.get(reverse("access:account"))
    later(minutes=20)
    client.get(reverse("access:account"))
    later(minutes=40)
    used = client.get(reverse("access:account")).status_code
    later(minutes=60)
    client.get(reverse("access:time_left"))
    later(minutes=71)

    assert used == 200
    assert client.get(reverse("access:account")).status_code == 302


def test_a_session_is_over_after_twelve_hours_of_use(client, sari, later):
    for minutes in range(0, 720, 25):
        later(minutes=minutes)
        assert client.get(reverse("access:account")).status_code == 200, minutes
    later(minutes=721)

    assert "lama" in client.get(reverse("access:account"))["Location"]


def test_the_last_minutes_are_announced(client, sari, later):
    client.get(reverse("access:account"))
    early = client.get(reverse("access:time_left")).status_code
    later(minutes=26)

    late = client.get(reverse("access:time_left")).content.decode()

    assert early == 204
    assert "Sesi berakhir" in late


def test_the_limits_are_read_from_dated_rows(client, sari):
    with acting(SYSTEM):
        Setting.objects.filter(key="session.idle_minutes").update(value="10")
    client.get(reverse("access:account"))

    assert client.session["idle_until"] - client.session["seen_at"] == 600


def test_other_sessions_are_listed_and_can_be_ended(client, sari):
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": "sari", "password": PASSWORD})
    listed = len(client.get(reverse("access:my_sessions")).context["sessions"])

    client.post(reverse("access:my_sessions"))

    assert listed == 2
    assert elsewhere.get(reverse("access:account")).status_code == 302
    assert client.get(reverse("access:account")).status_code == 200


def test_a_day_counts_no_longer_than_the_session(client, sari):
    client.get(reverse("access:account"))

    assert session_limits.seconds_left(client.session, at=timezone.now()) <= 30 * 60


def test_a_press_on_stay_prolongs_the_session(client, sari, later):
    client.get(reverse("access:account"))
    later(minutes=28)
    client.post(reverse("access:stay"))
    later(minutes=50)

    assert client.get(reverse("access:account")).status_code == 200
