"""A place sets a term anew, from a day on."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from kesos.audit.services import record
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.portal.models import PlaceTerm
from kesos.portal.queries.terms import KINDS

MANAGE = "setting.manage"


class TermRefused(Refused):
    code = "term_refused"


@transaction.atomic
def set_term(
    *, region_code: str, key: str, value: int, valid_from: date, basis: str, is_verified: bool, by: Actor, at: datetime
) -> PlaceTerm:
    """For a kab/kota, a province or the country. What held before stays to be read. Raises TermRefused, NotAllowed."""
    by.require(MANAGE, region_code)
    kind = KINDS.get(key)
    if kind is None:
        raise TermRefused("Ketentuan ini tidak dikenal.", field="key")
    if len(region_code) > 4:
        raise TermRefused("Ketentuan berlaku bagi satu kabupaten/kota atau lebih luas.", field="region_code")
    if not kind.least <= value <= kind.most:
        raise TermRefused(f"{kind.label}: antara {kind.least} dan {kind.most}.", field="value")
    if not basis.strip():
        raise TermRefused("Tulis dasar hukum atau keputusannya.", field="basis")
    if valid_from < localdate(at):
        raise TermRefused("Ketentuan baru tidak berlaku surut.", field="valid_from")
    own = PlaceTerm.objects.filter(region_code=region_code, key=key)
    own.filter(valid_from__gte=valid_from).delete()
    own.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from)).update(valid_to=valid_from)
    made = PlaceTerm.objects.create(
        region_code=region_code,
        key=key,
        value=value,
        valid_from=valid_from,
        basis=basis.strip(),
        is_verified=is_verified,
    )
    record(
        "portal.term_set", by=by, at=at, subject=f"term:{key}", region_code=region_code, term=kind.label, value=value,
        start=valid_from,
    )  # fmt: skip
    return made
