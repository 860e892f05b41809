"""Who holds a permission in a place now: for tasks and notices to officials, asked as the system."""

from dataclasses import dataclass
from datetime import datetime

from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.region_code import ancestors

_HOLDING = """
select u.id, u.full_name, min(r.place), (array_agg(r.label order by r.place))[1]
from access_offices o
    join access_rolepermission p on p.role_id = o.role_id and p.permission = %(permission)s and not p.only_in_session
        and p.valid_from <= %(at)s and (p.valid_to is null or %(at)s < p.valid_to)
    join access_role r on r.code = o.role_id and r.row_scope = 'area'
    join access_user u on u.id = o.user_id and u.is_active and not u.is_machine
where o.area = any(%(around)s) and o.valid_from <= %(at)s and (o.valid_to is null or %(at)s < o.valid_to)
group by u.id, u.full_name order by max(length(o.area)) desc, u.full_name, u.id
"""


@dataclass(frozen=True, slots=True)
class Official:
    id: int
    name: str
    role: str


def holding(permission: str, region_code: str, *, at: datetime) -> list[Official]:
    """Officials whose area holds this place, the nearest first; those of a lent office included."""
    told = {"permission": permission, "around": ["", *ancestors(region_code)], "at": at}
    with acting(SYSTEM):
        return [Official(id, name, role) for id, name, _, role in rows(_HOLDING, told)]
