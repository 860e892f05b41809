"""Every entry of the side navigation has an icon that is drawn and an address that resolves."""

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import module_has_submodule

from kesos.ui.icons import ICONS


def entries():
    from importlib import import_module

    for part in apps.get_app_configs():
        if part.name.startswith("kesos.") and module_has_submodule(part.module, "navigation") and part.label != "ui":
            yield from import_module(f"{part.name}.navigation").ITEMS


def test_every_entry_has_a_drawn_icon_and_leads_somewhere():
    told = list(entries())

    assert told
    assert [item.label for item in told if item.icon not in ICONS] == []
    assert all(reverse(item.url_name) for item in told)
