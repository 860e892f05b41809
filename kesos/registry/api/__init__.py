"""People, visits, identities, imports and exports for programs: the same services as the screens."""

from ninja import Router

from kesos.registry.api import exports, families, identities, imports, people, ppks, quality, visits

router = Router()
for each in (people, families, visits, identities, imports, exports, ppks, quality):
    router.add_router("", each.router)

__all__ = ["router"]
