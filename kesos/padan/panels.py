"""On a person's page: records that were merged into this one, and since when."""

from typing import Any

from kesos.foundation.actor import Actor
from kesos.foundation.numbers import masked
from kesos.padan.queries import pairs
from kesos.padan.queries.findings import VIEW
from kesos.ui.panels import Panel


def merged(actor: Actor, person_id: int, region_code: str) -> dict[str, Any] | None:
    lines = [
        {"name": one.full_name, "number": masked(number) if (number := one.nik or one.nik_claimed) else "tanpa NIK",
         "at": one.at, "pair": pair}
        for one, pair in pairs.merged_into(actor, person_id)
    ]  # fmt: skip
    return {"lines": lines} if lines else None


PANELS = [Panel("padan/_merged.html", VIEW, merged, 70)]
