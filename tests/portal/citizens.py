"""A citizen with an account, in a family of their own."""

from typing import Any

from kesos.access.models import User
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.portal.models import CitizenAccount
from kesos.registry.models import Person
from tests.access.world import a_grant, a_user
from tests.registry.world import AT, BAWANG, a_family, a_person


def a_citizen_user(
    name: str = "PAIJAN", *, region: str = BAWANG, username: str = "", proven: bool = True, person: Person | None = None
) -> User:
    if person is None:
        person = a_person(name, region=region)
        a_family(person, a_person(f"ANAK {name}", region=region), region=region)
    with acting(SYSTEM):
        family = person.memberships.get(left_on=None).family_id
    user = a_user(username or f"warga.{name.lower().replace(' ', '.')}", region=region, own_family_id=family)
    a_grant(user, "WARGA", region)
    seen: dict[str, Any] = {"proven_at": AT, "proven_by": 1} if proven else {}
    with acting(SYSTEM):
        CitizenAccount.objects.create(user=user, person=person, region_code=region, made_at=AT, **seen)
    return user
