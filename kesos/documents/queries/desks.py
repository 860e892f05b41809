"""The offices and signers an actor may let a letter be signed by."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kesos.documents.models import Office, Signer
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.foundation.region_code import ancestors
from kesos.regions.scope import within


@dataclass(frozen=True, slots=True)
class Desk:
    """An office with those who may sign for it on a day."""

    office: Office
    signers: tuple[Signer, ...]


def desks(actor: Actor, *, permission: str, on: date) -> list[Desk]:
    """Offices inside the actor's areas and above them: a lurah signs for his own, or prints for the city's."""
    areas = actor.areas(permission)
    above = Q(region_code__in=[code for area in areas for code in ancestors(area)])
    offices = list(Office.objects.filter(within(areas) | above).order_by("region_code", "name")[:200])
    days = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    signers = list(Signer.objects.filter(days, office__in=offices).order_by("capacity", "name"))
    return [Desk(each, tuple(s for s in signers if s.office_id == each.pk)) for each in offices]


def desk_with(
    actor: Actor, *, permission: str, signer_id: int, on: date, office_id: int | None = None
) -> tuple[Office, Signer]:
    """The signer with the office. Raises NotFound where the actor may not choose them."""
    for desk in desks(actor, permission=permission, on=on):
        for signer in desk.signers:
            if signer.pk == signer_id and office_id in (None, desk.office.pk):
                return desk.office, signer
    raise NotFound("Penanda tangan ini tidak ditemukan. Pilih dari daftar.", field="penanda")
