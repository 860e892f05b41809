"""Aid is proposed, a place is left, and the next in the list follows: in Chromium, on a phone and on a desk."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kesos.proposals.models import Period
from tests.access.world import BAWANG, KEDIRI
from tests.browser.of_the_month import SignIn
from tests.browser.watching import arrived, once_on
from tests.programmes.world import NGRONGGO, Succession, a_left_place, a_listed_family, a_quota, enrolled, waiting

Seen = Callable[[Page, str], None]
LOCAL = "PBPU-PEMDA"


@pytest.mark.requirement("K-11")
@once_on("desk")
def test_the_operator_reads_which_rule_stands_in_the_way_and_proposes_another_family(
    signed_in: SignIn, month: Period, seen: Seen
):
    _, too_well_off = a_listed_family("SULASTRI", decile=9)
    _, poor = a_listed_family("PAIJAH", decile=1)
    page, _ = signed_in("OP_DESA", BAWANG)

    page.goto(f"/usulan/bantuan/?warga={too_well_off.pk}&program=SEMBAKO")
    arrived(page, "Usulkan bantuan untuk keluarga ini")
    expect(page.get_by_text("Desil 9 (rilis 2026-3) di atas batas program, yaitu desil 5.")).to_be_visible()
    seen(page, "bantuan-terhalang")
    page.goto(f"/usulan/bantuan/?warga={poor.pk}")
    arrived(page, "Usulkan bantuan untuk keluarga ini")
    seen(page, "bantuan-pilih")
    page.get_by_label("Program", exact=True).select_option("SEMBAKO")
    page.get_by_role("button", name="Periksa ketentuan").click()
    expect(page.get_by_text("Tidak ada ketentuan yang menghalangi.")).to_be_visible()
    seen(page, "bantuan-boleh")
    page.get_by_role("button", name="Usulkan Program Sembako").click()
    expect(page.get_by_role("status").first).to_contain_text("Draf usulan")
    seen(page, "bantuan-draf")
    page.get_by_role("button", name="Ajukan usulan").click()

    expect(page.locator(".page-title")).to_contain_text("Menunggu musyawarah")
    seen(page, "bantuan-diajukan")


@pytest.mark.requirement("K-11")
@once_on("desk")
def test_a_proposal_that_came_back_tells_each_rule_on_its_page(signed_in: SignIn, month: Period, seen: Seen):
    family, person = a_listed_family("SULASTRI", decile=9)
    enrolled(family, person, "PERMAKANAN")
    page, _ = signed_in("OP_DESA", BAWANG)

    page.goto(f"/usulan/bantuan/?warga={person.pk}&program=SEMBAKO")
    page.get_by_role("button", name="Usulkan Program Sembako").click()
    expect(page.get_by_role("status").first).to_contain_text("Draf usulan")
    page.get_by_role("button", name="Ajukan usulan").click()

    told = page.get_by_role("region", name="Ketentuan program")
    expect(told.get_by_text("Menghalangi")).to_have_count(2)
    seen(page, "bantuan-kembali")


@pytest.fixture
def left(database: None) -> Succession:
    """A place left by a death; the first in the list may not follow, the second may, others wait behind."""
    a_quota(LOCAL, 1)
    gone = a_left_place(LOCAL, name="SUPARMI WARSITO", at=timezone.now())
    first = waiting(LOCAL, decile=1)
    enrolled(first.family, first.person, "PBI-JK")
    second = waiting(LOCAL, decile=2, flags=1)
    waiting(LOCAL, decile=3, region=NGRONGGO)
    return Succession(gone, second, None)


@pytest.mark.requirement("K-33")
@once_on("desk")
def test_a_left_place_is_planned_by_the_office_and_given_by_the_head(signed_in: SignIn, left: Succession, seen: Seen):
    page, _ = signed_in("OP_DINSOS", KEDIRI)

    page.goto("/penggantian/tunggu/")
    arrived(page, "Daftar tunggu")
    seen(page, "tunggu")
    page.goto("/penggantian/")
    arrived(page, "Tempat kosong")
    expect(page.get_by_text("SUPARMI WARSITO")).to_be_visible()
    seen(page, "penggantian")
    page.get_by_role("button", name="Susun rencana").click()
    expect(page.get_by_role("heading", name="Dilewati dalam urutan")).to_be_visible()
    expect(page.get_by_text("urutan 1 dari 1 di kelurahan yang sama, desil 2")).to_be_visible()
    expect(page.get_by_role("button", name="Setujui rencana ini")).to_have_count(0)
    seen(page, "rencana")
    with page.expect_download() as took:
        page.get_by_role("link", name="Berita acara (konsep)").click()
    assert took.value.suggested_filename.startswith("berita-acara-pengganti-")
    address = page.url
    page.goto("/penggantian/")
    seen(page, "penggantian-direncanakan")

    page, _ = signed_in("KADIS", KEDIRI)
    page.goto("/penggantian/rencana/")
    arrived(page, "Rencana penggantian")
    seen(page, "rencana-daftar")
    page.goto(address)
    seen(page, "rencana-diputuskan")
    page.get_by_role("button", name="Setujui rencana ini").click()

    expect(page.get_by_role("status").first).to_contain_text("1 pengganti berlaku")
    seen(page, "rencana-ditetapkan")
    page.goto("/penggantian/?tampil=semua")
    expect(page.get_by_text("Terisi", exact=True)).to_be_visible()
    seen(page, "penggantian-terisi")
    page.goto("/penggantian/tunggu/")
    expect(page.get_by_text(left.waits.person.full_name)).to_have_count(0)
    page.goto(f"/penerima/{left.left.pk}/")
    arrived(page, "Kepesertaan SUPARMI WARSITO")
    seen(page, "kepesertaan")


@once_on("desk")
def test_lists_that_are_empty_say_what_fills_them(signed_in: SignIn, database: None, seen: Seen):
    page, _ = signed_in("OP_DINSOS", KEDIRI)

    for address, heading, name in (
        ("/penggantian/", "Tempat kosong", "penggantian-kosong"),
        ("/penggantian/tunggu/", "Daftar tunggu", "tunggu-kosong"),
        ("/penggantian/rencana/", "Rencana penggantian", "rencana-belum-ada"),
    ):
        page.goto(address)
        arrived(page, heading)
        seen(page, name)
