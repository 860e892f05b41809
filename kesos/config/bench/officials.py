"""Officials for a measure of load, each with citizens nobody else clicks on."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.hashers import is_password_usable, make_password

from kesos.access.models import User
from kesos.access.services import accounts, offices
from kesos.bulk.sql import rows
from kesos.config.bench.page import session_of
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text
from kesos.regions.models import Region

CITY, EACH = "3571", 120
# heads whose family nobody has proposed this month; who is in the data may have a letter
_PEOPLE = """
select p.id, p.nik, p.full_name, m.family_id, exists (
    select from registry_listing l where l.family_id = m.family_id and l.to_on is null)
from registry_person p
join registry_membership m on m.person_id = p.id and m.left_on is null and m.relation = 1
where p.region_code = %(village)s and p.nik is not null and p.died_on is null
    and not exists (select from proposals_proposal u where u.family_id = m.family_id)
order by p.id limit %(most)s
"""
_RECIPIENTS = """
select e.id from registry_enrolment e join registry_person p on p.id = e.person_id
where p.region_code = %(village)s and e.to_on is null and e.state = 'AKTIF'
    and not exists (select from programmes_check k where k.enrolment_id = e.id)
order by e.id limit %(most)s
"""


def officials_with_work(*, operators: int, heads: int, password: str = "", area: str = CITY) -> dict[str, Any]:
    """Round the kelurahan of the area; several of one kelurahan share its citizens out between them.

    Without a password each comes with the cookie of somebody who has signed in already.
    """
    at, hashed = datetime.now(UTC), make_password(password or None)
    villages = _spread(area, operators)
    told: dict[str, Any] = {"operators": [], "heads": []}
    sharing = -(-operators // len(villages))
    for place in range(operators):
        village, turn = villages[place % len(villages)], place // len(villages)
        told["operators"].append(_official("OP_DESA", village, place, hashed, at) | _work(village, turn, sharing))
    for place in range(heads):
        told["heads"].append(_official("LURAH", villages[place % len(villages)], place, hashed, at))
    return told


def _spread(area: str, operators: int) -> list[str]:
    """As many kelurahan as there are operators, from end to end of the area; all of them where it has fewer."""
    with acting(SYSTEM):
        found = list(
            Region.objects.filter(code__startswith=area, level=4, valid_to=None)
            .values_list("code", flat=True)
            .order_by("code")
        )
    return found[:: max(1, len(found) // operators)]


def _work(village: str, turn: int, sharing: int) -> dict[str, Any]:
    with acting(SYSTEM):
        most = {"village": village, "most": EACH * sharing}
        found, recipients = rows(_PEOPLE, most)[turn::sharing], rows(_RECIPIENTS, most)[turn::sharing]
    people = [
        {"id": id_, "nik": as_text(nik), "full_name": name, "family": family} for id_, nik, name, family, _ in found
    ]
    return {
        "people": people, "listed": [id_ for id_, *_, listed in found if listed],
        "enrolments": [enrolment for (enrolment,) in recipients],
    }  # fmt: skip


def _official(role: str, village: str, place: int, hashed: str, at: datetime) -> dict[str, Any]:
    name = f"ukur.{role.lower().replace('_', '-')}.{place}"
    with acting(SYSTEM):
        user = User.objects.filter(username=name).first()
        if user is None:
            user, _ = accounts.invite(
                by=SYSTEM, at=at, username=name, full_name=f"Petugas Ukur {place}", region_code=village
            )
            offices.give_grant(user_id=user.pk, role=role, area=village, by=SYSTEM, at=at, reason="Pengukuran")
        User.objects.filter(pk=user.pk).update(password=hashed)
    told = {"name": name, "village": village}
    return told if is_password_usable(hashed) else told | {"cookie": session_of(user)}
