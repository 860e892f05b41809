"""The bench of doubles in Chromium: judged by keys and by buttons, taken back, agreed to, parted."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.models import Pair, Search
from kesos.registry.models import Merge, Person
from tests.access.world import BAWANG, KEDIRI, an_official
from tests.browser.sitting import sit_down
from tests.browser.watching import arrived, once_on
from tests.registry.world import AT, NGRONGGO, a_family, a_person, a_source

REASONS = "nama salah ketik 0,98 · tanggal lahir sama · kelurahan sama · NIK kosong"


def a_pair(first: Person, second: Person, probability: float) -> Pair:
    first, second = sorted((first, second), key=lambda person: person.pk)
    return Pair.objects.create(
        first_id=first.pk, second_id=second.pk, first_region=first.region_id, second_region=second.region_id,
        probability=probability, is_certain=probability > 0.98, reasons=REASONS, mark=1, found_at=AT,
    )  # fmt: skip


@pytest.fixture
def doubles(database) -> list[Pair]:
    """Three pairs: both of Bawang, one without NIK; one with a person of the next kelurahan; one alike by chance."""
    born = date(1961, 3, 17)
    known = a_person("SITI MAEMUNAH", born=born, mother_name="WAGINEM", birth_place="KEDIRI")
    again = a_person("SITI MAIMUNAH", born=born, no_nik_reason="unknown", source=a_source("Daftar PPKS Oktober"))
    a_family(known, a_person("SUPARDI", sex="L", born=date(1958, 8, 8)), address="Jl. Kenanga 4", rt="002", rw="001")
    a_family(again, address="JL KENANGA NO 4", rt="002", rw="001")
    moved, stayed = a_person("BAMBANG SUTRISNO", sex="L"), a_person("BAMBANG SUTRISNA", sex="L", region=NGRONGGO)
    twin, other = a_person("RINA WATI"), a_person("RINI WATI")
    with acting(SYSTEM):
        Search.objects.create(
            kind="doubles", region_code=KEDIRI, begun_at=AT, finished_at=AT, counts={"people": 1240}, by_user_id=1
        )
        return [a_pair(known, again, 0.9996), a_pair(moved, stayed, 0.985), a_pair(twin, other, 0.96)]


@pytest.mark.requirement("J-54", "J-24")
@once_on("desk")
def test_pairs_are_judged_by_keys_taken_back_agreed_to_and_parted(page: Page, server, doubles, seen):
    sit_down(page.context, server, an_official("dwi", "OP_DESA", BAWANG))
    page.goto(reverse("padan:bench"))
    arrived(page, "Data ganda")
    expect(page.get_by_role("heading", name="1 dari 3")).to_be_visible()
    expect(page.get_by_role("row", name="Nama berbeda")).to_contain_text("SITI MAIMUNAH")
    seen(page, "ganda-bangku")

    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="2 dari 3")).to_be_visible()
    expect(page.get_by_text("di luar wilayah Anda")).to_be_visible()
    seen(page, "ganda-tetangga")
    page.goto(reverse("padan:bench"))
    page.keyboard.press("s")
    expect(page.get_by_text("Dinilai orang yang sama.")).to_be_visible()
    expect(page.get_by_role("heading", name="2 dari 3")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_text("Dinilai dua orang yang berbeda.")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("Penilaian terakhir diurungkan.")).to_be_visible()
    expect(page.get_by_role("heading", name="2 dari 3")).to_be_visible()
    page.get_by_role("button", name="Berbeda").click()
    page.get_by_role("button", name="Berbeda").click()
    expect(page.get_by_role("heading", name="Tidak ada pasangan")).to_be_visible()
    seen(page, "ganda-habis")

    sit_down(page.context, server, an_official("ratna", "SUPERVISOR", KEDIRI))
    page.goto(reverse("padan:bench") + "?keadaan=DIUSULKAN")
    expect(page.get_by_text("Yang tetap: SITI MAEMUNAH")).to_be_visible()
    seen(page, "ganda-supervisor")
    page.get_by_label("Setujui dan gabungkan").check()
    page.get_by_role("button", name="Simpan langkah").click()
    expect(page.get_by_text("Disetujui dan digabung.")).to_be_visible()
    with acting(SYSTEM):
        assert Merge.objects.get(undone_at=None).gone_id == doubles[0].second_id
    page.goto(reverse("registry:person", args=[doubles[0].second_id]))
    arrived(page, "SITI MAEMUNAH")
    expect(page.get_by_text("Catatan yang digabung")).to_be_visible()
    seen(page, "ganda-warga")

    page.get_by_role("link", name="Lihat penggabungan").click()
    seen(page, "ganda-digabung")
    page.get_by_label("Pisahkan lagi").check()
    page.get_by_role("textbox", name="Alasan").fill("Ternyata kakak beradik; kedua KTP dilihat")
    page.get_by_role("button", name="Simpan langkah").click()
    expect(page.get_by_text("Dipisahkan lagi.")).to_be_visible()
    with acting(SYSTEM):
        assert Person.objects.filter(pk=doubles[0].second_id).exists()


@once_on("phone")
def test_the_bench_works_with_a_thumb(page: Page, server, doubles, seen):
    sit_down(page.context, server, an_official("dwi", "OP_DESA", BAWANG))
    page.goto(reverse("padan:bench"))
    page.get_by_role("button", name="Sama").click()
    expect(page.get_by_text("Dinilai orang yang sama.")).to_be_visible()
    page.get_by_role("button", name="Urungkan").click()
    expect(page.get_by_role("heading", name="1 dari 3")).to_be_visible()
    page.get_by_label("Keyakinan").select_option("ragu")
    page.get_by_role("button", name="Saring").click()
    expect(page.get_by_role("heading", name="1 dari 1")).to_be_visible()
    expect(page.get_by_role("row", name="Nama berbeda")).to_contain_text("RINA WATI")
    seen(page, "ganda-ragu")
