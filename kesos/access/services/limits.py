"""A limit gets a new value from a moment on; what was before stays to be read."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kesos.access.models import Setting
from kesos.access.settings_store import LIMITS
from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused

MANAGE = "setting.manage"


class LimitRefused(Refused):
    code = "limit_refused"


@transaction.atomic
def set_limit(*, key: str, value: int, valid_from: datetime, by: Actor, at: datetime) -> Setting:
    """For the whole country, so only by who holds `setting.manage` there. Raises LimitRefused, NotAllowed."""
    by.require(MANAGE, "")
    limit = LIMITS.get(key)
    if limit is None:
        raise LimitRefused("Ketentuan ini tidak dikenal.", field="key")
    if not limit.least <= value <= limit.most:
        raise LimitRefused(f"{limit.label}: antara {limit.least} dan {limit.most}.", field="value")
    if valid_from < at:
        raise LimitRefused("Ketentuan baru tidak berlaku surut.", field="valid_from")
    Setting.objects.filter(key=key, valid_from__gte=valid_from).delete()
    Setting.objects.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from), key=key).update(valid_to=valid_from)
    setting = Setting.objects.create(key=key, value=str(value), valid_from=valid_from)
    audit.record(
        "access.setting_changed", by=by, at=at, subject=f"setting:{key}", key=limit.label, value=value,
        start=timezone.localdate(valid_from).isoformat(),
    )  # fmt: skip
    return setting
