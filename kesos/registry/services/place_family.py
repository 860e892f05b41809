"""Write down where a family's house stands, with the source; what was said before goes into the history."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from kesos.foundation.actor import Actor
from kesos.registry.models import Family, Source


@transaction.atomic
def place_family(
    *,
    family: Family,
    latitude: Decimal | None,
    longitude: Decimal | None,
    accuracy_m: int | None,
    told: str,
    by: Actor,
    at: datetime,
) -> bool:
    """Whether it changed anything. The caller has judged who may, and writes the audit; `told` names the source."""
    new = (latitude, longitude, accuracy_m)
    if (family.latitude, family.longitude, family.position_accuracy_m) == new:
        return False
    family.source = Source.objects.create(
        kind=Source.Kind.FORM, title=told, dated_on=localdate(at), received_at=at, by_user_id=by.user_id,
        region_code=family.region_id,
    )  # fmt: skip
    family.latitude, family.longitude, family.position_accuracy_m = new
    family.updated_at = at
    family.save(update_fields=["latitude", "longitude", "position_accuracy_m", "source", "updated_at"])
    return True
