"""People, identities, imports and exports in Chromium, on a phone and on a desk."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text, masked
from kesos.jobs.models import JobRun
from kesos.jobs.running import perform
from kesos.registry.models import Decile, Enrolment, IdentityTask, Listing, Person
from tests.access.world import KEDIRI, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.registry.web_work import DIMAS, HEAD, SULASTRI, WRONG
from tests.registry.world import AT, a_family, a_person, a_source


@pytest.fixture
def office(page: Page, server: str) -> Page:
    """The page of the city's social office."""
    sit_down(page.context, server, an_official("rofiq", "OP_DINSOS", KEDIRI))
    return page


@pytest.fixture
def sulastri(database) -> Person:
    mother = a_person("SULASTRI", birth_place="KEDIRI", occupation="1")
    son = a_person("DIMAS PRASETYO", sex="L", born=date(2009, 8, 7))
    baby = a_person("BAYI SULASTRI", born=date(2026, 10, 3), no_nik_reason="newborn")
    family = a_family(
        mother, son, baby, address="JL. SERSAN SUHARMAJI 17", rt="004", rw="002", latitude="-7.8600",
        longitude="112.0560", position_accuracy_m=8,
    )  # fmt: skip
    with acting(SYSTEM):
        decree = a_source("SK Menteri 12/2026", kind="decree")
        Listing.objects.create(family=family, register="dtsen", from_on=date(2026, 1, 1), decree="SK 12", source=decree)
        Decile.objects.create(family=family, release="2026-3", decile=2, as_sent="2", source=decree)
        for person, programme, state, until in (
            (mother, "PKH", "AKTIF", None),
            (mother, "SEMBAKO", "DITANGGUHKAN", None),
            (mother, "BAPANAS-BERAS", "AKTIF", date(2025, 12, 31)),
            (son, "PIP", "AKTIF", None),
        ):
            Enrolment.objects.create(
                unlisted_reason="uji",
                person=person, family=family, programme=programme, state=state, from_on=date(2024, 4, 1), to_on=until,
                source=decree,
            )  # fmt: skip
        IdentityTask.objects.create(person=baby, kind="no_nik", region_code=baby.region_id, opened_at=AT)
        Person.objects.filter(pk=mother.pk).update(
            full_name="SULASTRI NINGSIH", religion="1", source=a_source("Padan Dukcapil"), updated_at=AT
        )
    for name in ("SULASTRI", "SUPARDI", "SOEDJONO", "NUR'AINI"):
        a_person(name)
    return mother


def work_off() -> None:
    """What the worker would do next."""
    with acting(SYSTEM):
        waiting = list(JobRun.objects.filter(state="waiting").order_by("pk").values_list("pk", flat=True))
    for number in waiting:
        perform(number)


@once_on("desk")
def test_people_are_found_and_one_page_tells_all(office: Page, sulastri, seen):
    office.goto(reverse("registry:people"))
    seen(office, "people-empty")

    office.get_by_role("searchbox", name="NIK, No. KK, atau nama", exact=True).fill("sulasri")
    office.get_by_role("main").get_by_role("button", name="Cari").click()
    expect(office.get_by_text("Tidak ada nama persis")).to_be_visible()
    seen(office, "people-alike")

    office.get_by_role("link", name="SULASTRI NINGSIH").click()
    expect(office.get_by_role("heading", name="SULASTRI NINGSIH", level=1)).to_be_visible()
    office.get_by_text("Dari mana tiap isian berasal").click()
    seen(office, "person")


@pytest.mark.requirement("J-14")
def test_sixteen_digits_show_their_holder_before_a_button_is_pressed(office: Page, sulastri, seen):
    office.goto(reverse("registry:people"))

    office.get_by_role("searchbox", name="NIK, No. KK, atau nama", exact=True).press_sequentially(as_text(sulastri.nik))

    card = office.get_by_role("region", name="Pemegang NIK")
    expect(card.get_by_role("link", name="SULASTRI NINGSIH")).to_be_visible()
    expect(card.get_by_text("JL. SERSAN SUHARMAJI 17", exact=False)).to_be_visible()
    seen(office, "people-card")


@pytest.mark.requirement("X-07")
@once_on("desk")
def test_a_nik_opens_in_its_place_for_a_purpose(office: Page, sulastri, seen):
    office.goto(reverse("registry:person", args=[sulastri.pk]))
    office.get_by_text("Tampilkan", exact=False).first.click()
    seen(office, "person-reveal")

    office.get_by_role("button", name="Tampilkan 5 menit").click()

    expect(office.locator("#nik")).to_contain_text(as_text(sulastri.nik))
    assert as_text(sulastri.nik) not in office.url
    seen(office, "person-open")


@once_on("desk")
def test_an_identity_is_settled_from_the_work_list(office: Page, sulastri, seen):
    office.goto(reverse("registry:identity_tasks"))
    seen(office, "identity-tasks")

    office.get_by_role("link", name="BAYI SULASTRI").click()
    office.get_by_role("button", name="Selesaikan tugas").click()
    expect(office.get_by_role("alert")).to_be_visible()
    seen(office, "identity-task")

    office.get_by_label("Dokumen yang diperiksa").select_option("kk")
    office.get_by_label("Tanggal", exact=True).fill("1")
    office.get_by_label("Bulan").select_option("11")
    office.get_by_label("Tahun").fill("2026")
    office.get_by_label("Dasar penyelesaian").fill("Bayi belum memiliki NIK, KK diperiksa")
    office.get_by_role("button", name="Selesaikan tugas").click()
    expect(office.get_by_text("Identitas BAYI SULASTRI diselesaikan.")).to_be_visible()
    seen(office, "identity-done")


@once_on("desk")
def test_a_look_across_areas_shows_its_answer_once(office: Page, sulastri, seen):
    office.goto(reverse("registry:look_across"))
    office.get_by_role("textbox", name="NIK").fill(as_text(sulastri.nik))
    office.get_by_label("Keperluan").fill("Pemohon mengaku pindah")

    office.get_by_role("button", name="Cari dan catat").click()

    expect(office.get_by_role("main")).to_contain_text(masked(sulastri.nik))
    seen(office, "look-across")


@once_on("desk")
def test_a_file_goes_through_all_its_steps(office: Page, database, seen, tmp_path):
    file = tmp_path / "bnba-bawang.csv"
    file.write_text(HEAD + SULASTRI + DIMAS + WRONG + DIMAS.replace("9971030708090002", "").replace("DIMAS", "BAYU"))
    office.goto(reverse("registry:imports"))
    seen(office, "imports-empty")
    office.get_by_role("link", name="Kirim berkas BNBA").click()
    arrived(office, "Kirim berkas")
    seen(office, "import-upload")

    office.locator("input[type=file]").set_input_files(file)
    office.get_by_label("Pengirim").fill("Disdukcapil Kota Kediri")
    office.get_by_label("Tanggal", exact=True).fill("1")
    office.get_by_label("Bulan").select_option("11")
    office.get_by_label("Tahun").fill("2026")
    office.get_by_role("button", name="Kirim dan baca berkas").click()
    arrived(office, "Membaca")
    seen(office, "import-job")
    work_off()
    office.get_by_role("link", name="Buka hasil").click(timeout=20_000)
    arrived(office, "Tunjuk kolom")
    seen(office, "import-columns")

    office.get_by_role("button", name="Simpan kolom").click()
    work_off()
    office.get_by_role("link", name="Buka hasil").click(timeout=20_000)
    expect(office.get_by_text("Jenis kelamin: tulis L atau P.").first).to_be_visible()
    seen(office, "import-preview")

    office.get_by_role("link", name="Terapkan impor").click()
    expect(office.get_by_role("dialog")).to_be_visible()
    seen(office, "import-dialog")
    office.get_by_role("button", name="Terapkan sekarang").click()
    work_off()
    office.get_by_role("link", name="Buka hasil").click(timeout=20_000)
    expect(office.get_by_text("Selesai diterapkan")).to_be_visible()
    seen(office, "import-result")
    office.goto(reverse("registry:imports"))
    seen(office, "imports")


@once_on("desk")
def test_an_export_is_asked_for_and_fetched(office: Page, sulastri, seen):
    office.goto(reverse("registry:export"))
    office.get_by_role("button", name="Buat berkas BNBA").click()
    expect(office.get_by_role("alert")).to_be_visible()
    seen(office, "export")

    office.get_by_role("textbox", name="Tujuan").fill("Musyawarah kelurahan November")
    office.get_by_role("button", name="Buat berkas BNBA").click()
    work_off()

    with office.expect_download() as download:
        office.get_by_role("link", name="Buka hasil").click(timeout=20_000)
    assert download.value.suggested_filename.endswith(".xlsx")
