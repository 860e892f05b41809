"""The frame of staff pages: menu, account, switches; with scripts and without."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from kesos.ui import navigation
from kesos.ui.navigation import Item
from kesos.ui.screens import PUBLIC
from tests.browser.watching import PHONE

ITEMS = (
    Item("Tugas saya", "tasks", "list", PUBLIC, 1, "kerja", count=lambda request: 24),
    Item("Cari warga", "find", "search", PUBLIC, 2, "kerja", search_field="q"),
    Item("Galeri", "ui:gallery", "table", PUBLIC, 3, "lain"),
)


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "items", lambda: ITEMS)
    with override_settings(ROOT_URLCONF="tests.ui.urls"):
        yield


def test_the_frame_has_no_finding(page: Page, no_findings):
    page.goto("/petugas/")

    no_findings(page)


def test_on_a_phone_the_menu_opens_and_leads_on(phone: Page, no_findings):
    phone.goto("/petugas/")
    link = phone.get_by_role("link", name="Galeri")
    expect(link).to_be_hidden()

    phone.get_by_role("button", name="Menu").click()

    expect(link).to_be_visible()
    no_findings(phone)
    link.click()
    expect(phone).to_have_url("/galeri/")


@pytest.mark.requirement("K-30")
def test_without_scripts_the_menu_opens_as_well(browser: Browser, server: str, database):
    place = browser.new_context(base_url=server, java_script_enabled=False, **PHONE)
    page = place.new_page()
    page.goto("/petugas/")
    link = page.get_by_role("link", name="Galeri")
    expect(link).to_be_hidden()

    page.get_by_role("link", name="Menu").click()

    expect(link).to_be_visible()
    place.close()


def test_the_account_menu_opens_and_closes_with_escape(page: Page, no_findings):
    page.goto("/petugas/")
    leave = page.get_by_role("button", name="Keluar")

    page.locator("summary", has=page.locator("svg")).first.click()

    expect(leave).to_be_visible()
    no_findings(page)
    page.keyboard.press("Escape")
    expect(leave).to_be_hidden()


def test_the_first_key_leads_past_the_menu(desk: Page):
    desk.goto("/petugas/")

    desk.keyboard.press("Tab")

    expect(desk.get_by_role("link", name="Lewati ke isi")).to_be_focused()


def test_a_refusal_in_a_part_of_the_page_is_said_where_messages_stand(desk: Page, no_findings):
    desk.goto("/petugas/")
    desk.evaluate("htmx.ajax('GET', '/tolak/belum/', {target: 'body'})")

    alert = desk.get_by_role("alert")
    expect(alert).to_have_text("Berita acara belum diunggah.")
    expect(alert).to_be_focused()
    expect(desk.get_by_role("navigation", name="Menu utama")).to_be_visible()
    no_findings(desk)


def test_a_broken_server_never_lands_in_the_page(desk: Page):
    desk.goto("/petugas/")
    desk.route("**/tugas/", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    desk.evaluate("htmx.ajax('GET', '/tugas/', {target: 'body'})")

    expect(desk.get_by_role("alert")).to_contain_text("Server tidak dapat menjawab sekarang.")
    expect(desk.get_by_text("Bad gateway")).to_have_count(0)
