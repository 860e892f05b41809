"""Totals and a family that receives nothing in the kelurahan Bawang, for walks through every screen and endpoint."""

from kesos.insight.services.refresh import refresh
from tests.api.things import Things
from tests.api.world import NOW


def a_standing(things: Things) -> int:
    """Everything is counted; returns the head of a listed family without aid."""
    things.once("counted", lambda: refresh(at=NOW))
    return things.asker.pk
