"""The list of PPKS in Chromium, at both widths: narrowed, sorted, and asked for as a file that is fetched."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import PpksRecord
from tests.browser.of_the_month import SignIn
from tests.browser.watching import arrived
from tests.registry.world import BAWANG, NGRONGGO, a_family, a_person, a_source


@pytest.fixture
def in_need(database: None) -> None:
    told = (("SULASTRI NINGSIH", "PPKS-13", BAWANG), ("PAIMAN", "PPKS-08", BAWANG), ("YATEMI", "PPKS-23", NGRONGGO))
    for name, kind, region in told:
        person = a_person(name, region=region)
        a_family(person, region=region, address="JL. SERSAN SUHARMAJI 17", rt="003", rw="001")
        with acting(SYSTEM):
            PpksRecord.objects.create(person=person, type=kind, from_on=date(2025, 3, 1), source=a_source())


def narrow(page: Page) -> None:
    """A telephone folds all but the first filter."""
    more = page.get_by_role("button", name="Saringan lain")
    if more.is_visible() and more.get_attribute("aria-expanded") != "true":
        more.click()


@pytest.mark.requirement("J-40")
def test_the_office_opens_its_ppks_and_asks_for_them_as_a_file(signed_in: SignIn, in_need, no_findings):
    page, _ = signed_in("OP_DINSOS", "3571")

    page.goto(reverse("registry:ppks"))
    arrived(page, "Daftar PPKS")
    expect(page.get_by_role("rowheader")).to_have_count(3)
    no_findings(page, "ppks")
    narrow(page)
    page.get_by_label("Wilayah").select_option(label="Seluruh Kecamatan Pesantren")
    page.get_by_role("button", name="Saring", exact=True).click()
    expect(page.get_by_text("50 per halaman")).to_be_visible()
    no_findings(page, "ppks-kecamatan")
    narrow(page)
    page.get_by_label("Jenis", exact=True).select_option("PPKS-08")
    page.get_by_role("button", name="Saring", exact=True).click()
    expect(page.get_by_role("rowheader")).to_have_count(1)
    page.get_by_label("Cari nama").fill("nobody")
    page.get_by_role("button", name="Saring", exact=True).click()
    expect(page.get_by_text("Tidak ada PPKS")).to_be_visible()
    no_findings(page, "ppks-kosong")
    page.get_by_role("link", name="Unduh").click()
    arrived(page, "Unduh daftar PPKS")
    page.get_by_text("Parquet (untuk program)").click()
    page.get_by_role("textbox", name="Tujuan").fill("Rapat koordinasi penanganan PPKS")
    no_findings(page, "ppks-unduh")
    page.get_by_role("button", name="Buat berkas").click()
    expect(page.get_by_role("heading", name="Daftar PPKS", level=1)).to_be_visible()
