"""Programmes in the side navigation."""

from kesos.ui.navigation import Item

ITEMS = [
    Item("Kelayakan", "programmes:checks", "eye", "eligibility.view", 160, group="Pekerjaan"),
]
