"""The screens of accounts and of signing in, in Chromium, on a phone and on a desk."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.access.world import BAWANG, KEDIRI, PASSWORD, an_official
from tests.browser.sitting import pictured, sit_down
from tests.browser.watching import once_on


@pytest.fixture
def signed_in(page: Page, server: str) -> Callable[[str, str], Page]:
    """The page with the session of an official who holds this role."""

    def sign_in(role: str, area: str) -> Page:
        sit_down(page.context, server, an_official("tono.wijaya", role, area))
        return page

    return sign_in


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "access:session_over"])
def test_the_screens_before_the_login_have_no_finding(page: Page, no_findings, name):
    page.goto(reverse(name))

    no_findings(page)


@once_on("desk")
def test_the_screens_of_the_administrator_have_no_finding(signed_in, no_findings):
    page = signed_in("ADMIN", KEDIRI)
    sari = an_official("sari", "OP_DESA", BAWANG)

    for address in (
        reverse("access:users"),
        reverse("access:invite"),
        reverse("access:user", args=[sari.pk]),
        reverse("access:change", args=[sari.pk]),
        reverse("access:roles"),
        reverse("access:role", args=["SUPERVISOR"]),
        reverse("access:staff_session"),
        reverse("access:account"),
        reverse("access:my_sessions"),
        reverse("access:limits"),
        reverse("access:new_token"),
    ):
        page.goto(address)
        no_findings(page)


@pytest.mark.parametrize("window", [1280, 390])
def test_a_place_is_typed_by_name_and_chosen_with_the_keyboard(signed_in, no_findings, window):
    page = signed_in("ADMIN", KEDIRI)
    sari = an_official("sari", "STAF", KEDIRI)
    page.set_viewport_size({"width": window, "height": 900})
    page.goto(reverse("access:user", args=[sari.pk]))
    page.get_by_text("Beri peran", exact=True).first.click()
    form = page.locator("form", has=page.locator("[name=reason]")).filter(has=page.locator("[name=role]"))

    form.get_by_label("Peran").select_option("OP_DESA")
    form.get_by_label("Cari nama atau kode wilayah").press_sequentially("bawang")
    expect(form.get_by_role("radio", name="Bawang")).to_be_visible()
    no_findings(page)
    pictured(page, f"pilih-wilayah-{window}")
    form.get_by_role("radio", name="Bawang").focus()
    page.keyboard.press("Space")
    form.get_by_label("Alasan").fill("SK 800/1/2026")
    form.get_by_role("button", name="Beri peran").click()

    expect(page.get_by_text("Peran diberikan.")).to_be_visible()


@once_on("desk")
def test_a_staff_session_is_opened_and_seen_on_the_next_page(signed_in, no_findings):
    page = signed_in("ADMIN", KEDIRI)
    page.goto(reverse("access:staff_session"))

    page.get_by_label("Alasan").fill("Aduan warga nomor 12 tentang data ganda")
    page.get_by_role("button", name="Buka sesi petugas").click()
    page.goto(reverse("access:roles"))

    expect(page.get_by_text("Sesi petugas terbuka.")).to_be_visible()
    no_findings(page)


@once_on("phone")
def test_a_new_official_sets_up_the_second_factor_before_anything_else(page: Page, no_findings, database):
    an_official("rini", "KABID", KEDIRI)
    page.goto(reverse("account_login"))

    page.get_by_label("Nama pengguna atau surel").fill("rini")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.goto(reverse("access:roles"))

    expect(page).to_have_url(reverse("mfa_activate_totp"))
    no_findings(page)
