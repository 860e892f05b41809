"""A visit to a family in Chromium, on a phone and on a desk: from the person's page to the closed record."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Family, FamilyVisit
from tests.access.world import an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.registry.world import BAWANG, a_family, a_person


@pytest.fixture
def officer(page: Page, server: str) -> Page:
    """The page of the operator of Bawang."""
    sit_down(page.context, server, an_official("dwi", "OP_DESA", BAWANG))
    return page


@pytest.fixture
def family(database) -> Family:
    mother = a_person("SULASTRI NINGSIH", born=date(1979, 4, 12), birth_place="KEDIRI")
    son = a_person("DIMAS PRASETYO", sex="L", born=date(2009, 8, 7))
    baby = a_person("BAYI SULASTRI", born=date(2026, 10, 3), no_nik_reason="newborn")
    return a_family(mother, son, baby, address="JL. SERSAN SUHARMAJI 17", rt="004", rw="002")


def the_visit() -> FamilyVisit:
    with acting(SYSTEM):
        return FamilyVisit.objects.latest("pk")


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_text(answer, exact=True).click()


@once_on("phone")
def test_a_visit_goes_from_the_persons_page_to_a_closed_record(officer: Page, family, seen):
    with acting(SYSTEM):
        mother = family.memberships.get(relation=1).person_id
    officer.goto(reverse("registry:person", args=[mother]))
    officer.get_by_role("link", name="Kunjungan DTSEN").click()
    arrived(officer, "Kunjungan DTSEN")
    seen(officer, "visits-empty")
    officer.get_by_role("button", name="Mulai kunjungan").click()
    expect(officer.get_by_role("heading", name="Keluarga SULASTRI NINGSIH", level=1)).to_be_visible()
    seen(officer, "visit-steps")

    officer.get_by_role("link", name="Rumah", exact=True).click()
    power = officer.get_by_role("group", name="Daya terpasang 1")
    expect(power).to_be_hidden()
    choose(officer, "Sumber penerangan", "Listrik PLN dengan meteran")
    expect(power).to_be_visible()
    choose(officer, "Jenis lantai terluas", "Tanah")
    officer.get_by_label("Jumlah kamar tidur").fill("60")
    officer.get_by_role("button", name="Simpan dan lanjut").click()
    expect(officer.get_by_role("alert")).to_contain_text("Paling besar 50")
    seen(officer, "visit-house-refused")
    officer.get_by_label("Jumlah kamar tidur").fill("2")
    officer.get_by_label("Total pengeluaran per bulan").fill("1150000")
    officer.get_by_role("button", name="Simpan dan lanjut").click()
    expect(officer.get_by_role("heading", name="Program yang diterima keluarga")).to_be_visible()
    choose(officer, "Menerima PKH", "Ya")
    seen(officer, "visit-programmes")
    officer.get_by_role("button", name="Simpan saja").click()
    arrived(officer, "Keluarga SULASTRI NINGSIH")

    officer.get_by_role("link", name="DIMAS PRASETYO").click()
    arrived(officer, "DIMAS PRASETYO")
    seen(officer, "visit-member")
    officer.get_by_role("link", name="Pekerjaan", exact=True).click()
    choose(officer, "Bekerja seminggu lalu", "Ya")
    officer.get_by_label("Jam kerja seminggu").fill("12")
    choose(officer, "Bekerja seminggu lalu", "Tidak")
    expect(officer.get_by_label("Jam kerja seminggu")).to_be_hidden()
    seen(officer, "visit-work")
    officer.get_by_role("button", name="Simpan dan lanjut").click()
    expect(officer.get_by_role("heading", name="Usaha sendiri")).to_be_visible()
    officer.goto(reverse("registry:visit_member_step", args=[the_visit().pk, mother, "disabilitas"]))
    choose(officer, "Kesulitan: penglihatan", "Sedikit kesulitan")
    seen(officer, "visit-difficulties")
    officer.get_by_role("button", name="Simpan saja").click()
    arrived(officer, "SULASTRI NINGSIH")  # leaving for elsewhere at once could stop what is being sent

    officer.goto(reverse("registry:visit_step", args=[the_visit().pk, "petugas"]))
    choose(officer, "Hasil pendataan", "Terisi tidak lengkap")
    seen(officer, "visit-officer")
    officer.get_by_role("button", name="Simpan saja").click()
    arrived(officer, "Keluarga SULASTRI NINGSIH")
    seen(officer, "visit-steps-later")
    officer.get_by_role("link", name="Periksa jawaban").click()
    arrived(officer, "Periksa jawaban")
    seen(officer, "visit-check")
    officer.get_by_role("button", name="Tutup kunjungan").click()
    expect(officer.get_by_text("ditutup dan tersimpan sebagai fakta")).to_be_visible()
    expect(officer.get_by_role("main")).not_to_contain_text("Sedikit kesulitan")
    seen(officer, "visit-closed")

    officer.get_by_text("Buka jawaban yang tersembunyi").click()
    officer.get_by_label("Kesehatan dan disabilitas").check()
    officer.get_by_label("Alasan").fill("Rujukan ke puskesmas")
    seen(officer, "visit-open")
    officer.get_by_role("button", name="Buka dan catat").click()
    expect(officer.get_by_role("main")).to_contain_text("Sedikit kesulitan")
    expect(officer.get_by_role("main")).not_to_contain_text("1.150.000")
    seen(officer, "visit-opened")
    officer.goto(reverse("registry:visits", args=[family.pk]))
    seen(officer, "visits")


@once_on("desk")
def test_paper_prints_blank_and_filled(officer: Page, family, seen):
    officer.goto(reverse("registry:visit_blank", args=[family.pk]))
    seen(officer, "visit-blank")
    officer.emulate_media(media="print")
    expect(officer.get_by_role("link", name="Cari warga")).to_be_hidden()
    expect(officer.get_by_text("Jenis lantai terluas")).to_be_visible()
    if folder := os.environ.get("KESOS_PICTURES"):
        officer.screenshot(
            path=Path(folder) / f"visit-blank-paper-{officer.viewport_size['width']}.png", full_page=True
        )


def test_the_form_works_before_scripts_arrive(browser, server, family):
    place = browser.new_context(base_url=server, java_script_enabled=False, viewport={"width": 390, "height": 844})
    sit_down(place, server, an_official("dwi", "OP_DESA", BAWANG))
    page = place.new_page()
    page.goto(reverse("registry:visits", args=[family.pk]))
    page.get_by_role("button", name="Mulai kunjungan").click()
    page.get_by_role("link", name="Rumah", exact=True).click()

    page.get_by_role("group", name="Sumber penerangan").get_by_text("Bukan listrik").click()
    page.get_by_role("group", name="Daya terpasang 1").get_by_text("450", exact=False).first.click()
    page.get_by_role("button", name="Simpan dan lanjut").click()

    expect(page.get_by_role("alert")).to_contain_text("Hanya ditanyakan bila «Sumber penerangan»")
    place.close()
