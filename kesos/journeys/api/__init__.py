"""Deaths, new managers and moves for programs; the same services as the screens."""

from ninja import Router

from kesos.journeys.api import events, managers, moves

router = Router()
for each in (events, managers, moves):
    router.add_router("", each.router)

__all__ = ["router"]
