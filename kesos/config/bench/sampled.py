"""People from all over a registry, however large, as somebody at a counter tells them: by NIK or by name."""

from dataclasses import dataclass

from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text

# spread over the whole table by its keys, without reading it; names of two words or more
_SPREAD = """
with ends as (select min(id) as first, max(id) as last from registry_person)
select p.id, p.nik, p.full_name, p.region_code from ends, generate_series(1, %(most)s * 2) turn
cross join lateral (
    select id, nik, full_name, region_code from registry_person
    where id >= first + ((last - first) * (turn * 0.6180339887 %% 1))::bigint
        and nik is not null and full_name like '%% %%'
    order by id limit 1) p
group by p.id, p.nik, p.full_name, p.region_code order by p.id %% 1009, p.id
limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Somebody:
    id: int
    nik: str
    name: str
    place: str


def somebody(number: int) -> list[Somebody]:
    """At most so many, none of them twice."""
    with acting(SYSTEM):
        return [Somebody(id_, as_text(nik), name, place) for id_, nik, name, place in rows(_SPREAD, {"most": number})]
