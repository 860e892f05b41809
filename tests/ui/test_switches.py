"""Larger type and dark pages work without scripts."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_switch_is_written_into_a_cookie_and_into_the_page(client: Client):
    answer = client.post("/tampilan/text/", {"next": "/galeri/?rw=02"})

    assert (answer.status_code, answer["Location"]) == (302, "/galeri/?rw=02")
    assert answer.cookies["kesos_text"].value == "large"
    assert answer.cookies["kesos_text"]["httponly"]
    assert 'data-text="large"' in client.get("/galeri/").content.decode()


def test_a_second_press_turns_it_off_again(client: Client):
    client.post("/tampilan/theme/", {"next": "/galeri/"})
    assert 'data-theme="dark"' in client.get("/galeri/").content.decode()

    client.post("/tampilan/theme/", {"next": "/galeri/"})

    assert 'data-theme="dark"' not in client.get("/galeri/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://contoh.invalid/", "//contoh.invalid/", "javascript:alert(1)"])
def test_a_switch_never_leads_to_another_site(client: Client, elsewhere):
    assert client.post("/tampilan/text/", {"next": elsewhere})["Location"] == "/"


def test_an_unknown_switch_is_not_found(client: Client):
    assert client.post("/tampilan/lain/").status_code == 404


def test_a_link_alone_changes_nothing(client: Client):
    assert client.get("/tampilan/text/").status_code == 302  # to the page above, as every form's own address
