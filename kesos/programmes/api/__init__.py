"""Programmes for programs; the same services as the screens."""

from ninja import Router

from kesos.programmes.api import checks, companions

router = Router()
for each in (checks, companions):
    router.add_router("", each.router)

__all__ = ["router"]
