"""Which features are off where, and what switching one off takes from whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from kesos.access.models import FeatureOff
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.regions.scope import within
from kesos.ui.features import Feature, features, screens_of
from kesos.ui.help import everything

SQL = statements("kesos.access", "sql/features.sql")


@dataclass(frozen=True, slots=True)
class Row:
    """A feature, and where it is off now or will be."""

    feature: Feature
    off: list[FeatureOff]


@dataclass(frozen=True, slots=True)
class Loss:
    """A screen that goes, and who had it: name of the role, number of people."""

    title: str
    roles: list[tuple[str, int]]


def rows(actor: Actor, permission: str, *, at: datetime) -> list[Row]:
    """As far as the actor keeps them."""
    found = FeatureOff.objects.filter(Q(valid_to=None) | Q(valid_to__gt=at), within(actor.areas(permission)))
    off: dict[str, list[FeatureOff]] = {}
    for each in found.order_by("region_code", "valid_from"):
        off.setdefault(each.feature, []).append(each)
    return [Row(feature, off.get(key, [])) for key, feature in features().items()]


def losses(feature: str, region_code: str, *, at: datetime) -> list[Loss]:
    """One statement for all screens of the feature."""
    screens = screens_of(feature)
    wanted = sorted({screen.permission for screen in screens})
    with connection.cursor() as cursor:
        cursor.execute(SQL["who_loses"], {"permissions": wanted, "region": region_code, "at": at})
        held: dict[str, list[tuple[str, int]]] = {}
        for permission, label, people in cursor.fetchall():
            held.setdefault(permission, []).append((label, people))
    told = everything()
    return [
        Loss(told[screen.url_name].title, held.get(screen.permission, []))
        for screen in screens
        if screen.url_name in told
    ]
