"""Letters, their templates, offices and signers for programs: the same services as the screens."""

from ninja import Router

from kesos.documents.api import letters, offices, requests, templates

router = Router()
for each in (requests, letters, templates, offices):
    router.add_router("", each.router)

__all__ = ["router"]
