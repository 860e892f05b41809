"""Names in a kelurahan, a kab/kota and the province, as an official of each looks for them: time in the database."""

from collections.abc import Callable
from statistics import median
from typing import cast

import psycopg
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

from kesos.config.bench import sampled
from kesos.config.bench.figures import Figure, in_turns, p50, p99, seconds
from kesos.config.scale.ground import PROVINCE, Ground
from kesos.database.acting import acting
from kesos.database.resolve import addresses
from kesos.database.roles import SYSTEM_ROLE
from kesos.foundation.actor import Actor
from kesos.registry.queries import people

SEARCHES, VILLAGE_MS, KAB_TIMES, FIRST_SECONDS = 100, 50, 1.5, 1.5
# the kab/kota as a partition of its own, with an index on its names: what no row policy guards
_PARTITION = """
create table raw_names (like registry_person) partition by list (left(region_code, 4));
create table raw_names_one partition of raw_names for values in ({kab});
grant insert on raw_names, raw_names_one to {system};
set local role {system};
insert into raw_names select * from registry_person where region_code like {under};
reset role;
create index on raw_names_one using gin (name_key gin_trgm_ops);
analyze raw_names_one
"""
_IDS = """
select id from raw_names where left(region_code, 4) = %(kab)s and name_key like %(key)s order by name_key, id limit 50
"""


def everywhere(ground: Ground) -> list[Figure]:
    """Last the province's full name, which asks a server that has just started."""
    somebody = [(one.place, one.name) for one in sampled.somebody(SEARCHES)]
    return [*_in_a_village(somebody), *_in_a_kabupaten(somebody), _after_a_restart(somebody[-3:])]


def _after_a_restart(somebody: list[tuple[str, str]]) -> Figure:
    """PostgreSQL's own memory is empty, as in the morning after a restart."""
    times = []
    for _, name in somebody:
        connection.close()
        cast(DatabaseWrapper, connection).close_pool()
        server = addresses().cluster
        if server is None:
            raise RuntimeError("a province is measured on a server of its own")
        server.restart()
        times.append(_search(_official(PROVINCE), name, PROVINCE))
    about = f"nama lengkap di seluruh provinsi, sesudah PostgreSQL dimulai ulang, {len(times)} kali"
    return Figure("province_full_name_first_seconds", round(max(times), 2), FIRST_SECONDS, about=about)


def _in_a_village(somebody: list[tuple[str, str]]) -> list[Figure]:
    def timed(part: Callable[[str], str]) -> list[float]:
        return [_search(_official(place), part(name), place) * 1000 for place, name in somebody]

    figures = []
    for name, called, part in (
        ("prefix", "awalan", lambda full: full[:4]), ("contains", "bagian nama", lambda full: full.split()[-1][:5]),
    ):  # fmt: skip
        first, told = timed(part), timed(part)  # an officer looks in one's own village all day
        about = (
            f"{called} di satu kelurahan, di bawah kebijakan baris; median {p50(told):.1f} ms, {len(told)} kali; "
            f"saat desa itu pertama kali dibuka: median {p50(first):.1f}, p99 {p99(first):.1f} ms"
        )
        figures.append(Figure(f"village_name_{name}_p99_ms", round(p99(told), 1), VILLAGE_MS, about=about))
    return figures


def _in_a_kabupaten(somebody: list[tuple[str, str]]) -> list[Figure]:
    """Ours under row policies; the same page of a partition of its own with its own trigrams, without any policy."""
    kab = max({place[:4] for place, _ in somebody}, key=lambda one: sum(place[:4] == one for place, _ in somebody))
    turn = iter([name for _, name in somebody for _ in (1, 2)] * 2)
    by, page = _official(kab), people.SQL["rows"].replace("{ids}", _IDS)
    with psycopg.connect(addresses().owner, autocommit=True) as owner:
        owner.execute("drop table if exists raw_names")
        system, under = sql.Identifier(SYSTEM_ROLE), sql.Literal(f"{kab}%")
        with owner.transaction():
            owner.execute(sql.SQL(_PARTITION).format(kab=sql.Literal(kab), under=under, system=system))

        def bare() -> float:
            told = {"kab": kab, "key": f"%{next(turn).lower()}%", "areas": [kab], "limit": 50}
            return seconds(lambda: owner.execute(page, told).fetchall())

        owner.execute(sql.SQL("grant select on raw_names, raw_names_one to {}; set role {}").format(system, system))
        for _ in ("read from the disk for both", "timed"):
            mine, raw = in_turns(len(somebody), lambda: _search(by, next(turn), kab), bare)
        owner.execute("reset role")
        owner.execute("drop table raw_names")
    about = (
        f"nama lengkap di {kab}: median {median(mine) * 1000:.1f} dan {median(raw) * 1000:.1f} ms; "
        f"p99 {p99(mine) * 1000:.0f} dan {p99(raw) * 1000:.0f} ms"
    )
    return [Figure("kabupaten_name_to_bare_partition", round(p50(mine) / p50(raw), 2), KAB_TIMES, about=about)]


def _search(by: Actor, text: str, place: str) -> float:
    """Seconds of the statement; who acts has been said before."""
    with acting(by):
        return seconds(lambda: people.search(by, text=text, within_code=place))


def _official(area: str) -> Actor:
    return Actor(user_id=990_004, name="Petugas (ukur)", grants=frozenset({("person.view", area)}))
