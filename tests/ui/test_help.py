"""«Bantuan halaman ini» above each page that has one."""

import re

import pytest
from django.test import Client

from kesos.ui.help import Help, everything
from tests.access.world import an_official
from tests.api.world import BAWANG
from tests.rules.walking import signed_in

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r'<details class="[^"]*page-help[^"]*screen-only">.*?</details>', re.DOTALL)


@pytest.mark.requirement("K-28")
def test_a_page_offers_its_own_help_closed_without_scripts_and_off_the_paper():
    page = signed_in(an_official("siti", "OP_DESA", BAWANG)).get("/kalender/").content.decode()

    (shown,) = SHOWN.findall(page)
    assert "Bantuan halaman ini" in shown
    assert everything()["workflow:calendar"].text in shown
    assert "/panduan/operator/#kalender-dan-bulan-ini" in shown
    assert " open" not in shown.split(">")[0]


def test_a_page_without_help_shows_no_empty_disclosure():
    assert SHOWN.findall(Client().get("/galeri/").content.decode()) == []


def test_help_without_a_chapter_leads_nowhere():
    assert Help("Judul", "Kalimat.").guide_url == ""
    assert Help("Judul", "Kalimat.", "operator").guide_url == "/panduan/operator/"
