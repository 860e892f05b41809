"""The requests of a kelurahan in Chromium: ticked, issued at once, and fetched for the printer."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kesos.documents.services import certify
from kesos.foundation.numbers import as_text
from tests.access.world import BAWANG, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.documents.conftest import new_dinas
from tests.documents.counter import OPERATOR, a_listed_person, a_request


@pytest.fixture
def lurah(page: Page, server: str) -> Page:
    sit_down(page.context, server, an_official("lurah.contoh", "LURAH", BAWANG))
    return page


@pytest.mark.requirement("K-13")
@once_on("desk")
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
    no_findings(lurah, "permohonan")
    for name in ("SULASTRI", "PAIJAN", "YATEMI"):
        lurah.get_by_label(f"Pilih {name}").check(force=True)
    expect(lurah.locator("[data-bulk-count]")).to_contain_text("3")
    no_findings(lurah, "permohonan-terpilih")
    lurah.get_by_role("button", name="Terbitkan terpilih").click()

    expect(lurah.get_by_text("2 surat terbit.")).to_be_visible()
    expect(lurah.get_by_role("row", name="YATEMI")).to_contain_text("tidak terdaftar di DTSEN")
    no_findings(lurah, "permohonan-hasil")
    with lurah.expect_download() as fetched:
        lurah.get_by_role("link", name="Unduh semua").click()
    assert fetched.value.suggested_filename.startswith("surat-kumpulan-")


@once_on("desk")
def test_an_empty_list_has_no_finding(lurah: Page, no_findings):
    lurah.goto("/surat/permohonan/")

    expect(lurah.get_by_role("heading", name="Tidak ada permohonan")).to_be_visible()
    no_findings(lurah, "permohonan-kosong")


@pytest.mark.requirement("K-13")
@once_on("desk")
def test_a_citizen_is_served_at_the_counter_with_the_nik_alone(page: Page, server: str, no_findings):
    new_dinas()
    person = a_listed_person("SULASTRI")
    sit_down(page.context, server, an_official("operator.contoh", "OP_DESA", BAWANG))

    page.goto("/surat/loket/")
    no_findings(page)
    page.get_by_label("NIK", exact=True).fill(as_text(person.nik))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Surat keterangan DTSEN dapat dibuat.")).to_be_visible()
    no_findings(page, "loket")
    page.get_by_label("KTP dan KK asli sudah saya lihat").check()
    page.get_by_role("button", name="Catat permohonan").click()

    expect(page.get_by_text("Permohonan SULASTRI dicatat. Silakan warga berikutnya.")).to_be_visible()
    expect(page.get_by_label("NIK", exact=True)).to_be_focused()
    assert as_text(person.nik) not in page.url
