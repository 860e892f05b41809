"""Limits by decision: read at a moment, never a constant."""

from datetime import datetime, timedelta

from django.db.models import Q

from kesos.access.models import Setting


class SettingMissing(LookupError):
    """A limit the program needs has no value on this day; `kesos database prepare` loads the first ones."""


def text(key: str, *, at: datetime) -> str:
    found = Setting.objects.filter(Q(valid_to=None) | Q(valid_to__gt=at), key=key, valid_from__lte=at)
    value = found.values_list("value", flat=True).first()
    if value is None:
        raise SettingMissing(f"{key} on {at:%Y-%m-%d}")
    return value


def number(key: str, *, at: datetime) -> int:
    return int(text(key, at=at))


def minutes(key: str, *, at: datetime) -> timedelta:
    return timedelta(minutes=number(key, at=at))
