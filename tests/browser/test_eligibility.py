"""The check of a recipient in Chromium: the operator looks, the office approves, the person is told; companions."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kesos.access.actors import actor_for
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.services import check_proposals, field_notes
from kesos.registry.models import Family
from tests.access.world import BAWANG, KEDIRI, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.files.uploads import photo
from tests.programmes.checking import WELL_OFF, a_threshold, too_rich, visited
from tests.programmes.world import a_recipient

SignIn = Callable[..., None]


@pytest.fixture
def sit(page: Page, server: str) -> SignIn:
    def sign_in(role: str, area: str, **more: str) -> None:
        user = an_official(f"{role.lower()}.contoh", role, area, **more)
        sit_down(page.context, server, user)

    return sign_in


@pytest.mark.requirement("K-08", "K-12", "K-25", "K-26")
@once_on("phone")
def test_from_the_look_at_a_house_to_the_letter(page: Page, database: None, sit: SignIn, tmp_path: Path, no_findings):
    own = a_recipient("PBI-JK", name="SULASTRI")
    visited(own, **WELL_OFF)
    with acting(SYSTEM):
        Family.objects.filter(pk=own.family_id).update(
            rt="002", rw="004", address="Jl. Melati 4", latitude=Decimal("-7.840000"), longitude=Decimal("112.040000"),
            updated_at=timezone.now(),
        )  # fmt: skip
    house = tmp_path / "rumah.jpg"
    house.write_bytes(photo())

    sit("OP_DESA", BAWANG)
    page.goto("/kelayakan/")
    arrived(page, "Kelayakan penerima")
    no_findings(page, "kelayakan-daftar")
    page.get_by_role("link", name="SULASTRI").click()
    arrived(page, "SULASTRI")
    no_findings(page)
    page.get_by_role("button", name="Mulai periksa").click()
    expect(page.get_by_role("button", name="Simpan keputusan")).to_be_visible()
    page.locator("#foto").set_input_files(house)
    page.get_by_label("Lintang").fill("-7,840000")
    page.get_by_label("Bujur").fill("112,040000")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("img", name="Foto depan rumah")).to_be_visible()
    no_findings(page, "kelayakan-periksa")
    page.get_by_role("radio", name="Usulkan tidak layak").check()
    page.locator("#kode").select_option("TL-14")
    page.locator("#alasan").fill("Rumah bertingkat dan dua mobil.")
    page.locator("#bukti").fill("Foto depan; ketua RT 02")
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.get_by_text("Diusulkan tidak layak").first).to_be_visible()

    sit("SUPERVISOR", KEDIRI)
    page.goto(f"/kelayakan/{own.pk}/")
    page.get_by_role("radio", name="Setujui").check()
    no_findings(page, "kelayakan-supervisor")
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.get_by_text("Menunggu pengesahan").first).to_be_visible()

    sit("KADIS", KEDIRI)
    page.goto(f"/kelayakan/{own.pk}/")
    page.get_by_role("radio", name="Sahkan").check()
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.get_by_text("Tidak layak disetujui").first).to_be_visible()
    no_findings(page, "kelayakan-kadis")
    page.get_by_role("link", name="Buka surat pemberitahuan").click()
    arrived(page, "Surat pemberitahuan")
    no_findings(page, "kelayakan-surat")


@pytest.mark.requirement("K-32")
@once_on("phone")
def test_what_rules_propose_is_looked_at_alone_and_the_rest_is_passed_together(
    page: Page, database: None, sit: SignIn, no_findings
):
    rich, poor = a_recipient("PKH", name="SUPARMI"), a_recipient("PBI-JK", name="ARIFAH")
    too_rich(rich)
    visited(poor, **WELL_OFF)
    a_recipient("PBI-JK", name="YATEMI")
    a_threshold(3)
    check_proposals.propose_slice(after=0, at=timezone.now())

    sit("OP_DESA", BAWANG)
    page.goto("/kelayakan/")
    arrived(page, "Kelayakan penerima")
    expect(page.get_by_text("Usulan otomatis")).to_have_count(2)
    no_findings(page, "kelayakan-usulan")
    page.get_by_role("checkbox", name="Pilih YATEMI").check()
    page.get_by_role("button", name="Nyatakan layak…").click()
    arrived(page, "Nyatakan 1 penerima layak?")
    no_findings(page, "kelayakan-yakin")
    page.get_by_role("checkbox", name="Foto dan titik rumah").check()
    page.get_by_role("button", name="Nyatakan layak").click()
    arrived(page, "Hasil keputusan")
    no_findings(page)
    page.goto(f"/kelayakan/{rich.pk}/")
    arrived(page, "SUPARMI")
    no_findings(page, "kelayakan-temuan")


@pytest.mark.requirement("K-18")
@once_on("phone")
def test_an_office_gives_families_to_a_companion_and_answers(page: Page, database: None, sit: SignIn, no_findings):
    own = a_recipient("PKH", name="SULASTRI")
    tri = an_official("tri", "PENDAMPING", BAWANG, holder="assignment:7")

    sit("SUPERVISOR", KEDIRI)
    page.goto(f"/kelayakan/pendamping/?kelurahan={BAWANG}")
    arrived(page, "Keluarga dampingan")
    page.get_by_role("radio", name="Ibu Tri").check()
    no_findings(page, "pendamping")
    page.get_by_role("button", name="Serahkan 1 keluarga").click()
    expect(page.get_by_text("1 keluarga diserahkan")).to_be_visible()
    at = timezone.now()
    companion = actor_for(tri.pk, at=at)
    field_notes.write(enrolment_id=own.pk, text="KK perlu diperbarui", kind="to_office", by=companion, at=at)
    page.goto("/kelayakan/tugas/")
    arrived(page, "Tugas pendamping")
    no_findings(page, "pendamping-tugas")
    page.get_by_label("Hasilnya").fill("Sudah diperbarui")
    page.get_by_role("button", name="Selesai").click()
    expect(page.get_by_text("Tidak ada tugas yang menunggu")).to_be_visible()
    page.goto("/kelayakan/kemajuan/")
    arrived(page, "Kemajuan pemeriksaan")
    no_findings(page, "kelayakan-kemajuan")
    page.goto("/kelayakan/cetak/")
    arrived(page, "Daftar kelayakan")
    no_findings(page)
