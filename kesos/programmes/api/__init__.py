"""Programmes for programs: the same services as the screens."""

from ninja import Router

from kesos.programmes.api import catalogue, checks, companions, quotas, replacements, scores

router = Router()
for each in (catalogue, quotas, checks, companions, replacements, scores):
    router.add_router("", each.router)

__all__ = ["router"]
