"""The recap of the province in Chromium, down to the kelurahan; families without aid; on a desk and a phone."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kesos.insight.services.refresh import refresh
from tests.browser.of_the_month import SignIn
from tests.browser.watching import arrived
from tests.insight.world import BAWANG, MOJOROTO, NGRONGGO, PARE, a_household, receives


@pytest.fixture
def counted(database: None) -> None:
    for n, (place, number) in enumerate(((BAWANG, 6), (NGRONGGO, 2), (MOJOROTO, 7), (PARE, 9))):
        _, members = a_household(place, people=number, listed="dtsen", decile=n + 1)
        receives(members[0], "PBI-JK") if n else None
    refresh(at=timezone.now())


@pytest.mark.requirement("J-52")
def test_the_province_follows_its_numbers_down_to_the_kelurahan(signed_in: SignIn, counted, no_findings):
    page, _ = signed_in("DINSOS_PROV", "35")

    page.goto("/rekap-wilayah/")
    arrived(page, "Rekap wilayah")
    expect(page.get_by_text("Dihitung").last).to_be_visible()
    no_findings(page, "rekap-provinsi")
    page.get_by_role("link", name="Kota Kediri").click()
    page.get_by_role("link", name="Pesantren").click()
    expect(page.get_by_role("rowheader", name="Bawang")).to_be_visible()
    no_findings(page, "rekap-kecamatan")
    page.get_by_label("Rekap", exact=True).select_option("desil")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page).to_have_url(re.compile("rekap=desil"))
    expect(page.get_by_role("rowheader", name="Bangsal")).to_be_visible()
    no_findings(page, "rekap-desil")
    with page.expect_download() as took:
        page.get_by_role("link", name="Unduh Excel").click()
    assert took.value.suggested_filename.endswith(".xlsx")


@pytest.mark.requirement("J-14")
def test_the_office_reads_who_receives_nothing(signed_in: SignIn, counted, no_findings):
    page, _ = signed_in("OP_DINSOS", "3571")

    page.goto("/keluarga-bantuan/")
    arrived(page, "Tanpa dan dobel bantuan")
    expect(page.get_by_text("Tidak menerima apa pun").last).to_be_visible()
    no_findings(page, "keluarga-tanpa-bantuan")
