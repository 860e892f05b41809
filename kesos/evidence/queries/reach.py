"""Whose houses an actor reaches: those of the families they may look at, and no photo without `file.view`."""

from django.db.models import QuerySet

from kesos.evidence.models import HousePhoto
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.regions.scope import within
from kesos.registry.models import Family
from kesos.registry.queries import people, visits

SEE_PHOTOS = "file.view"
VIEW = people.VIEW
RECORD = "house.record"


def family_of(actor: Actor, family_id: int) -> Family:
    """Raises NotFound also where the family is out of reach."""
    return visits.family_of(actor, family_id)


def held_family(actor: Actor, family_id: int) -> Family:
    """As `family_of`, and nobody else writes about its house until the transaction ends."""
    family_of(actor, family_id)
    return Family.objects.select_for_update(of=("self",)).select_related("region").get(pk=family_id)


def photos(actor: Actor) -> QuerySet[HousePhoto]:
    """Photos whose content may be opened, those of the areas where the actor may look at files."""
    return HousePhoto.objects.filter(within(actor.areas(SEE_PHOTOS)), file__deleted_at=None).select_related("file")


def photo(actor: Actor, photo_id: int) -> HousePhoto:
    """Raises NotFound also where the house is out of reach."""
    found = photos(actor).filter(pk=photo_id).first()
    if found is None:
        raise NotFound("Foto tidak ditemukan.")
    return found
