"""Where the trail stands in the side navigation."""

from kesos.audit.queries import VIEW
from kesos.ui.navigation import Item

ITEMS = [Item("Jejak kegiatan", "audit:trail", "history", VIEW, 800, group="Pengawasan")]
