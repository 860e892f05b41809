"""The recap of the province in Chromium, down to the kelurahan; families without aid; on a desk and a phone."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kesos.insight.services.refresh import refresh
from tests.browser.of_the_month import SignIn
from tests.browser.test_ppks import narrow
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
    page.get_by_label("Rekap", exact=True).select_option("pilar")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("Jaminan sosial").first).to_be_attached()
    no_findings(page, "rekap-pilar")
    narrow(page)
    page.get_by_label("Menurut").select_option("bulan")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("enam bulan terakhir")).to_be_visible()
    no_findings(page, "rekap-bulanan")
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


@pytest.mark.requirement("X-09")
def test_a_family_that_is_not_listed_is_proposed_from_the_list(signed_in: SignIn, database, no_findings):
    family, (head,) = a_household(BAWANG)
    receives(head, "PBI-JK", family=family)
    refresh(at=timezone.now())
    page, _ = signed_in("OP_DESA", BAWANG)

    page.goto("/keluarga-bantuan/?daftar=belum")
    arrived(page, "Tanpa dan dobel bantuan")
    no_findings(page, "belum-terdaftar")
    page.get_by_role("link", name="Usulkan ke DTSEN").click()
    expect(page.get_by_role("heading", name="Usulkan keluarga ini ke DTSEN?")).to_be_visible()
