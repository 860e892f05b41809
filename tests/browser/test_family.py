"""A family at the counter, on a phone and on a desk: typed, refused with the reason, mended, saved."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kesos.registry.models import Person
from tests.access.world import BAWANG, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.registry.world import a_family, a_person


@pytest.fixture
def counter(page: Page, server: str) -> Page:
    """The page of Bawang's operator."""
    sit_down(page.context, server, an_official("dwi", "OP_DESA", BAWANG))
    return page


@pytest.fixture
def yatemi(database) -> Person:
    head = a_person("YATEMI", nik=9971035204797001, birth_place="KEDIRI")
    a_family(head, address="JL. MAWAR 3", rt="001", rw="002")
    return head


def born(block, day: str, month: str, year: str) -> None:
    block.get_by_label("Tanggal", exact=True).fill(day)
    block.get_by_label("Bulan", exact=True).select_option(month)
    block.get_by_label("Tahun", exact=True).fill(year)


@pytest.mark.requirement("K-01")
@once_on("phone")
def test_a_family_at_the_counter_is_found_nowhere_and_then_registered(counter: Page, yatemi, seen):
    counter.goto(reverse("registry:people"))
    counter.get_by_role("searchbox", name="NIK, No. KK, atau nama", exact=True).fill("997103520479700")
    counter.get_by_role("main").get_by_role("button", name="Cari").click()
    expect(counter.get_by_text("Mungkin yang Anda maksud")).to_be_visible()
    seen(counter, "people-near")

    counter.get_by_role("searchbox", name="NIK, No. KK, atau nama", exact=True).fill("suminah binti karto")
    counter.get_by_role("main").get_by_role("button", name="Cari").click()
    counter.get_by_role("link", name="Catat keluarga baru").click()
    arrived(counter, "Keluarga baru")
    seen(counter, "family-new")

    counter.get_by_label("No KK").fill("997103010110700")
    counter.get_by_label("Alamat").fill("JL. KENANGA 8")
    head = counter.get_by_role("group", name="Anggota 1")
    head.get_by_label("NIK", exact=True).fill("997103520479700")
    head.get_by_label("Nama lengkap").fill("SUMINAH")
    head.get_by_label("Jenis kelamin").select_option("P")
    born(head, "12", "4", "1979")
    head.get_by_label("Hubungan dengan kepala keluarga").select_option("1")
    counter.get_by_role("button", name="Tambah anggota").click()
    child = counter.get_by_role("group", name="Anggota 2")
    child.get_by_label("Alasan tanpa NIK").select_option("newborn")
    child.get_by_label("Nama lengkap").fill("BAYI SUMINAH")
    child.get_by_label("Jenis kelamin").select_option("L")
    born(child, "3", "10", "2026")
    child.get_by_label("Hubungan dengan kepala keluarga").select_option("4")
    save = counter.locator(".save-bar").get_by_role("button", name="Simpan keluarga")
    save.click()
    expect(counter.get_by_text("No. KK harus 16 angka.").first).to_be_visible()
    seen(counter, "family-card-wrong")

    counter.get_by_label("No KK").fill("9971030101107009")
    save.click()
    expect(counter.get_by_text("Mungkin orang ini sudah tercatat")).to_be_visible()
    expect(counter.get_by_text("Yang diketik 15 angka").first).to_be_visible()
    seen(counter, "family-near")

    head.get_by_label("NIK", exact=True).fill("9971035204797009")
    save.click()
    arrived(counter, "SUMINAH")
    expect(counter.get_by_text("Keluarga tersimpan.")).to_be_visible()
    seen(counter, "family-saved")


@once_on("phone")
def test_a_newborn_is_added_from_the_page_of_its_mother(counter: Page, yatemi, seen):
    counter.goto(reverse("registry:person", args=[yatemi.pk]))
    counter.get_by_role("link", name="Tambah anggota").click()
    arrived(counter, "Tambah anggota keluarga")
    seen(counter, "member-new")

    counter.get_by_label("Alasan tanpa NIK").select_option("newborn")
    counter.get_by_label("Nama lengkap").fill("BAYI YATEMI")
    counter.get_by_label("Jenis kelamin").select_option("L")
    born(counter.get_by_role("group", name="Anggota baru"), "3", "10", "2026")
    counter.get_by_label("Hubungan dengan kepala keluarga").select_option("4")
    counter.locator(".save-bar").get_by_role("button", name="Simpan anggota").click()

    arrived(counter, "BAYI YATEMI")
    expect(counter.get_by_text("Anggota tersimpan.")).to_be_visible()
    seen(counter, "member-saved")
