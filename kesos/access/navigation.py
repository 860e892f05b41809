"""Where access stands in the side navigation."""

from kesos.ui.navigation import Item

ITEMS = [
    Item("Pengguna", "access:users", "people", "user.manage", 810, group="Pengaturan"),
    Item("Peran", "access:roles", "shield", "role.view", 745, group="Rujukan"),
    Item("Ketentuan", "access:limits", "edit", "setting.manage", 825, group="Pengaturan"),
    Item("Fitur wilayah", "access:features", "settings", "setting.manage", 827, group="Pengaturan"),
    Item("Sesi petugas", "access:staff_session", "key", "staff_session.open", 830, group="Pengaturan"),
]
