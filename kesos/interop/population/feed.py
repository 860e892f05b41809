"""Reads the registry's events page by page, with the patience of the look-up."""

from urllib.parse import urlencode

from kesos.interop.population.client import Client
from kesos.interop.population.events import EVENTS, PAGE, page
from kesos.journeys.ports import NeighbourSilent, Page
from kesos.registry.ports import RegistryDown


class Feed:
    """Implements kesos.journeys.ports.PopulationFeed."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def after(self, cursor: str) -> Page:
        try:
            return self._client.read(f"{EVENTS}?{urlencode({'sesudah': cursor, 'sebanyak': PAGE})}", page)
        except RegistryDown as down:
            raise NeighbourSilent(down.sentence) from down
