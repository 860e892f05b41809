"""A kab/kota switches a feature off from a day on, and on again. What was entered stays where it is."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kesos.access.models import FeatureOff
from kesos.access.services.limits import MANAGE
from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.regions.queries import tree
from kesos.ui.features import Feature, features

A_CITY = 4


class FeatureRefused(Refused):
    code = "feature_refused"


@transaction.atomic
def switch_off(
    *, feature: str, region_code: str, valid_from: datetime, reason: str, by: Actor, at: datetime
) -> FeatureOff:
    """Twice is once. Raises FeatureRefused, NotAllowed."""
    known = _known(feature, region_code, reason, by)
    if valid_from < at:
        raise FeatureRefused("Fitur tidak dimatikan berlaku surut.", field="valid_from")
    closed = _closed(feature, region_code, at).select_for_update().first()
    if closed is not None and closed.valid_from <= valid_from and closed.valid_to is None:
        return closed
    _closed(feature, region_code, at).filter(valid_from__gte=valid_from).delete()
    _closed(feature, region_code, at).update(valid_to=valid_from)
    made = FeatureOff.objects.create(
        feature=feature, region_code=region_code, valid_from=valid_from, reason=reason.strip()
    )
    audit.record(
        "access.feature_off", by=by, at=at, subject=f"feature:{feature}", region_code=region_code, feature=known.label,
        place=tree.name(region_code), start=timezone.localdate(valid_from).isoformat(), reason=reason.strip(),
    )  # fmt: skip
    return made


@transaction.atomic
def switch_on(*, feature: str, region_code: str, reason: str, by: Actor, at: datetime) -> None:
    """At once, and what was planned is dropped. Raises FeatureRefused, NotAllowed."""
    known = _known(feature, region_code, reason, by)
    if not _closed(feature, region_code, at).exists():
        raise FeatureRefused(f"{known.label} sudah menyala di {tree.name(region_code)}.", field="switch")
    _closed(feature, region_code, at).filter(valid_from__gte=at).delete()
    _closed(feature, region_code, at).update(valid_to=at)
    audit.record(
        "access.feature_on", by=by, at=at, subject=f"feature:{feature}", region_code=region_code, feature=known.label,
        place=tree.name(region_code), reason=reason.strip(),
    )  # fmt: skip


def _known(feature: str, region_code: str, reason: str, by: Actor) -> Feature:
    by.require(MANAGE, region_code)
    if feature not in features():
        raise FeatureRefused("Fitur ini tidak dikenal.", field="feature")
    if len(region_code) != A_CITY:
        raise FeatureRefused("Pilih satu kabupaten atau kota.", field="region_code")
    if not reason.strip():
        raise FeatureRefused("Tulis alasannya.", field="reason")
    return features()[feature]


def _closed(feature: str, region_code: str, at: datetime) -> QuerySet[FeatureOff]:
    """Off now or later."""
    later = Q(valid_to=None) | Q(valid_to__gt=at)
    return FeatureOff.objects.filter(later, feature=feature, region_code=region_code)
