"""A live server on a database of its own, and a watched page on a phone and on a desk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from kesos.access.actors import actor_for
from kesos.foundation.actor import Actor
from kesos.proposals.models import Period
from kesos.proposals.services import periods
from tests import databases
from tests.access.world import KEDIRI, an_official
from tests.browser import chromium
from tests.browser.of_the_month import SignIn
from tests.browser.sitting import pictured, sit_down
from tests.browser.watching import DESK, ONCE_ON, PHONE, both_widths, findings, watched

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    path = chromium.find()
    if path is None:
        (pytest.fail if chromium.is_required() else pytest.skip)(chromium.MISSING)
    return {**browser_type_launch_args, "executable_path": path, "args": chromium.arguments()}


@pytest.fixture(scope="session")
def server(browser: Browser, django_test_environment: None) -> Iterator[str]:
    """The address of the served house. Not `live_server`: that one empties every table after a test."""
    live = LiveServer("localhost")
    yield live.url
    live.stop()


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """A copy of the template for this one test, seen by the server's threads too; gone afterwards.

    The application role may not truncate, and reference data must stay, so nothing is emptied. Write with
    `acting(…)`; what is committed here is what the browser sees.
    """
    with databases.own_copy(django_db_blocker, "browser"):
        yield


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def desk(browser: Browser, server: str, database: None) -> Iterator[Page]:
    with watched(browser, server, **DESK) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, server: str, database: None) -> Iterator[Page]:
    with watched(browser, server, **PHONE) as page:
        yield page


@pytest.fixture(params=["phone", "desk"])
def page(request: pytest.FixtureRequest) -> Page:
    """The same test on a phone (390 px) and on a desk (1280 px). A long way is gone once: see `ONCE_ON`."""
    return request.getfixturevalue(request.param.split()[0])


@pytest.fixture
def no_findings(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`no_findings(page)`: no fault of accessibility, no foreign request, no CSP breach, no sideways scroll.

    Where the way is gone once, what it leads past is looked at in both widths. A `name` gives pictures as well.
    """
    told = getattr(getattr(request.node, "callspec", None), "params", {}).get("page", "")

    def check(page: Page, name: str = "") -> None:
        for _ in both_widths(page) if told in ONCE_ON.values() else (page,):
            if name:
                pictured(page, name)
            assert findings(page) == []

    return check


@pytest.fixture
def seen(no_findings: Callable[..., None]) -> Callable[[Page, str], None]:
    """`seen(page, name)`: no finding; with KESOS_PICTURES a picture of the page as well."""
    return no_findings


@pytest.fixture
def signed_in(page: Page, server: str) -> SignIn:
    """The page with the session of an official who holds this role."""

    def sign_in(role: str, area: str) -> tuple[Page, Actor]:
        user = an_official(f"{role.lower()}.contoh", role, area)
        sit_down(page.context, server, user)
        return page, actor_for(user.pk, at=timezone.now())

    return sign_in


@pytest.fixture
def month(database: None) -> Period:
    """The running month, however late it is: entry stays open until the calendar's job closes it."""
    return periods.open_period(region_code=KEDIRI, month=timezone.localdate().replace(day=1), at=timezone.now())
