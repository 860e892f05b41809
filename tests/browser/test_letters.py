"""The requests of a kelurahan in Chromium: ticked, issued at once, and fetched for the printer."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kesos.documents.services import certify
from tests.access.world import BAWANG, an_official
from tests.browser.sitting import pictured, sit_down
from tests.browser.watching import arrived
from tests.documents.conftest import new_dinas
from tests.documents.counter import OPERATOR, a_request


@pytest.fixture
def lurah(page: Page, server: str) -> Page:
    sit_down(page.context, server, an_official("lurah.contoh", "LURAH", BAWANG))
    return page


@pytest.mark.requirement("K-13")
def test_the_lurah_ticks_who_waits_and_issues_their_letters_at_once(lurah: Page, no_findings):
    now = timezone.now()
    new_dinas()
    for name in ("SULASTRI", "PAIJAN", "SUMIATI"):
        a_request(name, at=now)
    a_request("YATEMI", listed=False, at=now)
    refused = a_request("TUKIJO", listed=False, at=now)
    certify.refuse_certificate(request_id=refused.pk, by=OPERATOR, at=now)

    lurah.goto("/surat/")
    lurah.get_by_role("main").get_by_role("link", name="Permohonan").click()
    arrived(lurah, "Permohonan surat")
    no_findings(lurah)
    pictured(lurah, "permohonan")
    for name in ("SULASTRI", "PAIJAN", "YATEMI"):
        lurah.get_by_label(f"Pilih {name}").check(force=True)
    expect(lurah.locator("[data-bulk-count]")).to_contain_text("3")
    no_findings(lurah)
    pictured(lurah, "permohonan-terpilih")
    lurah.get_by_role("button", name="Terbitkan terpilih").click()

    expect(lurah.get_by_text("2 surat terbit.")).to_be_visible()
    expect(lurah.get_by_role("row", name="YATEMI")).to_contain_text("tidak terdaftar di DTSEN")
    no_findings(lurah)
    pictured(lurah, "permohonan-hasil")
    with lurah.expect_download() as fetched:
        lurah.get_by_role("link", name="Unduh semua").click()
    assert fetched.value.suggested_filename.startswith("surat-kumpulan-")


def test_an_empty_list_has_no_finding(lurah: Page, no_findings):
    lurah.goto("/surat/permohonan/")

    expect(lurah.get_by_role("heading", name="Tidak ada permohonan")).to_be_visible()
    no_findings(lurah)
    pictured(lurah, "permohonan-kosong")
