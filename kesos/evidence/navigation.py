"""What this part puts into the side navigation."""

from kesos.evidence.queries.reach import VIEW
from kesos.ui.navigation import Item

ITEMS = [Item("Peta kelurahan", "evidence:map", "map", VIEW, 155, group="Pekerjaan")]
