"""Catalogue, quotas, local score and «bagaimana jika» in Chromium, and who receives outside the list."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Listing
from tests.access.world import BAWANG, KEDIRI, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.programmes.world import NGRONGGO, a_listed_family, a_quota, a_recipient, enrolled, waiting


def seated(page: Page, server: str, role: str, area: str) -> Page:
    sit_down(page.context, server, an_official(f"{role.lower()}.contoh", role, area))
    return page


def typed_day(page: Page, day: date) -> None:
    page.get_by_label("Tanggal", exact=True).last.fill(str(day.day))
    page.get_by_label("Bulan", exact=True).last.select_option(str(day.month))
    page.get_by_label("Tahun", exact=True).last.fill(str(day.year))


@once_on("desk")
def test_an_administrator_sees_what_a_stricter_limit_does_before_saving_it(
    page: Page, server: str, database, no_findings
):
    for _ in range(6):
        a_recipient("SEMBAKO", decile=5)
    for _ in range(5):
        waiting("SEMBAKO", decile=5, region=NGRONGGO)
    seated(page, server, "ADMIN", "")

    page.goto("/program/")
    arrived(page, "Katalog program")
    no_findings(page, "program")
    page.goto("/program/PKH/")
    arrived(page, "Program Keluarga Harapan")
    no_findings(page, "program-pkh")
    page.goto("/program/SEMBAKO/")
    page.get_by_role("link", name="Ubah ketentuan").click()
    arrived(page, "Ubah ketentuan program")
    page.get_by_label("Desil tertinggi").fill("4")
    page.get_by_label("Dasar").fill("Keputusan contoh 1/2090")
    typed_day(page, date(2090, 1, 1))
    page.get_by_role("button", name="Lihat dampak").click()
    expect(page.get_by_role("heading", name="Dampaknya")).to_be_visible()
    no_findings(page, "program-dampak")
    page.get_by_role("button", name="Simpan ketentuan").click()
    arrived(page, "Program Sembako / BPNT")
    expect(page.get_by_role("button", name="Tarik ketentuan")).to_be_visible()
    no_findings(page, "program-tersimpan")
    page.goto("/katalog/pasangan/")
    arrived(page, "Pasangan program")
    no_findings(page, "pasangan")


@once_on("desk")
def test_the_head_sets_a_quota_and_reads_what_is_free(page: Page, server: str, database, no_findings):
    for _ in range(3):
        a_recipient("PBPU-PEMDA")
    a_quota("PERMAKANAN", 40)
    seated(page, server, "KADIS", KEDIRI)

    page.goto("/kuota/baru/")
    arrived(page, "Tetapkan kuota")
    no_findings(page)
    page.get_by_label("Program").select_option("PBPU-PEMDA")
    page.get_by_label("Jumlah tempat").fill("2")
    page.get_by_label("Dasar").fill("Keputusan Wali Kota 188/7/2026")
    page.get_by_label("Tanggal", exact=True).first.fill("1")
    page.get_by_label("Bulan", exact=True).first.select_option("1")
    page.get_by_label("Tahun", exact=True).first.fill("2026")
    page.get_by_role("button", name="Simpan kuota").click()
    expect(page.get_by_text("sekarang 3 tempat").first).to_be_visible()
    no_findings(page, "kuota-ditolak")
    page.get_by_label("Jumlah tempat").fill("1200")
    page.get_by_role("button", name="Simpan kuota").click()
    arrived(page, "PBI daerah / PBPU Pemda, Kota Kediri")
    no_findings(page, "kuota-satu")
    page.goto("/kuota/")
    arrived(page, "Kuota program")
    no_findings(page, "kuota")
    page.goto("/kuota/cetak/")
    arrived(page, "Daftar kuota")
    no_findings(page)


@once_on("desk")
def test_the_head_imagines_other_places_and_sets_weights(page: Page, server: str, database, no_findings):
    a_quota("PBPU-PEMDA", 0)
    for _ in range(6):
        waiting("PBPU-PEMDA", decile=1)
    for _ in range(9):
        waiting("PBPU-PEMDA", decile=2, region=NGRONGGO)
    seated(page, server, "KADIS", KEDIRI)

    page.goto("/bagaimana-jika/")
    arrived(page, "Bagaimana jika")
    no_findings(page, "bagaimana-jika")
    page.get_by_label("Program").select_option("PBPU-PEMDA")
    page.get_by_label("Jumlah tempat").fill("8")
    page.get_by_role("button", name="Hitung").click()
    expect(page.get_by_role("heading", name="Hasil")).to_be_visible()
    no_findings(page, "bagaimana-jika-hasil")
    page.goto("/skor-lokal/")
    arrived(page, "Bobot skor lokal")
    page.get_by_label("Dasar").fill("Keputusan Kepala Dinas 4/2090")
    page.get_by_label("Anak di bawah 6 tahun").fill("2")
    typed_day(page, date(2090, 1, 1))
    page.get_by_role("button", name="Lihat dampak").click()
    expect(page.get_by_role("heading", name="Dampaknya pada daftar tunggu")).to_be_visible()
    no_findings(page, "skor-lokal")


@pytest.mark.requirement("K-03")
@once_on("desk")
def test_the_head_reads_who_receives_outside_the_list(page: Page, server: str, database, no_findings):
    family, person = a_listed_family("SUPARMI WARSITO", region=BAWANG)
    with acting(SYSTEM):
        Listing.objects.filter(family=family).delete()
    enrolled(family, person, "PERMAKANAN", unlisted_reason="Lansia terlantar, menunggu pemutakhiran data")
    seated(page, server, "KADIS", KEDIRI)

    page.goto("/penerima-di-luar-data/")
    arrived(page, "Penerima di luar data terpadu")
    expect(page.get_by_text("Lansia terlantar")).to_be_visible()
    no_findings(page, "di-luar-data")
