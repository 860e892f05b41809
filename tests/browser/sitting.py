"""Who sits before the page, and a picture of what they see."""

import os
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from kesos.access.door import at_the_door
from kesos.access.models import User
from kesos.access.web.account_views import BACKEND


def sit_down(place: BrowserContext, server: str, user: User) -> None:
    """With the session of a second factor already given; whoever sat there before is gone."""
    client = Client()
    with at_the_door():
        Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {}})
        client.force_login(user, backend=BACKEND)
    place.clear_cookies()
    place.add_cookies([{"name": "sessionid", "value": client.session.session_key, "url": server}])


def pictured(page: Page, name: str) -> None:
    """Where KESOS_PICTURES names a folder, the whole page into it."""
    if folder := os.environ.get("KESOS_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)
