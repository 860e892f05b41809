"""Administrators hold no standing power over citizens' data: they open it for a reason and a short time."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kesos.access import settings_store
from kesos.access.models import StaffSession
from kesos.access.queries import users
from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused

OPEN = "staff_session.open"


class SessionRefused(Refused):
    code = "staff_session_refused"


@transaction.atomic
def open_staff_session(*, by: Actor, reason: str, area: str, minutes: int, at: datetime) -> StaffSession:
    """Sight of citizens' data in `area` for some minutes. Raises SessionRefused, NotAllowed."""
    by.require(OPEN, area)
    longest = settings_store.number("staff_session.max_minutes", at=at)
    if not 1 <= minutes <= longest:
        raise SessionRefused(f"Sesi petugas paling lama {longest} menit.", field="minutes")
    if len(reason.strip()) < 10:
        raise SessionRefused("Tulis alasan yang dapat dibaca pemeriksa, minimal 10 huruf.", field="reason")
    role = users.in_force(at).filter(user=by.user_id, role__permissions__only_in_session=True).first()
    if role is None:
        raise SessionRefused("Peran Anda tidak memiliki sesi petugas.")
    try:
        with transaction.atomic():
            opened = StaffSession.objects.create(
                user_id=by.user_id, role_id=role.role_id, area=area, reason=reason.strip(), opened_at=at,
                ends_at=at + timedelta(minutes=minutes),
            )  # fmt: skip
    except IntegrityError as clash:
        raise SessionRefused("Masih ada sesi petugas yang terbuka. Tutup dahulu.") from clash
    audit.record(
        "access.staff_session_opened", by=by, at=at, subject=f"user:{by.user_id}", region_code=area,
        minutes=minutes, area=area or "Indonesia", reason=reason.strip(),
    )  # fmt: skip
    return opened


@transaction.atomic
def close_staff_session(*, by: Actor, at: datetime) -> None:
    """Close what is open, before its time. Raises NotFound where nothing is."""
    found = StaffSession.objects.select_for_update().filter(user=by.user_id, opened_at__lt=at, ends_at__gt=at).first()
    if found is None:
        raise NotFound("Tidak ada sesi petugas yang terbuka.")
    found.ends_at = at
    found.save(update_fields=["ends_at"])
    audit.record("access.staff_session_closed", by=by, at=at, subject=f"user:{by.user_id}", region_code=found.area)
