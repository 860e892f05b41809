"""Programmes in the side navigation."""

from kesos.ui.navigation import Item

ITEMS = [
    Item("Kelayakan", "programmes:checks", "eye", "eligibility.view", 160, group="Pekerjaan"),
    Item("Tempat kosong", "programmes:vacancies", "people", "programme.view", 170, group="Program"),
    Item("Daftar tunggu", "programmes:waiting", "list", "programme.view", 171, group="Program"),
]
