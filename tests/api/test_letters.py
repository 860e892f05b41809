"""Letters of many requests by a program, within the token's scopes and places."""

from uuid import uuid4

import pytest

from kesos.documents.services import certify
from tests.api.world import BAWANG, KEDIRI, NGRONGGO, NOW, a_program
from tests.documents.conftest import dinas
from tests.documents.counter import a_request

__all__ = ["dinas"]
pytestmark = pytest.mark.django_db


def signing(dinas, *asked):
    ids = [each.pk for each in asked]
    return {"request_ids": ids, "office_id": dinas.office.pk, "signer_id": dinas.signer.pk}


def test_a_program_finds_who_waits_and_issues_their_letters_at_once(dinas):
    a_request("SULASTRI", at=NOW)
    a_request("YATEMI", listed=False, at=NOW)
    program = a_program("KADIS", KEDIRI)

    waiting = program.get("/letters/requests", state="DIPERIKSA").json()["items"]
    body = {**signing(dinas), "request_ids": [each["id"] for each in waiting]}
    told = program.post("/letters/requests/issue", body).json()

    assert [each["full_name"] for each in waiting] == ["SULASTRI", "YATEMI"]
    assert [each["number"] for each in told["letters"]] == ["460/0001/419.109/2026"]
    assert [(each["id"], each["code"]) for each in told["refused"]] == [(waiting[1]["id"], "not_listed")]
    assert told["batch_id"]


def test_the_pages_of_requests_go_on_from_a_mark(dinas):
    made = [a_request(f"WARGA {n}", at=NOW).pk for n in range(3)]
    certify.refuse_certificate(request_id=made[0], by=a_program("OP_DESA", BAWANG).actor, at=NOW)
    program = a_program("KADIS", KEDIRI)

    first = program.get("/letters/requests", limit=2).json()
    second = program.get("/letters/requests", limit=2, cursor=first["next"]).json()

    assert [each["id"] for each in first["items"] + second["items"]] == [made[1], made[2], made[0]]
    assert second["next"] is None


@pytest.mark.requirement("X-02")
def test_the_lurah_of_the_next_kelurahan_finds_the_desk_of_the_city_but_no_request(dinas):
    asked = a_request(at=NOW)

    told = a_program("LURAH", NGRONGGO).post("/letters/requests/issue", signing(dinas, asked)).json()

    assert told["letters"] == []
    assert [each["code"] for each in told["refused"]] == ["not_found"]


@pytest.mark.requirement("X-02")
def test_a_token_without_the_scope_issues_nothing(dinas):
    asked = a_request(at=NOW)
    program = a_program("KADIS", KEDIRI, "letter.view", "person.view")

    answer = program.post("/letters/requests/issue", signing(dinas, asked))

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_more_than_a_queue_holds_is_refused_in_words(dinas):
    body = {**signing(dinas), "request_ids": [uuid4().int % 10**9 for _ in range(1001)]}

    answer = a_program("KADIS", KEDIRI).post("/letters/requests/issue", body)

    assert answer.status_code == 409
    assert answer.json()["code"] == "too_many_letters"
