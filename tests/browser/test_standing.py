"""The head's page, the mayor's map, the recap, the papers of a deliberation in Chromium, on a phone and on a desk."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kesos.proposals.models import Period, Proposal
from kesos.proposals.services import deliberate, periods, propose
from tests.access.world import BAWANG, KEDIRI
from tests.browser.of_the_month import SignIn, a_proposal, an_actor, matched
from tests.browser.watching import arrived, once_on
from tests.documents.offices import office_of_bawang
from tests.programmes.world import NGRONGGO, a_recipient
from tests.proposals.test_aid import endorsed, submitted
from tests.proposals.test_centre_aid import decreed, taken
from tests.proposals.world import an_open_month


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def waiting(month: Period) -> list[Proposal]:
    operator = an_actor("operator", "OP_DESA", BAWANG)
    found = [a_proposal(month, operator, name) for name in ("SULASTRI", "PAIJAN")]
    for each in found:
        propose.submit(proposal=each, by=operator, at=timezone.now())
    matched(*found)
    return found


@pytest.fixture
def office(database: None) -> None:
    office_of_bawang()


@pytest.fixture
def last_month(database: None) -> Period:
    """All its days are over, so whoever has not finished is behind."""
    last = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    return periods.open_period(region_code=KEDIRI, month=last, at=timezone.now())


@pytest.mark.requirement("K-04")
@once_on("desk")
def test_the_head_looks_at_the_month_reminds_and_reads_the_recap(signed_in: SignIn, last_month, no_findings):
    an_actor("operator", "OP_DESA", BAWANG)
    a_proposal(last_month, an_actor("operator.dua", "OP_DESA", BAWANG), "SULASTRI", whole=False)
    page, _ = signed_in("KADIS", KEDIRI)

    page.goto("/bulan-ini/")
    arrived(page, "Posisi")
    expect(page.locator("#tertinggal")).to_be_visible()
    expect(page.get_by_text("Berhak, menunggu bantuan")).to_be_visible()
    no_findings(page, "posisi")
    page.get_by_role("button", name="Ingatkan kelurahan yang tertinggal").click()
    expect(page.get_by_role("status").first).to_contain_text("diingatkan")
    page.get_by_role("link", name="Rekap", exact=True).click()
    arrived(page, "Rekap")
    no_findings(page, "rekap")
    page.get_by_role("link", name="Bantuan per program").click()
    arrived(page, "Bantuan per program")
    no_findings(page, "rekap-bantuan-kosong")


@pytest.mark.requirement("K-17")
@once_on("desk")
def test_the_head_reads_the_aid_of_a_month_by_programme_and_kelurahan(signed_in: SignIn, month, no_findings):
    for programme, village, number in (("BAPANAS-BERAS", BAWANG, 6), ("PKH", BAWANG, 7), ("PKH", NGRONGGO, 2)):
        for _ in range(number):
            a_recipient(programme, region=village)
    page, _ = signed_in("KADIS", KEDIRI)

    page.goto(f"/periode/{KEDIRI}/{month.month:%Y-%m}/rekap/program/")
    arrived(page, "Bantuan per program")
    page.get_by_role("link", name="Bantuan pangan beras").click()
    expect(page.get_by_role("heading", name="BAPANAS-BERAS menurut kelurahan")).to_be_visible()
    no_findings(page, "rekap-bantuan")
    with page.expect_download() as took:
        page.get_by_role("link", name="Unduh Excel").click()
    assert took.value.suggested_filename.endswith(".xlsx")


@pytest.mark.requirement("K-04")
@once_on("phone")
def test_the_mayor_sees_six_numbers_and_the_map(signed_in: SignIn, month, waiting, no_findings):
    page, _ = signed_in("KEPALA_DAERAH", KEDIRI)

    page.goto("/")  # nothing waits for the mayor: the numbers come first
    arrived(page, "Kota Kediri")
    expect(page.get_by_role("img", name="Peta Kota Kediri per kelurahan")).to_be_visible()
    no_findings(page, "kota")
    page.get_by_role("link", name="Banyaknya usulan").click()
    expect(page.get_by_text("disamarkan", exact=True)).to_be_visible()
    no_findings(page, "kota-usulan")


@pytest.mark.requirement("K-05")
@once_on("desk")
def test_the_papers_of_a_deliberation_are_made_on_its_page(signed_in: SignIn, month, waiting, office, no_findings):
    page, lurah = signed_in("LURAH", BAWANG)
    held = deliberate.schedule(
        period=month, region_code=BAWANG, held_on=max(timezone.localdate(), month.month), place="Balai kelurahan",
        by=lurah, at=timezone.now(),
    )  # fmt: skip
    address = f"/musyawarah/{BAWANG}/{held.held_on:%Y-%m-%d}/"

    page.goto(address)
    no_findings(page, "musyawarah-dijadwalkan")
    page.get_by_role("button", name="Beri nomor dan buat undangan").click()
    expect(page.get_by_role("status").first).to_contain_text("dengan nomor 005/0001")
    page.get_by_role("button", name="Buat daftar awal").click()
    expect(page.get_by_role("status").first).to_contain_text("Daftar awal")
    with page.expect_download() as took:
        page.get_by_role("link", name="Cetak undangan").click()
    assert took.value.suggested_filename.endswith(".pdf")
    page.get_by_role("button", name="Mulai", exact=True).click()
    expect(page.locator(".page-title")).to_contain_text("Berlangsung")

    page, _ = signed_in("OP_DESA", BAWANG)
    page.goto(address)
    expect(page.get_by_label("Ketua musyawarah")).to_have_value("SUHARTO, S.Sos")
    page.get_by_label("Yang ikut menandatangani berita acara").fill("Sugeng; Ketua RT 01")
    no_findings(page, "musyawarah-berlangsung")
    page.get_by_role("button", name="Simpan daftar hadir").click()
    expect(page.get_by_role("status").first).to_contain_text("2 orang")
    no_findings(page, "musyawarah-hadir")


@pytest.mark.requirement("K-02")
@once_on("desk")
def test_the_office_finds_what_no_decree_has_spoken_of(signed_in: SignIn, database, no_findings):
    november = an_open_month()
    named, left = submitted(november), submitted(november)
    endorsed(november, named, left)
    taken(november)
    decreed(november, (named, "DITETAPKAN"))
    page, _ = signed_in("OP_DINSOS", KEDIRI)

    page.goto("/periode/3571/2026-11/")
    page.get_by_text("1 usulan belum disebut dalam SK mana pun").click()
    expect(page.get_by_role("button", name="Impor SK berikutnya")).to_be_visible()
    no_findings(page, "periode-sk-berikutnya")
