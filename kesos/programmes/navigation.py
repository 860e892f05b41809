"""Programmes in the side navigation."""

from kesos.ui.navigation import Item
from kesos.ui.screens import SIGNED_IN

ITEMS = [
    Item("Kelayakan", "programmes:checks", "eye", "eligibility.view", 135, group="Pekerjaan"),
    Item("Program", "programmes:catalogue", "gift", SIGNED_IN, 210, group="Program"),
    Item("Kuota", "programmes:quotas", "columns", "quota.view", 211, group="Program"),
    Item("Bagaimana jika", "programmes:what_if", "chart", "what_if.run", 214, group="Program"),
    Item("Skor lokal", "programmes:weights", "sort", "score.set", 215, group="Program"),
    Item("Di luar data terpadu", "programmes:unlisted", "shield", "audit.view", 801, group="Pengawasan"),
    Item("Tempat kosong", "programmes:vacancies", "people", "programme.view", 212, group="Program"),
    Item("Daftar tunggu", "programmes:waiting", "list", "programme.view", 213, group="Program"),
]
