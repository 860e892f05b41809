"""The head reminds the kelurahan that are behind: one notice a day to whoever holds its offices."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kesos.access.queries.users import in_force
from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed
from kesos.foundation.written import month_name
from kesos.notices.services import Draft, notify_many
from kesos.proposals.models import Period
from kesos.proposals.queries import standing

REMIND = "period.remind"
WHAT_FOLLOWS = "Yang tanpa berita acara pada harinya berpindah ke bulan berikutnya."
ROLES = ("LURAH", "OP_DESA")


@transaction.atomic
def remind(*, period: Period, by: Actor, at: datetime) -> tuple[int, int]:
    """Every kelurahan behind in the actor's places. Returns how many kelurahan, and how many notices are new.

    Sent again on the same day it changes nothing. Raises NotAllowed.
    """
    areas = [
        area for area in by.areas(REMIND) if area.startswith(period.region_id) or period.region_id.startswith(area)
    ]
    if not areas:
        raise NotAllowed("Anda tidak berwenang mengingatkan kelurahan di kabupaten/kota ini.")
    today = timezone.localdate(at)
    late = [
        each
        for each in standing.behind(standing.villages(by, period), period, today=today)
        if any(each.village.code.startswith(area) for area in areas)
    ]
    readers = _readers([each.village.code for each in late], at)
    drafts = [
        Draft(
            key=f"periode:{period.pk}:{each.village.code}:{today}", user_id=user,
            subject=f"Kelurahan {each.village.name} tertinggal, periode {month_name(period.month)}",
            body=f"{by.name} mengingatkan: {each.what}. {WHAT_FOLLOWS}",
            link=f"/periode/{period.region_id}/{period.month:%Y-%m}/",
        )
        for each in late
        for user in readers[each.village.code]
    ]  # fmt: skip
    new = notify_many(drafts, at=at)
    if new:
        audit.record(
            "proposals.reminded", by=by, at=at, subject=f"period:{period.pk}", region_code=period.region_id,
            villages=len(late), notices=new, month=month_name(period.month),
        )  # fmt: skip
    return len(late), new


def _readers(villages: list[str], at: datetime) -> dict[str, list[int]]:
    """As the system: the head keeps no accounts and sees none."""
    found: dict[str, list[int]] = defaultdict(list)
    with acting(SYSTEM):
        held = in_force(at).filter(role__in=ROLES, area__in=villages, user__is_active=True)
        for user, area in held.order_by("user").values_list("user", "area").distinct():
            found[area].append(user)
    return found
