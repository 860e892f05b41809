"""Programmes in the side navigation."""

from kesos.ui.navigation import Item
from kesos.ui.screens import SIGNED_IN

ITEMS = [
    Item("Kelayakan", "programmes:checks", "eye", "eligibility.view", 160, group="Pekerjaan"),
    Item("Program", "programmes:catalogue", "gift", SIGNED_IN, 160, group="Program"),
    Item("Kuota", "programmes:quotas", "columns", "quota.view", 161, group="Program"),
    Item("Bagaimana jika", "programmes:what_if", "chart", "what_if.run", 162, group="Program"),
    Item("Skor lokal", "programmes:weights", "sort", "score.set", 163, group="Program"),
    Item("Di luar data terpadu", "programmes:unlisted", "shield", "audit.view", 164, group="Program"),
    Item("Tempat kosong", "programmes:vacancies", "people", "programme.view", 170, group="Program"),
    Item("Daftar tunggu", "programmes:waiting", "list", "programme.view", 171, group="Program"),
]
