"""Joins the port with the client, by the addresses in the settings."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings


class HealthConfig(AppConfig):
    name = "kesos.interop.health"
    label = "interop_health"

    def ready(self) -> None:
        from kesos.interop.health.client import HealthClient
        from kesos.journeys.ports import join_health

        told: dict[str, Any] = settings.HEALTH
        if told["url"]:
            join_health(lambda: HealthClient(**told))
