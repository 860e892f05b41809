"""An expected no is a page with its sentence; anything else has a number to quote."""

import re

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client, override_settings

from kesos.ui.away import database_is_away

pytestmark = [pytest.mark.urls("tests.ui.urls"), pytest.mark.django_db]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("why", "status", "sentence"),
    [
        ("belum", 409, "Berita acara belum diunggah."),
        ("bukan", 403, "Anda tidak berwenang untuk tindakan ini."),
        ("hilang", 404, "Keluarga ini tidak ditemukan."),
        ("sering", 429, "Tunggu satu menit."),
    ],
)
def test_a_refusal_is_a_page_with_its_sentence_and_status(client, why, status, sentence):
    answer = client.get(f"/tolak/{why}/")

    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert "<h1>" in answer.content.decode()


def test_for_htmx_a_refusal_is_an_alert_where_messages_stand(client):
    answer = client.post("/tolak/belum/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#pesan")
    assert "Berita acara belum diunggah." in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_refusal_leads_back_to_the_page_before(client):
    answer = client.get("/tolak/belum/", headers={"Referer": "http://testserver/tugas/"})

    assert 'href="http://testserver/tugas/">Kembali' in answer.content.decode()


def test_a_refusal_never_leads_to_another_site(client):
    answer = client.get("/tolak/belum/", headers={"Referer": "https://contoh.invalid/tugas/"})

    assert "contoh.invalid" not in answer.content.decode()


@pytest.mark.parametrize("partial", [False, True])
def test_a_bug_has_a_number_that_stands_in_the_log(client, caplog, partial):
    answer = client.get("/rusak/", headers={"HX-Request": "true"} if partial else {})

    number = re.search(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", answer.content.decode())
    assert answer.status_code == 500
    assert number is not None
    assert any(number[0] in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("partial", [False, True])
def test_a_database_that_is_away_is_a_calm_page_that_says_to_wait(client, partial):
    answer = client.get("/jauh/", headers={"HX-Request": "true"} if partial else {})

    assert (answer.status_code, answer["Retry-After"]) == (503, "20")
    assert "Tunggu sebentar" in answer.content.decode()
    assert ("<html" in answer.content.decode()) is not partial


def test_a_middleware_that_meets_no_database_ends_on_the_same_page(client, settings):
    settings.MIDDLEWARE = ["tests.ui.urls.asks_the_database", *settings.MIDDLEWARE]

    answer = client.get("/tugas/")

    assert answer.status_code == 503


@pytest.mark.parametrize(
    ("raised", "away"),
    [
        (psycopg.errors.AdminShutdown, True),
        (psycopg.errors.CannotConnectNow, True),
        (psycopg.errors.TooManyConnections, True),
        (psycopg.errors.QueryCanceled, False),
        (psycopg.errors.DeadlockDetected, False),
    ],
)
def test_only_what_cannot_be_reached_is_away(raised, away):
    failure = OperationalError()
    failure.__cause__ = raised()

    assert database_is_away(failure) is away


def test_an_unknown_address_says_so_in_indonesian(client):
    answer = client.get("/tidak-ada/")

    assert answer.status_code == 404
    assert "Halaman tidak ditemukan." in answer.content.decode()


def test_a_form_without_its_token_says_that_nothing_was_saved():
    answer = Client(enforce_csrf_checks=True).post("/tampilan/text/")

    assert answer.status_code == 403
    assert "Yang Anda tulis belum tersimpan." in answer.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_too_much_at_once_says_how_to_send_it(client):
    answer = client.post("/kirim/", "x" * 100, content_type="text/plain")

    assert answer.status_code == 413
    assert "Kecilkan berkasnya" in answer.content.decode()
