"""Accounts, offices, tokens and limits for programs: the same services as the screens."""

from ninja import Router

from kesos.access.api import accounts, features, limits, me, offices

router = Router()
for each in (me, accounts, offices, limits, features):
    router.add_router("", each.router)

__all__ = ["router"]
