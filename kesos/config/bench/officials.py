"""Officials for a measure of load, each with citizens nobody else clicks on."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.hashers import make_password

from kesos.access.models import User
from kesos.access.services import accounts, offices
from kesos.bulk.sql import rows
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


def officials_with_work(*, operators: int, heads: int, password: str) -> dict[str, Any]:
    """Round the kelurahan of the city; two of one kelurahan share its citizens out between them."""
    at, hashed = datetime.now(UTC), make_password(password)
    with acting(SYSTEM):
        villages = list(
            Region.objects.filter(code__startswith=CITY, level=4, valid_to=None)
            .values_list("code", flat=True)
            .order_by("code")
        )
    told: dict[str, Any] = {"operators": [], "heads": []}
    sharing = -(-operators // len(villages))
    for place in range(operators):
        village, turn = villages[place % len(villages)], place // len(villages)
        told["operators"].append(
            {"name": _official("OP_DESA", village, place, hashed, at), "village": village}
            | _work(village, turn, sharing)
        )
    for place in range(heads):
        village = villages[place % len(villages)]
        told["heads"].append({"name": _official("LURAH", village, place, hashed, at), "village": village})
    return told


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


def _official(role: str, village: str, place: int, hashed: str, at: datetime) -> str:
    name = f"ukur.{role.lower().replace('_', '-')}.{place}"
    with acting(SYSTEM):
        if not User.objects.filter(username=name).exists():
            user, _ = accounts.invite(
                by=SYSTEM, at=at, username=name, full_name=f"Petugas Ukur {place}", region_code=village
            )
            offices.give_grant(user_id=user.pk, role=role, area=village, by=SYSTEM, at=at, reason="Pengukuran")
        User.objects.filter(username=name).update(password=hashed)
    return name
