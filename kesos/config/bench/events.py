"""Deaths and moves of the registry taken in and carried on, effects included; then the same again."""

import os
from datetime import UTC, datetime, timedelta

import psycopg
from django.utils.timezone import localdate

from kesos.config.bench.figures import Figure, Size, seconds
from kesos.config.bench.people import CITY, somebody
from kesos.database.roles import SYSTEM_ROLE
from kesos.journeys.models import Event
from kesos.journeys.ports import Told
from kesos.journeys.services import apply, receive

# every tenth person holds something of their own; every head of a family the family's
_AID = """
insert into registry_enrolment (person_id, family_id, programme, state, from_on, unlisted_reason, source_id)
select p.id, m.family_id, case when m.relation = 1 then 'PKH' else 'PBI-JK' end, 'AKTIF', '2026-01-01', 'ukur',
    p.source_id
from registry_person p join registry_membership m on m.person_id = p.id and m.left_on is null
where m.relation = 1 or p.id % 10 = 0
on conflict do nothing
"""
# of every tenth family all over the city all members; of twenty events nineteen are deaths, of heads and of others, and
# one, where it falls on a head, is the family's move in the city
_WHO = """
select p.nik, p.full_name, p.birth_date, p.region_code, m.relation, f.kk
from registry_person p join registry_membership m on m.person_id = p.id and m.left_on is null
join registry_family f on f.id = m.family_id
where p.nik is not null and f.id %% 10 = 0 order by f.id, m.relation limit %(most)s
"""


def feed(size: Size) -> list[Figure]:
    """A tenth as many events as people, as the issue asks: 100,000 over 1,000,000."""
    somebody(size)
    number, at = size.people // 10, datetime.now(UTC)
    told = _told(number, at)

    def carry_on() -> None:
        receive.take_in(told, origin=Event.Origin.FEED, at=at)
        done.append(apply.apply_waiting(at=at))

    done: list[apply.Applied] = []
    taken, again = seconds(carry_on), seconds(carry_on)
    first, second = done
    if first.seen != len(told) or first.deaths + first.moves < len(told) * 0.5:
        raise RuntimeError(f"{first}: this measures something else")
    about = (
        f"{len(told)} peristiwa di antara {size.people} orang: {first.deaths} kematian, {first.moves} pindah, "
        f"{first.unmatched} tidak cocok; pengaruh pada orang, keluarga, dan kepesertaan termasuk; "
        f"dikirim ulang: {second.seen} diproses, {again:.1f} detik"
    )
    return [
        Figure("events_a_second", round(len(told) / taken), 5_000, at_least=True, about=about),
        Figure("events_changed_by_a_replay", second.seen, 0),
    ]


def _told(number: int, at: datetime) -> list[Told]:
    issued, day = at - timedelta(days=1), localdate(at) - timedelta(days=7)
    with psycopg.connect(os.environ["KESOS_DATABASE_URL"], autocommit=True) as owner, owner.transaction():
        owner.execute(f"set local role {SYSTEM_ROLE}")
        owner.execute(_AID)
        owner.execute("reset role")
        owner.execute("analyze registry_enrolment")
        owner.execute(f"set local role {SYSTEM_ROLE}")
        villages = [code for (code,) in owner.execute(
            "select code from regions_region where code like %s and level = 4 and valid_to is null", [f"{CITY}%"]
        )]  # fmt: skip
        people = owner.execute(_WHO, {"most": number}).fetchall()
    found, moving = [], set()
    for place, (nik, name, born, village, relation, kk) in enumerate(people):
        more = {"nik": nik, "full_name": name, "birth_date": born, "region_code": village, "happened_on": day}
        if place % 20 == 0 and relation == 1:
            moving.add(kk)
            more |= {"kk": kk, "to_region_code": next(code for code in villages if code != village)}
            found.append(Told(f"UKUR-{place}", "pindah", issued, **more))
        elif kk not in moving:
            found.append(Told(f"UKUR-{place}", "kematian", issued, **more))
    return found
