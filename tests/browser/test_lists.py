"""The lists of proposals and tasks in Chromium: sorted, to take away, on paper; and an administrator's first page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kesos.access.actors import actor_for
from kesos.foundation.actor import Actor
from kesos.proposals.models import Period
from kesos.proposals.services import periods, propose
from tests.access.world import BAWANG, KEDIRI, a_grant, a_user, an_official
from tests.browser.sitting import pictured, sit_down
from tests.browser.watching import arrived, once_on
from tests.proposals.world import a_known_family, submitted

SignIn = Callable[[str, str], Actor]


@pytest.fixture
def signed_in(page: Page, server: str) -> SignIn:
    def sign_in(role: str, area: str) -> Actor:
        user = an_official(f"{role.lower()}.contoh", role, area)
        sit_down(page.context, server, user)
        return actor_for(user.pk, at=timezone.now())

    return sign_in


@pytest.fixture
def month(database: None) -> Period:
    return periods.open_period(region_code=KEDIRI, month=timezone.localdate().replace(day=1), at=timezone.now())


@pytest.fixture
def operator(signed_in: SignIn, month: Period) -> Actor:
    actor = signed_in("OP_DESA", BAWANG)
    for name in ("SULASTRI", "AMINAH", "PAIJAN"):
        propose.propose(family_id=a_known_family(name).pk, period=month, by=actor, at=timezone.now())
    return actor


@once_on("desk")
def test_the_list_is_sorted_by_choice_or_by_the_head_of_its_column(page: Page, operator: Actor, no_findings):
    page.goto("/usulan/")
    first = page.locator("tbody .who").first
    expect(first).to_have_text("PAIJAN")
    if page.viewport_size["width"] > 1000:  # a phone shows cards without heads
        page.get_by_role("columnheader", name="Kepala keluarga").get_by_role("link").click()
    else:
        page.goto("/usulan/?urut=nama")

    expect(first).to_have_text("AMINAH")
    expect(page.get_by_label("Urutkan")).to_have_value("nama")
    no_findings(page, "usulan-urut")
    page.goto("/?urut=-nama")
    expect(first).to_have_text("SULASTRI")
    no_findings(page, "tugas-urut")


@pytest.mark.requirement("X-07")
@once_on("desk")
def test_the_narrowed_list_is_asked_for_as_a_file_with_its_purpose(page: Page, operator: Actor, no_findings):
    page.goto("/usulan/?q=AMINAH&urut=nama")
    page.get_by_role("link", name="Unduh Excel").click()
    arrived(page, "Unduh daftar usulan")

    expect(page.get_by_text("AMINAH")).to_be_visible()
    page.get_by_role("button", name="Buat berkas Excel").click()
    expect(page.locator(".error-summary, [data-focus]").first).to_be_visible()
    no_findings(page, "unduh-usulan")
    page.get_by_role("textbox", name="Tujuan").fill("Bahan rapat koordinasi kelurahan")
    page.get_by_role("button", name="Buat berkas Excel").click()
    expect(page.get_by_role("heading", name="Daftar usulan").first).to_be_visible()
    no_findings(page)


@once_on("desk")
def test_both_lists_have_a_clean_paper(page: Page, operator: Actor, month: Period, no_findings):
    long = a_known_family("SITI NURHALIMAHTUSSAKDIYAH")
    submitted(
        propose.propose(family_id=long.pk, period=month, by=operator, at=timezone.now()), by=operator, at=timezone.now()
    )
    for address, heading in (("/usulan/cetak/?urut=nama", "Daftar usulan"), ("/tugas/cetak/", "Daftar tugas")):
        page.goto(address)
        arrived(page, heading)
        expect(page.get_by_role("button", name="Cetak")).to_be_visible()
        no_findings(page, heading.lower().replace(" ", "-"))
        page.emulate_media(media="print")
        expect(page.get_by_role("button", name="Cetak")).to_be_hidden()
        expect(page.get_by_role("navigation").first).to_be_hidden()
        expect(page.get_by_text("AMINAH")).to_be_visible()
        pictured(page, heading.lower().replace(" ", "-") + "-kertas")
        page.emulate_media(media="screen")


@once_on("desk")
def test_an_administrator_lands_on_what_waits(page: Page, signed_in: SignIn, database: None, no_findings):
    signed_in("ADMIN", KEDIRI)
    idle = a_user("sari")
    a_grant(a_user("wati"), "STAF", KEDIRI, valid_to=timezone.now() + timedelta(days=9))

    page.goto("/")
    arrived(page, "Tugas saya")
    no_findings(page, "pengelolaan")
    page.get_by_role("list", name="Akun tanpa peran").get_by_role("link", name=idle.full_name).click()
    arrived(page, idle.full_name)
