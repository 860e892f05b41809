"""Deaths, new managers and moves for programs; the same services as the screens."""

from ninja import Router

from kesos.journeys.api import events, files, managers, moves

router = Router()
for each in (events, files, managers, moves):
    router.add_router("", each.router)

__all__ = ["router"]
