"""Officials of an invented Kota Kediri, in few words."""

from datetime import UTC, datetime, timedelta

from kesos.access.actors import actor_for
from kesos.access.models import Grant, User
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor

AT = datetime(2026, 3, 5, 3, tzinfo=UTC)
DAY = timedelta(days=1)
KEDIRI, PESANTREN, BAWANG, TEMPUREJO = "3571", "357103", "3571031009", "3571031004"
KAB_KEDIRI, JATIM = "3506", "35"
PASSWORD = "sawah luas di kaki gunung"


def a_user(username: str, *, region: str = KEDIRI, **more: object) -> User:
    more.setdefault("full_name", f"Ibu {username.title()}")
    user = User(username=username, region_code=region, created_at=AT, **more)
    user.set_password(PASSWORD)
    with acting(SYSTEM):
        user.save()
    return user


def a_grant(user: User, role: str, area: str, **more: object) -> Grant:
    more.setdefault("valid_from", AT - 30 * DAY)
    more.setdefault("reason", "SK pengangkatan")
    with acting(SYSTEM):
        return Grant.objects.create(user=user, role_id=role, area=area, **more)


def an_official(username: str, role: str, area: str, *, region: str | None = None, **more: object) -> User:
    user = a_user(username, region=area[:4] if region is None else region)
    a_grant(user, role, area, **more)
    return user


def an_actor(username: str, role: str, area: str, **more: object) -> Actor:
    return actor_for(an_official(username, role, area, **more).pk, at=AT)
