"""Guides and news in the side navigation."""

from kesos.guide import news
from kesos.ui.navigation import Item
from kesos.ui.screens import SIGNED_IN

OFFICIALS = "workflow.view"  # the news are of their work; a citizen is not told of it

ITEMS = [
    Item("Panduan", "guide:guides", "question", SIGNED_IN, 920, group="Saya"),
    Item("Yang baru", "guide:news", "info", OFFICIALS, 930, group="Saya", count=news.unseen),
]
