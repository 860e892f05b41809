"""A citizen at home and at the counter, and the officials who look into what was told, in Chromium at both widths."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kesos.access.actors import actor_for
from tests.access.world import BAWANG, KEDIRI, PASSWORD, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.portal import world
from tests.portal.citizens import a_citizen_user
from tests.registry.world import a_family, a_person

PICTURE = {"name": "rumah.png", "mimeType": "image/png", "buffer": world.a_picture().read()}


def fill_report(page: Page) -> None:
    page.get_by_label("Alasan", exact=True).fill("Rumahnya bertingkat dan punya mobil")
    page.locator("input[type=file]").set_input_files(PICTURE)
    page.get_by_label("Lintang rumah").fill("-7.8166")
    page.get_by_label("Bujur rumah").fill("112.0352")


@pytest.mark.requirement("K-27")
@once_on("phone")
def test_a_citizen_challenges_an_aid_and_reads_the_own_data(page: Page, server: str, seen):
    world.a_recipient("SULASTRI NINGSIH")
    sit_down(page.context, server, a_citizen_user("YATEMI"))

    page.goto("/")
    arrived(page, "Halaman saya")
    seen(page, "portal-halaman-saya")
    page.get_by_role("link", name="Sanggah penerima").click()
    arrived(page, "Sanggah penerima")
    page.get_by_label("Nama penerima yang disanggah").fill("sulastri")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text("S••••••• N••••••")).to_be_visible()
    page.get_by_text("S••••••• N••••••").click()
    fill_report(page)
    seen(page, "portal-sanggah")
    page.get_by_role("button", name="Kirim sanggahan").click()
    expect(page.get_by_role("heading", name="Sanggah nomor")).to_be_visible()
    seen(page, "portal-laporan-saya")
    page.goto("/saya/data/")
    arrived(page, "Data saya")
    seen(page, "portal-data-saya")
    page.get_by_role("link", name="Ajukan keberatan").click()
    arrived(page, "Ajukan keberatan")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    seen(page, "portal-keberatan-salah")
    page.get_by_label("Keputusan yang diberatkan").select_option("usulan_otomatis")
    page.get_by_label("Tentang").fill("PKH bulan ini")
    today = timezone.localdate()
    page.get_by_label("Tanggal", exact=True).fill(str(today.day))
    page.get_by_label("Bulan").select_option(str(today.month))
    page.get_by_label("Tahun").fill(str(today.year))
    page.get_by_label("Alasan keberatan").fill("Rumah itu milik kakak saya")
    page.get_by_role("button", name="Kirim").click()
    arrived(page, "Keberatan: PKH bulan ini")
    seen(page, "portal-keberatan")


@pytest.mark.requirement("K-27")
@once_on("phone")
def test_a_citizen_joins_and_comes_in(page: Page, server: str, seen):
    person = a_person("SUMIATI")
    family = a_family(person)

    page.goto("/daftar/")
    arrived(page, "Daftar akun warga")
    page.get_by_label("NIK").fill(str(person.nik))
    page.get_by_label("No KK").fill(str(family.kk))
    page.get_by_label("Nama lengkap").fill("SUMIATUN")
    page.get_by_label("Tanggal", exact=True).fill("12")
    page.get_by_label("Bulan").select_option("4")
    page.get_by_label("Tahun").fill("1979")
    page.get_by_label("Nama pengguna").fill("sumiati.bawang")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_text("tidak dapat dicocokkan").first).to_be_visible()
    seen(page, "portal-daftar-salah")
    page.get_by_label("Nama lengkap").fill("Sumiati")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Buat akun").click()
    arrived(page, "Masuk")
    page.get_by_label("Nama pengguna atau surel").fill("sumiati.bawang")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    arrived(page, "Halaman saya")
    seen(page, "portal-belum-terbukti")


@pytest.mark.requirement("K-27")
@once_on("phone")
def test_the_operator_serves_a_citizen_at_the_counter(page: Page, server: str, seen):
    person = world.a_recipient("SULASTRI").person
    sit_down(page.context, server, an_official("op.bawang", "OP_DESA", BAWANG))

    page.goto(f"/warga/{person.pk}/")
    page.get_by_text("Laporan, akun, dan hak warga").click()
    page.get_by_role("link", name="Akun warga").click()
    arrived(page, "Akun warga")
    page.get_by_role("button", name="KTP cocok, buat akun").click()
    expect(page.get_by_role("heading", name="Serahkan kepada warga")).to_be_visible()
    seen(page, "portal-loket-akun")
    page.goto(f"/usul-sanggah/loket/usul/?warga={person.pk}")
    arrived(page, "Terima usul")
    page.get_by_label("No KK").fill("9971030101109999")
    page.get_by_label("Nama kepala keluarga").fill("PAIJAN")
    page.get_by_label("Program yang diusulkan").select_option("PKH")
    fill_report(page)
    seen(page, "portal-loket-usul")
    page.get_by_role("button", name="Kirim usul").click()
    arrived(page, "Usul: PAIJAN")
    page.goto(f"/hak-data/loket/?warga={person.pk}")
    arrived(page, "Hak data dan keberatan")
    seen(page, "portal-loket-hak")
    page.get_by_role("link", name="Minta koreksi").click()
    arrived(page, "Minta koreksi data")
    page.get_by_label("Data yang keliru").fill("Tanggal lahir")
    page.get_by_label("Yang benar").fill("Seharusnya 12 Mei 1979")
    page.get_by_role("button", name="Kirim").click()
    arrived(page, "Koreksi data: Tanggal lahir")
    seen(page, "portal-hak")
    page.goto("/hak-data/")
    arrived(page, "Hak data dan keberatan")
    seen(page, "portal-daftar-hak")


@once_on("desk")
def test_officials_look_into_a_sanggah(page: Page, server: str, seen):
    now = timezone.now()
    report = world.a_sanggah(world.a_citizen("TUKIJO"), world.a_recipient("SULASTRI"), at=now)
    dinsos, supervisor = an_official("dinsos", "OP_DINSOS", KEDIRI), an_official("supervisor", "SUPERVISOR", KEDIRI)
    tksk = an_official("tksk", "TKSK", BAWANG[:6])
    sit_down(page.context, server, dinsos)
    page.goto("/usul-sanggah/")
    arrived(page, "Usul dan sanggah")
    seen(page, "portal-daftar-laporan")
    page.get_by_role("link", name="SULASTRI").click()
    arrived(page, "Sanggah: SULASTRI")
    page.get_by_role("button", name="Catat").click()
    expect(page.get_by_label("Petugas lapangan")).to_be_visible()
    page.get_by_label("Petugas lapangan").select_option(str(tksk.pk))
    page.get_by_role("button", name="Tugaskan petugas lapangan").click()
    expect(page.get_by_text("Menunggu petugas lain.")).to_be_visible()
    sit_down(page.context, server, tksk)
    page.goto(f"/usul-sanggah/{report.pk}/")
    page.get_by_label("Hasil pemeriksaan").fill("Rumah dua lantai, ada mobil")
    seen(page, "portal-lapangan")
    page.get_by_role("button", name="Simpan hasil lapangan").click()
    expect(page.get_by_text("Hasil lapangan disimpan.")).to_be_visible()
    sit_down(page.context, server, supervisor)
    page.goto(f"/usul-sanggah/{report.pk}/")
    seen(page, "portal-laporan")
    page.get_by_text("Buka identitas pelapor").click()
    page.get_by_label("Alasan membuka").fill("Diminta inspektorat")
    page.get_by_role("button", name="Buka dan catat").click()
    expect(page.get_by_text("Pembukaan ini dicatat atas nama Anda.")).to_be_visible()
    seen(page, "portal-pelapor")
    page.get_by_role("button", name="Nyatakan terbukti").click()
    expect(page.get_by_text("Terbukti benar").first).to_be_visible()
    assert actor_for(supervisor.pk, at=now)


@once_on("desk")
def test_the_duties_of_the_office_have_no_finding(page: Page, server: str, seen):
    sit_down(page.context, server, an_official("admin.kota", "ADMIN", KEDIRI))
    page.goto("/insiden/baru/")
    arrived(page, "Catat insiden")
    now = timezone.localtime()
    page.get_by_label("Kejadian").fill("Laptop hilang")
    page.get_by_label("Diketahui").fill(f"{now:%d-%m-%Y %H.%M}")
    page.get_by_label("Data yang terungkap").fill("Nama 40 warga")
    page.get_by_label("Jumlah orang").fill("40")
    page.get_by_label("Sebab").fill("Dicuri dari mobil")
    page.get_by_label("Narahubung").fill("Kepala dinas, 0354-1")
    seen(page, "portal-insiden-baru")
    page.get_by_role("button", name="Catat insiden").click()
    arrived(page, "Laptop hilang")
    seen(page, "portal-insiden")
    for address, heading in (
        ("/insiden/", "Insiden data"), ("/retensi/", "Retensi data"), ("/pemrosesan/", "Daftar pemrosesan data"),
        ("/ketentuan-wilayah/", "Ketentuan wilayah"),
    ):  # fmt: skip
        page.goto(address)
        arrived(page, heading)
        seen(page, f"portal-{address.strip('/')}")
