"""The dated limits as a list: what each is called, what holds now, what comes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kesos.access.models import Setting
from kesos.access.settings_store import LIMITS


@dataclass(frozen=True, slots=True)
class LimitRow:
    """`next_value` holds from `next_from` on, where somebody has decided so."""

    key: str
    label: str
    value: int | None
    since: datetime | None
    least: int
    most: int
    next_value: int | None
    next_from: datetime | None


def rows(*, at: datetime) -> list[LimitRow]:
    known = Setting.objects.filter(Q(valid_to=None) | Q(valid_to__gt=at), key__in=LIMITS).order_by("-valid_from")
    now: dict[str, Setting] = {}
    later: dict[str, Setting] = {}
    for each in known:
        (now if each.valid_from <= at else later)[each.key] = each  # of later ones the nearest stays
    return [
        LimitRow(
            key=key, label=limit.label, least=limit.least, most=limit.most,
            value=int(now[key].value) if key in now else None, since=now[key].valid_from if key in now else None,
            next_value=int(later[key].value) if key in later else None,
            next_from=later[key].valid_from if key in later else None,
        )
        for key, limit in LIMITS.items()
    ]  # fmt: skip
