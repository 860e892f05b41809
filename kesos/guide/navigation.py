"""Guides and news in the side navigation."""

from kesos.guide import news
from kesos.ui.navigation import OFFICIALS, Item
from kesos.ui.screens import SIGNED_IN

ITEMS = [
    Item("Panduan", "guide:guides", "question", SIGNED_IN, 920, group="Saya"),
    Item("Yang baru", "guide:news", "info", OFFICIALS, 930, group="Saya", count=news.unseen),
]
