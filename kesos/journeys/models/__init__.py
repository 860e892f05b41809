"""One module for each aggregate."""

from kesos.journeys.models.events import AidEffect, Event
from kesos.journeys.models.feeds import Feed
from kesos.journeys.models.health import HealthStatus
from kesos.journeys.models.managers import ManagerChange
from kesos.journeys.models.moves import Move, Mover

__all__ = ["AidEffect", "Event", "Feed", "HealthStatus", "ManagerChange", "Move", "Mover"]
