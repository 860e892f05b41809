"""Deaths and moves in Chromium: reported at the counter from the person's page, seen in the list, refused in words."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kesos.access.actors import actor_for
from kesos.foundation.actor import Actor
from kesos.journeys.ports import Told
from tests.access.world import BAWANG, an_official
from tests.api.world import picture_bytes
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.journeys.world import KEDIRI, a_death, a_file_of, arrive, number
from tests.registry.world import a_family, a_person


@pytest.fixture
def operator(page: Page, server: str, database: None) -> Actor:
    user = an_official("op.contoh", "OP_DESA", BAWANG)
    sit_down(page.context, server, user)
    return actor_for(user.pk, at=timezone.now())


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "surat.png"
    path.write_bytes(picture_bytes())
    return path


@pytest.mark.requirement("K-23")
@once_on("phone")
def test_a_move_is_reported_at_the_origin_from_the_persons_page(page: Page, operator: Actor, scan: Path, no_findings):
    person = a_person("SULASTRI")
    a_family(person, a_person("BUDI", sex="L"), address="JL. MAWAR 3")
    page.goto(f"/warga/{person.pk}/")
    expect(page.get_by_role("heading", name="Kepesertaan JKN")).to_be_visible()
    no_findings(page, "warga-jkn")
    page.get_by_text("Laporan, akun, dan hak warga").click()
    page.get_by_role("link", name="Laporkan pindah").click()
    arrived(page, "Laporkan pindah")
    today = timezone.localdate()
    page.get_by_role("searchbox", name="Cari kelurahan tujuan").fill("mojoroto")
    page.locator("input[name=tujuan]").first.check()
    page.get_by_label("Tanggal", exact=True).fill(str(today.day))
    page.get_by_label("Bulan").select_option(str(today.month))
    page.get_by_label("Tahun").fill(str(today.year))
    page.get_by_label("Alamat baru").fill("JL. MELATI 9")
    page.locator("input[type=file]").set_input_files(scan)
    no_findings(page, "pindah-lapor")
    page.get_by_role("button", name="Simpan laporan pindah").click()

    arrived(page, "Pindah SULASTRI")
    no_findings(page, "pindah")
    page.goto("/pindah/")
    expect(page.get_by_role("link", name="SULASTRI")).to_be_visible()
    no_findings(page, "pindah-daftar")


@once_on("phone")
def test_a_death_is_reported_and_the_list_says_what_does_not_match(
    page: Page, operator: Actor, scan: Path, no_findings
):
    person, today = a_person("AMINAH"), timezone.localdate()
    arrive(
        Told(number(), "kematian", timezone.now(), nik=9971035204790999, full_name="KARTINI", happened_on=today,
             region_code=BAWANG),
        at=timezone.now(),
    )  # fmt: skip
    page.goto(f"/peristiwa/kematian/?warga={person.pk}")
    page.get_by_role("button", name="Simpan laporan").click()
    expect(page.locator(".error-summary, [data-focus]").first).to_be_visible()
    no_findings(page, "kematian-lapor")
    page.get_by_label("Tanggal", exact=True).fill(str(today.day))
    page.get_by_label("Bulan").select_option(str(today.month))
    page.get_by_label("Tahun").fill(str(today.year))
    page.locator("input[type=file]").set_input_files(scan)
    page.get_by_role("button", name="Simpan laporan").click()

    arrived(page, "Kematian: AMINAH")
    no_findings(page, "kematian")
    page.goto("/peristiwa/")
    expect(page.get_by_role("link", name="KARTINI")).to_be_visible()
    no_findings(page, "peristiwa")
    page.get_by_role("link", name="KARTINI").click()
    arrived(page, "Kematian: KARTINI")
    expect(page.get_by_text("NIK ini tidak tercatat di registri")).to_be_visible()
    no_findings(page, "peristiwa-tidak-cocok")


@pytest.mark.requirement("K-19")
@once_on("desk")
def test_an_office_without_a_line_sends_the_months_file_and_sees_what_is_wrong(
    page: Page, server: str, database: None, tmp_path: Path, no_findings
):
    sit_down(page.context, server, an_official("dinas.contoh", "OP_DINSOS", KEDIRI))
    good = a_death(a_person("AMINAH"), issued_at=timezone.now())
    wrong = [a_death(a_person(name), kind=kind, issued_at=timezone.now()) for name, kind in (
        ("PAIJAN", "lahir"), ("WAGINAH", "pindah"),
    )]  # fmt: skip
    sent = tmp_path / "november.csv"
    sent.write_bytes(a_file_of([good, *wrong]))

    page.goto("/peristiwa/")
    page.get_by_role("link", name="Kirim berkas bulanan").click()
    arrived(page, "Kirim berkas bulanan")
    no_findings(page, "peristiwa-berkas-kirim")
    page.locator("input[type=file]").set_input_files(sent)
    page.get_by_role("button", name="Kirim dan periksa").click()
    arrived(page, "november.csv")
    expect(page.get_by_text("JENIS: tulis kematian, pindah, atau koreksi.")).to_be_visible()
    no_findings(page, "peristiwa-berkas")
    with page.expect_download() as took:
        page.get_by_role("link", name="Unduh baris salah dengan alasannya").click()
    assert took.value.suggested_filename == "peristiwa-salah.xlsx"
    page.get_by_role("button", name="Terapkan 1 peristiwa").click()
    arrived(page, "Menerapkan november.csv")
    no_findings(page)
