"""Programmes for programs: the same services as the screens."""

from ninja import Router

from kesos.programmes.api import checks, companions, replacements

router = Router()
for each in (checks, companions, replacements):
    router.add_router("", each.router)

__all__ = ["router"]
