"""«Within these areas», as a condition on rows: the one way in which jurisdiction enters a query."""

from collections.abc import Iterable

from django.db.models import Q

from kesos.foundation.actor import outermost

WHOLE_CODE = 10


def within(areas: Iterable[str], field: str = "region_code") -> Q:
    """Rows that lie in any of these areas; no area, no rows; the area "" is the whole country.

    Whole codes are asked by equality, shorter ones by prefix: both find their way through an index on the
    field with `varchar_pattern_ops`.
    """
    kept = outermost(areas)
    if kept == [""]:
        return ~Q(pk__in=[])  # an empty Q would vanish beside "or", and the whole country with it
    found = Q(pk__in=[])
    if whole := [area for area in kept if len(area) == WHOLE_CODE]:
        found |= Q(**{f"{field}__in": whole})
    for area in kept:
        if len(area) < WHOLE_CODE:
            found |= Q(**{f"{field}__startswith": area})
    return found
