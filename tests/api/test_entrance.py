"""Who gets in, as whom, and how a no is told."""

from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client

from kesos.access.models import ApiToken, Setting
from kesos.access.services.tokens import revoke_token
from kesos.audit.models import AuditEvent
from kesos.config import problems
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.api.world import BAWANG, KEDIRI, NOW, a_program
from tests.registry.world import a_person
from tests.rules.conftest import signed_in_as

__all__ = ["signed_in_as"]

pytestmark = pytest.mark.django_db


def test_a_token_acts_as_its_user_within_its_scopes():
    program = a_program("OP_DESA", BAWANG, "person.view")

    told = program.get("/me").json()

    assert (told["name"], told["roles"]) == (program.user.full_name, ["OP_DESA"])
    assert told["permissions"] == [{"permission": "person.view", "areas": [BAWANG]}]


def test_what_the_scopes_leave_out_is_refused_by_name():
    program = a_program("OP_DESA", BAWANG, "person.view")

    answer = program.get("/people", name="sulastri")

    assert answer.status_code == 403
    assert answer["Content-Type"] == problems.MEDIA_TYPE
    assert answer.json()["code"] == "not_allowed"
    assert "person.search" in answer.json()["detail"]


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer salah", "Basic a2VzOm9z", "Bearer kesos_\u00e9"])
def test_without_a_token_in_force_nobody_comes_in(header):
    answer = Client(headers={} if header is None else {"Authorization": header}).get("/api/v1/me")

    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_comes_in_no_more(operator):
    with acting(SYSTEM):
        revoke_token(token_id=ApiToken.objects.get().pk, by=SYSTEM, at=NOW)

    assert operator.get("/me").status_code == 401


def test_a_token_whose_time_is_over_comes_in_no_more(operator, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=91))

    assert operator.get("/me").status_code == 401


def test_the_use_of_a_token_is_noted(operator):
    operator.get("/me")

    with acting(SYSTEM):
        assert ApiToken.objects.get().last_used_at == NOW


def test_a_wrong_token_does_not_fall_back_to_the_session(signed_in_as):
    client = signed_in_as("sari", "STAF", KEDIRI)

    assert client.get("/api/v1/me").json()["name"] == "Ibu Sari"
    assert client.get("/api/v1/me", headers={"Authorization": "Bearer salah"}).status_code == 401


def test_an_act_of_our_own_pages_needs_their_csrf_token(signed_in_as):
    client = signed_in_as("sari", "OP_DINSOS", KEDIRI)
    client.handler.enforce_csrf_checks = True

    answer = client.post("/api/v1/people/find", {"number": "9971035204790001"}, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (403, "stale_page")


def test_a_problem_carries_the_number_of_its_request(operator):
    answer = operator.get("/people/99999999")

    told = answer.json()
    assert (answer.status_code, told["status"], told["code"], told["title"]) == (
        404,
        404,
        "not_found",
        "Tidak ditemukan",
    )
    assert told["type"] == "urn:kesos:problem:not_found"
    assert told["request_id"] == answer["X-Request-Id"]


def test_a_wrong_body_names_each_field_in_indonesian(operator):
    answer = operator.post("/proposals", {"family_id": "satu"})

    told = answer.json()
    assert answer.status_code == 422
    assert told["errors"] == [
        {"field": "family_id", "detail": "Harus bilangan bulat."},
        {"field": "period_id", "detail": "Wajib diisi."},
    ]
    assert told["field"] == "family_id"
    assert "satu" not in answer.content.decode()


def test_a_body_that_is_no_json_is_told_so(operator):
    answer = operator._client().post("/api/v1/proposals", "{", content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["code"] == "unreadable"


def test_an_address_that_is_not_there_is_no_page(operator):
    for answer in (
        operator.get("/tidak-ada"),
        operator.get("/people/satu"),
        operator.get("/"),
        Client().post("/api/v2/apa"),
    ):
        assert answer.status_code == 404
        assert answer.json()["code"] == "no_such_address"


def test_a_method_that_is_not_served_names_those_that_are(operator):
    answer = operator.post("/me")

    assert (answer.status_code, answer["Allow"], answer.json()["code"]) == (405, "GET", "wrong_method")


def test_a_database_that_is_away_is_no_bug_of_the_request_and_says_when_to_ask_again(operator, monkeypatch):
    person = a_person()

    def lost(*_, **__):
        raise OperationalError("connection lost") from psycopg.OperationalError()

    monkeypatch.setattr("kesos.registry.api.people._one", lost)
    answer = operator.get(f"/people/{person.pk}", reason="Mencocokkan KTP di loket")

    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "database_away", "20")


def test_a_bug_is_told_by_number_and_leaves_nothing_behind(operator, monkeypatch, caplog):
    person = a_person()

    def breaks(*_, **__):
        AuditEvent.objects.count()
        raise ZeroDivisionError

    monkeypatch.setattr("kesos.registry.api.people._one", breaks)
    answer = operator.get(f"/people/{person.pk}", reason="Mencocokkan KTP di loket")

    number = answer.json()["detail"].split("nomor ")[1].split(" ")[0]
    assert answer.status_code == 500
    assert number in caplog.text
    with acting(SYSTEM):
        assert not AuditEvent.objects.filter(kind="registry.nik_opened").exists()


def test_asking_too_often_says_when_to_come_back(operator):
    with acting(SYSTEM):
        Setting.objects.filter(key="registry.look_across_an_hour").update(value="1")
    asked = {"nik": "9971035204790001", "purpose": "pindah dari kota lain"}
    operator.post("/people/across", asked)

    answer = operator.post("/people/across", asked)

    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (429, "too_many", "60")


def test_answers_are_not_kept_on_the_way(operator):
    assert operator.get("/me")["Cache-Control"] == "private, no-store"
