"""Findings and doubles for programs: the same services as the screens."""

from ninja import Router

from kesos.padan.api import findings, pairs

router = Router()
for each in (findings, pairs):
    router.add_router("", each.router)

__all__ = ["router"]
