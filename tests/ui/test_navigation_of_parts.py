"""What the installed parts offer is found by itself and leads somewhere."""

from types import SimpleNamespace

from django.apps import apps

import tests.ui
import tests.ui.part
from kesos.ui import navigation
from kesos.ui.icons import ICONS


def test_items_are_found_in_every_installed_part_that_offers_some(monkeypatch):
    parts = [
        SimpleNamespace(name="tests.ui.part", module=tests.ui.part),
        SimpleNamespace(name="tests.ui", module=tests.ui),
    ]
    monkeypatch.setattr(apps, "get_app_configs", lambda: parts)

    found = navigation.items.__wrapped__()

    assert [item.label for item in found] == ["Pertama", "Kedua"]


def test_every_item_leads_somewhere_and_has_an_icon():
    lost = [
        item.label for item in navigation.items() if not navigation.address(item.url_name) or item.icon not in ICONS
    ]

    assert lost == []
