"""A page that is watched: what it asks for, what its policy stops, what it complains of, what axe finds."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
# `@once_on("phone")`: the journey is made on this one alone; each screen it names is looked at in both widths
ONCE_ON = {"phone": "phone once", "desk": "desk once"}
# a refusal is a page like any other; Chromium and htmx still write it into the console
REFUSALS = ("Failed to load resource", "Response Status Error Code 4", "Response Status Error Code 5")
ONLY_FAULTS = {"resultTypes": ["violations"]}  # the same rules; what passed is not listed node by node
TELL_VIOLATIONS = """
window.refusedByPolicy = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refusedByPolicy.push(`${event.violatedDirective}: ${event.blockedURI || event.sourceFile}`));
"""


def once_on(width: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", [ONCE_ON[width]], indirect=True)


def both_widths(page: Page) -> Iterator[Page]:
    """The page as it stands, then as wide as on the other kind of device, then as it was."""
    own = page.viewport_size
    other = DESK if own == PHONE["viewport"] else PHONE
    yield page
    page.set_viewport_size(other["viewport"])
    try:
        yield page
    finally:
        page.set_viewport_size(own)


@contextmanager
def watched(browser: Browser, origin: str, **context: object) -> Iterator[Page]:
    """One page in a context of its own; its troubles are collected in `page.troubles`."""
    place = browser.new_context(base_url=origin, locale="id-ID", timezone_id="Asia/Jakarta", **context)
    place.add_init_script(TELL_VIOLATIONS)
    page = place.new_page()
    page.set_default_timeout(30_000)
    page.troubles = []

    def asked(request: Request) -> None:
        if not request.url.startswith((origin, "data:", "blob:")):
            page.troubles.append(f"asks outside its origin: {request.url}")

    page.on("request", asked)
    page.on("pageerror", lambda error: page.troubles.append(f"script failed: {error}"))
    page.on("console", lambda told: page.troubles.append(f"console: {told.text}") if _is_trouble(told) else None)
    try:
        yield page
    finally:
        place.close()


def arrived(page: Page, heading: str) -> None:
    """A click does not wait for the page it leads to: without this the page before it would be looked at once more."""
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    page.wait_for_load_state()


def troubles(page: Page) -> list[str]:
    """What the page asked for, complained of or could not show, as far as it goes without asking axe."""
    found = [*page.troubles, *(f"stopped by CSP: {told}" for told in page.evaluate("window.refusedByPolicy"))]
    # not innerWidth: a phone zooms out until it holds the overflow
    width, window = page.evaluate("document.documentElement.scrollWidth"), page.viewport_size["width"]
    if width > window:
        found.append(f"scrolls sideways: {width} px in a window of {window} px")
    return found


def findings(page: Page) -> list[str]:
    """Everything wrong with the page as it stands now; an empty list is what every page test asks for."""
    found = troubles(page)
    for violation in Axe().run(page, options=ONLY_FAULTS).response["violations"]:
        where = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
        found.append(f"axe {violation['id']} ({violation['help']}): {where}")
    return found


def _is_trouble(told: object) -> bool:
    return told.type == "error" and not any(known in told.text for known in REFUSALS)
