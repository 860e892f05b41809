"""Who imports and who looks, in a measured province."""

from datetime import UTC, datetime

from allauth.mfa.models import Authenticator

from kesos.access.models import User
from kesos.access.services import accounts, offices
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM

IMPORTER = "ukur.provinsi"


def an_official(name: str, role: str, area: str) -> int:
    """The user's number; made at the first call."""
    at = datetime.now(UTC)
    with acting(SYSTEM):
        known = User.objects.filter(username=name).values_list("pk", flat=True).first()
        if known is not None:
            return known
        user, _ = accounts.invite(by=SYSTEM, at=at, username=name, full_name=f"Petugas {name}", region_code=area)
        offices.give_grant(user_id=user.pk, role=role, area=area, by=SYSTEM, at=at, reason="Pengukuran")
        # the page that asks for a second factor is not what is measured
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        return user.pk
