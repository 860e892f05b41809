"""Every component, in Chromium, on a phone and on a desk."""

from time import sleep

import pytest
from playwright.sync_api import Page, expect


def test_the_gallery_has_no_finding(page: Page, no_findings):
    page.goto("/galeri/")

    no_findings(page)


def test_the_gallery_has_no_finding_in_dark_and_large(page: Page, server: str, no_findings):
    page.context.add_cookies(
        [
            {"name": "kesos_theme", "value": "dark", "url": server},
            {"name": "kesos_text", "value": "large", "url": server},
        ]
    )

    page.goto("/galeri/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    no_findings(page)


def test_an_error_summary_takes_the_focus(page: Page):
    page.goto("/galeri/")

    assert page.evaluate("document.activeElement.textContent").strip().startswith("Ada 5 isian")


def test_a_dialog_opens_holds_the_focus_and_closes(page: Page, no_findings):
    page.goto("/galeri/")

    page.get_by_role("button", name="Hapus draf…", exact=True).click()

    dialog = page.get_by_role("dialog", name="Hapus draf Sulastri?")
    expect(dialog).to_be_visible()
    no_findings(page)
    dialog.get_by_role("button", name="Batal", exact=True).click()
    expect(dialog).to_be_hidden()


def test_ticking_rows_shows_what_can_be_done_with_them(page: Page, no_findings):
    page.goto("/galeri/")
    bar = page.get_by_role("group", name="Tindakan untuk baris terpilih")
    expect(bar).to_be_hidden()

    page.get_by_role("checkbox", name="Pilih Sulastri").check()

    expect(bar).to_be_visible()
    expect(bar).to_contain_text("1 dipilih")
    no_findings(page)


def test_larger_type_is_chosen_by_a_button_and_survives_a_reload(page: Page):
    page.goto("/galeri/")

    page.get_by_role("button", name="Huruf besar").click()
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-text", "large")
    expect(page.get_by_role("button", name="Huruf besar")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("way", ["method='post' action='/kirim-contoh/'", "hx-post='/kirim-contoh/'"])
def test_a_form_is_sent_once_however_often_it_is_clicked(desk: Page, way: str):
    sent = []
    desk.route("**/kirim-contoh/", lambda route: (sent.append(route), sleep(0.3), route.fulfill(status=204)))
    desk.goto("/galeri/")

    desk.evaluate(
        """(way) => {
          const main = document.querySelector("main");
          main.innerHTML = `<form ${way}><button>Kirim contoh</button></form>`;
          htmx.process(main);
          [0, 60, 120].forEach((after) => setTimeout(() => main.querySelector("button").click(), after));
        }""",
        way,
    )
    desk.wait_for_timeout(1200)

    assert len(sent) == 1


def test_a_form_stopped_by_a_question_may_be_sent_again(desk: Page):
    sent = []
    desk.route("**/kirim-contoh/", lambda route: (sent.append(route), route.fulfill(status=204)))
    answers = iter([False, True])
    desk.on("dialog", lambda dialog: dialog.accept() if next(answers) else dialog.dismiss())
    desk.goto("/galeri/")
    desk.evaluate(
        """() => {
          document.querySelector("main").innerHTML =
            `<form hx-post="/kirim-contoh/" hx-confirm="Yakin?"><button>Kirim contoh</button></form>`;
          htmx.process(document.querySelector("main"));
        }"""
    )

    for _ in range(2):
        desk.get_by_role("button", name="Kirim contoh").click()
        desk.wait_for_timeout(300)

    assert len(sent) == 1


@pytest.mark.parametrize("width", [320, 600, 960])
def test_no_width_scrolls_sideways(desk: Page, width: int):
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto("/galeri/")

    assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_the_gallery_can_be_read_without_scripts(browser, server: str, database):
    place = browser.new_context(base_url=server, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = place.new_page()

    page.goto("/galeri/")

    expect(page.get_by_role("heading", name="Galeri komponen", level=1)).to_be_visible()
    expect(page.get_by_role("group", name="Tindakan untuk baris terpilih")).to_be_visible()
    place.close()
