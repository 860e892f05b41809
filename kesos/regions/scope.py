from collections.abc import Iterable

from django.db.models import Q


def within(areas: Iterable[str], field: str = "region_code") -> Q:
    found = Q(pk__in=[])
    for area in areas:
        found |= Q(**{f"{field}__startswith": area})
    return found
