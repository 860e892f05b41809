"""What this part puts into the side navigation."""

from kesos.ui.navigation import Item

ITEMS = [
    Item("Kalender", "workflow:calendar", "calendar", "workflow.view", 730, group="Rujukan"),
    Item("Alur kerja", "workflow:flows", "list", "workflow.view", 740, group="Rujukan"),
]
