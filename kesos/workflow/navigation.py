"""What this part puts into the side navigation."""

from kesos.ui.navigation import Item

ITEMS = [
    Item("Kalender", "workflow:calendar", "calendar", "workflow.view", 900, group="rujukan"),
    Item("Alur kerja", "workflow:flows", "list", "workflow.view", 930, group="rujukan"),
]
