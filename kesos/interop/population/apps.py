"""Joins the registry's port with the client, by the addresses in the settings."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings


class PopulationConfig(AppConfig):
    name = "kesos.interop.population"
    label = "interop_population"

    def ready(self) -> None:
        from kesos.interop.population.client import Client
        from kesos.interop.population.feed import Feed
        from kesos.journeys.ports import join_feed
        from kesos.registry import ports

        told: dict[str, Any] = settings.POPULATION
        if told["url"]:
            ports.join_population(lambda: Client(**told))
            join_feed(lambda: Feed(Client(**told)))
