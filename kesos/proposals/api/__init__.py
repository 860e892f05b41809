"""The month for programs: proposals, deliberations, periods; the same services as the screens."""

from ninja import Router

from kesos.proposals.api import deliberations, lists, periods, proposals, standing

router = Router()
for each in (lists, proposals, deliberations, periods, standing):
    router.add_router("", each.router)

__all__ = ["router"]
