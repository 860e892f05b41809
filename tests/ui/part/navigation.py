from kesos.ui.navigation import Item
from kesos.ui.screens import PUBLIC

ITEMS = [
    Item("Kedua", "ui:gallery", "list", PUBLIC, 20),
    Item("Pertama", "ui:gallery", "list", PUBLIC, 10),
]
