"""People, visits, identities, imports and exports for programs: the same services as the screens."""

from ninja import Router

from kesos.registry.api import exports, identities, imports, people, visits

router = Router()
for each in (people, visits, identities, imports, exports):
    router.add_router("", each.router)

__all__ = ["router"]
