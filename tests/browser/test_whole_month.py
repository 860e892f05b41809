"""One family's month from the login to the letter somebody checks, every step clicked, on a phone and on a desk.

The match comes from a real worker that asks a real server; nothing is carried on behind the screens but the calendar.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as chosen
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from kesos.access.door import at_the_door
from kesos.access.models import User
from kesos.database.acting import acting
from kesos.database.resolve import addresses
from kesos.demo import pictures
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text
from kesos.proposals import jobs
from kesos.proposals.models import Period
from kesos.proposals.services import periods
from kesos.registry.models import Person
from tests import databases
from tests.access.world import BAWANG, KEDIRI, PASSWORD, an_official
from tests.browser.sitting import pictured, sit_down
from tests.browser.watching import once_on, troubles, watched
from tests.documents.offices import office_of_bawang
from tests.files.uploads import PDF
from tests.interop.conftest import KEY, StandIn, a_record, stand_in, started  # noqa: F401
from tests.proposals.world import a_known_family

OFFICIALS = {
    "operator": ("OP_DESA", BAWANG), "lurah": ("LURAH", BAWANG), "supervisor": ("SUPERVISOR", KEDIRI),
    "kadis": ("KADIS", KEDIRI), "pusdatin": ("PUSDATIN", ""), "dinsos": ("OP_DINSOS", KEDIRI),
}  # fmt: skip
ALL_PICTURES = """() => Promise.all([...document.images].map((each) => {
  each.loading = "eager";
  return each.complete || new Promise((done) => { each.onload = each.onerror = done; });
}))"""
DECREE = "79/HUK/CONTOH/2026"


@pytest.fixture(autouse=True)
def _house(settings, tmp_path, server):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PUBLIC_URL = server


@pytest.fixture
def month(database: None) -> Period:
    """The month before this one: all its days have come, so the calendar closes it whenever the test is run."""
    last = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    period = periods.open_period(region_code=KEDIRI, month=last, at=timezone.now())
    for name, (role, area) in OFFICIALS.items():
        an_official(name, role, area, region=area[:4] or KEDIRI)
    office_of_bawang()
    return period


@pytest.fixture
def family(month: Period) -> list[Person]:
    made = a_known_family("SULASTRI")
    with acting(SYSTEM):
        return list(Person.objects.filter(memberships__family=made).order_by("pk"))


@pytest.fixture
def worker(month: Period, family: list[Person], stand_in: Callable[..., StandIn]) -> Iterator[None]:  # noqa: F811
    """`kesos worker`, asking the stand-in that knows the family; begun early, so that it is there when it is needed."""
    known = [a_record(NIK=as_text(p.nik), NAMA_LENGKAP=p.full_name, JENIS_KELAMIN=p.sex) for p in family]
    asked, name = stand_in(*known), str(connection.settings_dict["NAME"])
    environment = {
        **os.environ,
        "KESOS_DATABASE_URL": databases._url(addresses().owner, name),
        "KESOS_DATABASE_APP_URL": databases._url(addresses().app, name),
        "KESOS_POPULATION_URL": asked.url,
        "KESOS_POPULATION_KEY": KEY,
        "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base",
    }
    # without the clock's queue: the journey says when entry closes
    command = [Path(sys.executable).with_name("kesos"), "worker", "--queue", "default"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    yield
    process.kill()
    process.wait()


class Journey:
    """The page, who sits before it, and what is looked at on the way."""

    def __init__(self, page: Page, server: str, no_findings: Callable[[Page], None]) -> None:
        self.page, self.server, self.no_findings, self.looks = page, server, no_findings, 0

    def sits_down(self, name: str) -> None:
        """Somebody else, with the session of a second factor already given."""
        with at_the_door():
            user = User.objects.get(username=name)
        sit_down(self.page.context, self.server, user)

    def open(self, address: str, name: str, *, again: bool = False) -> None:
        self.page.goto(address)
        self.look(name, again=again)

    def look(self, name: str, *, again: bool = False) -> None:
        """A new screen: no finding, and a picture where one is asked for. `again`: a screen that was already asked."""
        self.page.wait_for_load_state()
        self.looks += 1
        picture = f"{self.looks:02d}-{name}"
        if os.environ.get("KESOS_PICTURES"):
            self.page.evaluate(ALL_PICTURES)
        if again:
            pictured(self.page, picture)
            assert troubles(self.page) == []
        else:
            self.no_findings(self.page, picture)

    def press(self, button: str, said: str) -> None:
        """A button, and what the next page says of it."""
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.get_by_role("status").first).to_contain_text(said)

    def upload(self, button: str, **files: bytes) -> None:
        for name, content in files.items():
            kind, end = ("application/pdf", "pdf") if content.startswith(b"%PDF") else ("image/jpeg", "jpg")
            self.page.locator(f"input[type=file][name={name}]").set_input_files(
                {"name": f"{name}.{end}", "mimeType": kind, "buffer": content}
            )
        self.press(button, "Tersimpan")


@pytest.fixture
def journey(page: Page, server: str, no_findings: Callable[[Page], None]) -> Journey:
    return Journey(page, server, no_findings)


@pytest.mark.requirement("K-05")
@pytest.mark.requirement("K-13")
@pytest.mark.requirement("X-05")
@once_on("phone")
def test_a_family_is_proposed_determined_and_gets_the_letter_that_anybody_can_check(
    journey: Journey, month: Period, family: list[Person], worker: None, browser: Browser, server: str, no_findings
):
    number = proposed(journey)
    matched(journey, number)
    deliberated(journey)
    jobs.keep_calendar(timezone.now())
    endorsed(journey, month)
    determined(journey, month, number)
    letter, pdf = with_a_letter(journey, family[0])

    text = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    code = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", text)
    assert letter in text
    assert code is not None
    wide = dict(journey.page.viewport_size)
    with watched(browser, server, viewport=wide) as anybody:
        anybody.goto(f"{chosen.PUBLIC_URL}/cek/{code[0]}/")
        journey.page = anybody
        journey.look("cek-surat")
        result = anybody.locator("main")
        for told in (letter, "S.", "Berlaku"):
            expect(result).to_contain_text(told)
        expect(result).not_to_contain_text("SULASTRI")
        expect(result).not_to_contain_text(as_text(family[0].nik))


def proposed(journey: Journey) -> str:
    """The operator logs in, finds the family, brings the papers and hands the proposal in."""
    page = journey.page
    journey.open("/", "masuk")
    page.get_by_label("Nama pengguna atau surel").fill("operator")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Tugas saya", exact=True)).to_be_visible()
    journey.look("tugas-operator")
    page.get_by_role("link", name="Usulan baru").first.click()
    expect(page.get_by_label("NIK, No. KK, atau nama", exact=True)).to_be_visible()
    journey.look("usulan-baru")
    page.get_by_label("NIK, No. KK, atau nama", exact=True).fill("sulastri")
    page.get_by_role("main").get_by_role("button", name="Cari").click()
    expect(page.get_by_role("link", name="Pilih keluarga SULASTRI", exact=True)).to_be_visible()
    journey.look("usulan-cari")
    page.get_by_role("link", name="Pilih keluarga SULASTRI", exact=True).click()
    expect(page.get_by_role("button", name="Usulkan ke DTSEN")).to_be_visible()
    journey.look("usulkan")
    page.get_by_role("button", name="Usulkan ke DTSEN").click()
    expect(page.get_by_role("heading", name="Yang masih kurang")).to_be_visible()
    journey.look("usulan-draf")
    page.get_by_label("Lintang").fill("-7,8166")
    page.get_by_label("Bujur").fill("112,0114")
    house, card = pictures.house(3).read(), pictures.sample_card("KTP dan KK").read()
    journey.upload("Simpan berkas", foto_rumah_depan=house, berkas_ktp_kk=card)
    journey.look("usulan-lengkap", again=True)
    number = re.search(r"U-[0-9-]+", page.url)
    assert number is not None
    journey.press("Ajukan usulan", number[0])
    return number[0]


def matched(journey: Journey, number: str) -> None:
    """The worker is woken by the submission; the operator sees it on the page, at the latest after a few reloads."""
    page = journey.page
    state = page.locator(".page-title .badge").first
    if "Diajukan" in state.inner_text():
        journey.look("usulan-dipadankan")
    for _ in range(60):
        if "Menunggu musyawarah" in state.inner_text():
            break
        page.wait_for_timeout(500)
        page.goto(f"/usulan/{number}/")
    expect(state).to_contain_text("Menunggu musyawarah")
    journey.look("usulan-padan", again=True)


def deliberated(journey: Journey) -> None:
    """The lurah calls it, the operator notes and uploads, the lurah signs and carries out."""
    page, photo = journey.page, pictures.house(5).read()
    journey.sits_down("lurah")
    journey.open("/musyawarah/", "musyawarah-jadwal")
    today = timezone.localdate()
    page.locator("[name=tanggal_tanggal]").fill(str(today.day))
    page.locator("[name=tanggal_bulan]").select_option(str(today.month))
    page.locator("[name=tanggal_tahun]").fill(str(today.year))
    page.get_by_label("Tempat").fill("Balai Kelurahan Bawang")
    journey.press("Jadwalkan", "Musyawarah dijadwalkan")
    journey.look("musyawarah-dijadwalkan")
    journey.upload("Simpan berkas", undangan=PDF, daftar_awal=PDF)
    journey.press("Mulai", "Dimulai")
    address = page.url
    journey.sits_down("operator")
    journey.open(address, "musyawarah-berlangsung")
    journey.upload("Simpan berkas", daftar_hadir=PDF, foto_kegiatan=photo)
    page.get_by_label("Setuju").check()
    journey.press("Catat keputusan", "1 disetujui, 0 ditolak")
    journey.look("musyawarah-dicatat", again=True)
    journey.press("Catat hasil musyawarah", "Hasil musyawarah dicatat")
    journey.sits_down("lurah")
    journey.open(address, "musyawarah-tanda-tangan", again=True)
    journey.upload("Simpan berkas", tanda_tangan_musyawarah=PDF)
    journey.press("Tanda tangani berita acara", "Berita acara ditandatangani")
    journey.sits_down("operator")
    journey.open(address, "musyawarah-unggah", again=True)
    journey.upload("Simpan berkas", berita_acara=PDF, daftar_bnba=PDF)
    journey.press("Unggah berita acara", "Berita acara diunggah")
    journey.sits_down("lurah")
    journey.open("/", "tugas-lurah")
    journey.open(address, "musyawarah-jalankan")
    journey.press("Jalankan keputusan musyawarah", "1 usulan diteruskan ke dinas")
    journey.look("musyawarah-selesai", again=True)


def endorsed(journey: Journey, month: Period) -> None:
    """The supervisor verifies and finalises, the head endorses with the signed letter."""
    page, address = journey.page, f"/periode/{KEDIRI}/{month.month:%Y-%m}/"
    journey.sits_down("supervisor")
    journey.open(address, "periode-supervisor")
    journey.press("Mulai verifikasi", "Verifikasi dimulai")
    journey.open("/", "tugas-supervisor", again=True)
    page.get_by_role("link", name="SULASTRI").click()
    journey.look("usulan-supervisor")
    page.get_by_label("Setujui").check()
    journey.press("Simpan keputusan", "Disetujui")
    page.goto(address)
    journey.press("Finalisasi dinas sosial", "Difinalisasi")
    journey.look("periode-final", again=True)
    journey.sits_down("kadis")
    journey.open("/", "tugas-kadis", again=True)
    journey.open(address, "periode-kadis")
    page.locator("input[type=file][name=surat]").set_input_files(
        {"name": "pengesahan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    journey.press("Sahkan dan kirim ke pusat", "1 usulan dikirim ke pusat")
    journey.look("periode-disahkan", again=True)


def determined(journey: Journey, month: Period, number: str) -> None:
    """The centre takes the list; the social office imports what the decree says."""
    page, address = journey.page, f"/periode/{KEDIRI}/{month.month:%Y-%m}/"
    journey.sits_down("pusdatin")
    journey.open(address, "periode-pusat", again=True)
    journey.press("Tarik data ke pusat", "Data ditarik pusat")
    journey.sits_down("dinsos")
    journey.open(address, "periode-impor")
    page.get_by_label("Nomor SK penetapan").fill(DECREE)
    today = timezone.localdate()
    page.locator("[name=tanggal_sk_tanggal]").fill(str(today.day))
    page.locator("[name=tanggal_sk_bulan]").select_option(str(today.month))
    page.locator("[name=tanggal_sk_tahun]").fill(str(today.year))
    rows = f"Nomor usulan,Hasil,Desil,Alasan\n{number},DITETAPKAN,2,\n".encode()
    page.locator("input[type=file][name=berkas]").set_input_files(
        {"name": "hasil.csv", "mimeType": "text/csv", "buffer": rows}
    )
    journey.press("Impor hasil penetapan", "1 keluarga ditetapkan, 0 tidak")
    journey.look("periode-ditetapkan")


def with_a_letter(journey: Journey, head: Person) -> tuple[str, bytes]:
    """At the counter: asked for, issued by the lurah, printed by the operator. Its number and its PDF."""
    page, card = journey.page, pictures.sample_card("KTP").read()
    journey.sits_down("operator")
    journey.open(f"/warga/{head.pk}/", "warga-terdaftar")
    page.get_by_role("link", name="Buat surat keterangan").click()
    expect(page.get_by_label("Keperluan surat")).to_be_visible()
    journey.look("permohonan-baru")
    page.get_by_label("Keperluan surat").fill("Pendaftaran sekolah")
    for name in ("ktp", "kk"):
        page.locator(f"input[type=file][name={name}]").set_input_files(
            {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": card}
        )
    journey.press("Simpan dan cek DTSEN", "sudah dicek pada DTSEN")
    journey.look("permohonan-dicek")
    journey.sits_down("lurah")
    page.goto("/")
    page.get_by_role("link", name="SULASTRI").click()
    expect(page.get_by_role("button", name="Terbitkan surat")).to_be_visible()
    journey.look("permohonan-lurah")
    journey.press("Terbitkan surat", "terbit")
    journey.sits_down("operator")
    journey.open("/surat/", "surat-daftar")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    # the list's own heading is «Surat» too
    expect(page.get_by_role("link", name="Unduh dan cetak surat")).to_be_visible()
    journey.look("surat")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh dan cetak surat").click()
    pdf = Path(waiting.value.path()).read_bytes()
    letter = page.locator(".page-title p").first.inner_text().strip()
    return letter, pdf
