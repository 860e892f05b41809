"""People, identities, imports and exports for programs: the same services as the screens."""

from ninja import Router

from kesos.registry.api import exports, identities, imports, people, quality

router = Router()
for each in (people, identities, imports, exports, quality):
    router.add_router("", each.router)

__all__ = ["router"]
