"""Programmes for programs: the same services as the screens."""

from ninja import Router

from kesos.programmes.api import catalogue, quotas, replacements, scores

router = Router()
for each in (catalogue, quotas, replacements, scores):
    router.add_router("", each.router)

__all__ = ["router"]
