"""Rows within areas."""

from collections.abc import Iterable

from django.db.models import Q


def within(areas: Iterable[str], field: str = "region_code") -> Q:
    """Rows that lie in any of these areas; no area, no rows."""
    found = Q(pk__in=[])
    for area in areas:
        found |= Q(**{f"{field}__startswith": area})
    return found
