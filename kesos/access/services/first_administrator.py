"""The first account of an empty database, which invites all others."""

from datetime import datetime

from django.db import connection, transaction

from kesos.access.models import Grant
from kesos.access.services import accounts, offices
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused

ADMINISTRATOR = "ADMIN"
LOCK = 7_100_311  # of two commands at once the second waits, and then finds the first's account


class AdministratorExists(Refused):
    code = "administrator_exists"


@transaction.atomic
def create_first_administrator(*, email: str, full_name: str, area: str, at: datetime) -> tuple[str, str]:
    """The username and the path of a link with which its owner sets the password.

    Raises AdministratorExists, where one was ever named, demonstration accounts aside; AccountRefused, OfficeRefused.
    """
    with acting(SYSTEM):
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        if Grant.objects.filter(role=ADMINISTRATOR, user__is_demo=False).exists():
            raise AdministratorExists("Administrator sudah ada. Akun lain dibuatnya di layar Pengguna.")
        if "@" not in email:
            raise accounts.AccountRefused("Alamat surel tidak sah.", field="email")
        user, path = accounts.invite(
            by=SYSTEM,
            at=at,
            username="administrator",
            full_name=full_name,
            region_code=area,
            email=email.strip().lower(),
        )
        offices.give_grant(
            user_id=user.pk, role=ADMINISTRATOR, area=area, by=SYSTEM, at=at, reason="Administrator pertama"
        )
    return user.username, path
