"""The address a form is sent to is no page: whoever reloads it comes to the page above, and nobody sees a blank one."""

import pytest
from django.test import Client

from kesos.ui.refusals import page_above


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/kelayakan/12/putuskan/", "/kelayakan/12/"),
        ("/penerima/7/pengurus/", "/penerima/7/"),
        ("/kalender/beku/1/akhiri/", "/kalender/beku/"),
        ("/tidak/ada/", "/"),
    ],
)
def test_the_page_of_a_form_stands_above_its_address(path, above):
    assert page_above(path) == above


@pytest.mark.django_db
def test_who_reloads_it_comes_to_that_page():
    answer = Client().get("/tampilan/text/")

    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.django_db
def test_what_is_sent_to_a_page_without_a_form_is_told_so():
    answer = Client().post("/cek/")

    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert "tidak menerima kiriman" in answer.content.decode()
