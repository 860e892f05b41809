"""Every list, search, page and export on a registry of many: no plan goes through all people.

Two witnesses. The planner tells the plan of every statement that is sent; the database counts how often a table was
read from end to end in this transaction, which also sees what functions do inside.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kesos.database.acting import acting
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import as_text
from kesos.registry.families.said import Card, Said
from kesos.registry.models import Person
from kesos.registry.queries import near, people
from kesos.registry.queries.imports import SQL as IMPORT_SCREENS
from kesos.registry.services.export_bnba import Wanted, export_bnba
from kesos.registry.services.export_terms import EXPORT
from kesos.registry.services.register_family import add_member, register_family
from tests.access.world import BAWANG, KEDIRI
from tests.api.world import a_program
from tests.databases import as_owner
from tests.registry.world import AT, an_operator
from tests.rules.house import screens

pytestmark = pytest.mark.django_db
SETS = ("registry_ppksrecord", "registry_povertytarget", "institutions_stay", "institutions_psks")
NAMES = tuple(f"registry_searchname_{part}" for part in ("06", "71", "72"))  # the parts of the crowd's kab/kota
WHOLE = ("registry_person", "registry_family", "registry_membership", *NAMES, *SETS)
# after other tests the planner believes these tables to be empty, and would read one for each row of the other
FILL = """
set local enable_nestloop = off;
set local role kesos_system;
insert into registry_source (kind, title, dated_on, received_at, by_user_id, region_code)
values ('import', 'banyak orang', '2026-11-01', now(), 0, '');
create temporary table crowd on commit drop as
select n, v.code, currval('registry_source_id_seq') as source
from generate_series(0, 29999) n
join (select code, row_number() over (order by code) - 1 as place, count(*) over () as places from regions_region
      where level = 4 and valid_to is null and left(code, 4) in ('3571', '3372', '6372', '3506')) v
  on v.place = (n / 3) % v.places;
insert into registry_person (nik, full_name, sex, birth_date, birth_place, mother_name, religion, marital, education,
                             occupation, region_code, source_id, updated_at)
select 9971030101000000 + n / 9999 * 1000000 + n % 9999 + 1,
       case when n % 61 = 0 then 'SULASTRI SANTOSO' else translate(md5(n::text), '0123456789', 'ghijklmnop') end,
       (array['L','P'])[n % 2 + 1], '2000-01-01', '', '', '', '', '', '', code, source, now()
from crowd;
insert into registry_family (kk, region_code, address, rt, rw, source_id, updated_at)
select 9971030101010000 + n / 3 / 9999 * 1000000 + n / 3 % 9999 + 1, code, '', '', '', source, now()
from crowd where n % 3 = 0;
insert into registry_membership (person_id, family_id, relation, joined_on, source_id)
select p.id, f.id, case when n % 3 = 0 then 1 else 4 end, '2020-01-01', source
from crowd
join registry_person p on p.nik = 9971030101000000 + n / 9999 * 1000000 + n % 9999 + 1
join registry_family f on f.kk = 9971030101010000 + n / 3 / 9999 * 1000000 + n / 3 % 9999 + 1;
create temporary table one_in_three on commit drop as
select person_id, family_id, source_id from registry_membership where relation = 1;
insert into registry_ppksrecord (person_id, type, disabilities, from_on, source_id)
select person_id, 'PPKS-13', '{}', '2025-01-01', source_id from one_in_three;
insert into registry_povertytarget (family_id, period, state, from_on, source_id)
select family_id, '2026', 'SASARAN', '2026-01-01', source_id from one_in_three;
insert into institutions_panti (code, name, region_code, source_id)
select 'P-1', 'Panti', '3571031009', min(source_id) from one_in_three;
insert into institutions_stay (person_id, panti_id, from_on, source_id)
select person_id, currval('institutions_panti_id_seq'), '2025-01-01', source_id from one_in_three;
insert into institutions_psks (person_id, type, name, region_code, from_on, source_id)
select person_id, 'PSKS-03', '', '3571031009', '2025-01-01', source_id from one_in_three
"""

WRONG_ROW = """
insert into bulk_staged_row (batch_id, line, user_id, texts, kinds) values (77, 2, 11, array['x'], '');
insert into registry_importrow (run_id, by_user_id, line, verdict, faults, warnings, leads_family, nik_written,
    full_name, name_key, sex, birth_date, birth_place, mother_name, religion, marital, education, occupation,
    region_code, address, rt, rw)
values (77, 11, 2, 'faulty', 'SEX_UNREADABLE', 'NIK_MALFORMED', false, '123', %(name)s, %(key)s, '', %(born)s,
    '', '', '', '', '', '', '3571031009', '', '', '')
"""


@pytest.fixture(scope="module")
def crowd(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Committed, because statistics are the owner's to take; gone again afterwards."""
    with django_db_blocker.unblock(), as_owner() as owner:
        with owner.transaction():
            owner.execute(FILL)
        # also empties what waits to be sorted into the index of names
        owner.execute(f"vacuum analyze {', '.join(WHOLE)}")
        yield
        connection.close()
        owner.execute("truncate registry_person, registry_family, registry_source cascade")


class Reading:
    """What was read from end to end: statement and table; tables by the database's own count."""

    def __init__(self) -> None:
        self.plans: list[str] = []
        self.statements = 0
        self._asking = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self._asking and not many and sql.lstrip(" \n(").lower().startswith(("select", "with", "--", "update")):
            self._asking = True
            try:
                self._plan(sql, params)
            finally:
                self._asking = False
        return execute(sql, params, many, context)

    def _plan(self, sql: str, params: Any) -> None:
        self.statements += 1
        with connection.cursor() as cursor:
            cursor.execute(f"explain (format json) {sql}", params)
            (told,) = cursor.fetchone()
        for table in _whole(told[0]["Plan"]):
            self.plans.append(f"{table}: {sql[:400]}")


def _whole(plan: dict[str, Any]) -> list[str]:
    own = [plan["Relation Name"]] if plan["Node Type"] == "Seq Scan" and plan["Relation Name"] in WHOLE else []
    return own + [table for below in plan.get("Plans", []) for table in _whole(below)]


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("select relname, seq_scan from pg_stat_xact_user_tables where relname = any (%s)", [list(WHOLE)])
        return dict(cursor.fetchall())


@contextmanager
def reading() -> Iterator[Reading]:
    seen, before = Reading(), counts()
    with connection.execute_wrapper(seen):
        yield seen
    assert seen.plans == []
    assert counts() == before


def somebody(region: str = BAWANG) -> Person:
    actor = an_operator(region)
    with acting(actor):
        return people.visible_to(actor).filter(region_id=region).order_by("pk")[0]


SEARCHES = ["sulastri", "lastri santoso", "sulasri", "sul", ""]
AREAS = [BAWANG, BAWANG[:6], KEDIRI, "35", ""]


@pytest.mark.parametrize("area", AREAS, ids=["village", "district", "city", "province", "country"])
@pytest.mark.parametrize("text", SEARCHES)
def test_no_search_by_name_reads_all_people(crowd, area, text):
    actor = an_operator(area)

    with acting(actor), reading() as seen:
        people.search(actor, text=text)
        people.search(actor, text=text, within_code=BAWANG)

    assert seen.statements


@pytest.mark.parametrize("area", AREAS[1:], ids=["district", "city", "province", "country"])
def test_two_letters_are_enough_in_one_village_alone(crowd, area):
    actor = an_operator(area)

    with acting(actor), pytest.raises(Refused, match="tiga huruf"):
        people.search(actor, text="su")
    with acting(actor), reading():
        assert people.search(actor, text="su", within_code=BAWANG)[0] != []


@pytest.mark.parametrize("area", AREAS, ids=["village", "district", "city", "province", "country"])
def test_no_search_by_number_reads_all_people(crowd, area):
    actor, person = an_operator(area), somebody()
    with acting(actor):
        kk = person.memberships.get().family.kk

    with acting(actor), reading():
        by_nik, _ = people.search(actor, text=as_text(person.nik))
        by_card, _ = people.search(actor, text=as_text(kk))

    assert [row.id for row in by_nik] == [person.pk]
    assert person.pk in [row.id for row in by_card]


def test_who_reaches_people_without_an_area_reads_only_those(crowd):
    actor, person = an_operator(holders=frozenset({"forum:3"}), families=frozenset({2**40})), somebody()

    with acting(actor), reading():
        with pytest.raises(NotFound):
            people.by_id(actor, person.pk)
        assert people.search(actor, text="sulastri")[0] == []


@pytest.mark.parametrize("listed_only", [False, True])
def test_the_export_of_a_village_reads_no_other(crowd, settings, tmp_path, listed_only):
    settings.MEDIA_ROOT = tmp_path / "files"
    actor = an_operator(BAWANG, permissions=("person.view", EXPORT))
    wanted = Wanted(place=BAWANG, columns=("nama", "kk"), purpose="Menguji ekspor", listed_only=listed_only, form="csv")

    with acting(actor), reading() as seen:
        _, number = export_bnba(wanted=wanted, folder=tmp_path, by=actor, at=datetime.now(UTC))

    assert bool(number) is not listed_only
    assert seen.statements


# a page that shows one thing is walked elsewhere; this is every address that needs no name of a thing
LISTS = sorted(
    {
        f"/{at}" for at, _, entry in screens()
        if "<" not in at and "." in str(getattr(entry.callback, "needs", "")) and not at.startswith(("api/", "galeri"))
    } | {"/", "/warga/?nama=sulastri", "/warga/?wilayah=3571031009", "/usulan/baru/?cari=sulastri"}
)  # fmt: skip
ROLES = [("OP_DESA", BAWANG), ("OP_DINSOS", KEDIRI), ("SUPERVISOR", KEDIRI), ("KADIS", KEDIRI), ("ADMIN", KEDIRI)]


@pytest.mark.parametrize(("role", "area"), ROLES)
def test_no_screen_reads_all_people(crowd, role, area, signed_in_as):
    client: Client = signed_in_as("petugas", role, area)
    pages = [*LISTS, f"/warga/{somebody().pk}/"]

    opened = []
    for page in pages:
        with reading():
            if client.get(page).status_code == 200:
                opened.append(page)

    assert "/" in opened


ENDPOINTS = [
    "/people?name=sulastri", "/people?within=3571031009", "/identity-tasks", "/imports", "/proposals", "/deliberations",
    "/ppks", "/ppks?type=PPKS-13", "/periods", "/letters", "/letters/desks", "/tasks/waiting", "/tasks/overdue",
    "/tasks/counts", "/jobs", "/audit-events", "/regions?name=bawang",
]  # fmt: skip


@pytest.mark.parametrize(("role", "area"), ROLES)
def test_no_list_of_the_api_reads_all_people(crowd, role, area):
    program = a_program(role, area)
    person = somebody()

    told = {}
    for address in [*ENDPOINTS, f"/people/{person.pk}"]:
        with reading():
            told[address] = program.get(address).status_code

    assert 200 in told.values()
    assert set(told.values()) <= {200, 403}


def test_no_mistyped_number_and_no_namesake_reads_all_people(crowd):
    actor = an_operator(BAWANG)
    known = somebody()
    digits = as_text(known.nik)

    with acting(actor), reading() as seen:
        by_number = [near.near_number(actor, typed) for typed in (digits[:-1], digits + "7", digits[:-1] + "x", digits)]
        by_name = near.namesakes(actor, name=known.full_name, birth_date=known.birth_date)

    assert known.pk in [each.id for each in by_number[0]]
    assert known.pk in [each.id for each in by_name]
    assert seen.statements


def test_no_family_form_reads_all_people(crowd):
    """By the database's own count alone: among its statements are settings and temporary tables without a plan."""
    actor = an_operator(BAWANG, permissions=("person.view", "family.register"))
    with acting(actor):  # a head would not be let go while the others stay
        known = people.visible_to(actor).filter(memberships__relation=4, region_id=BAWANG).order_by("pk")[0]
    head = Said("1", "YATEMI", "9971035204797001", sex="P", birth_date=date(1979, 4, 12))
    baby = Said("4", "BAYI YATEMI", no_nik_reason="newborn", sex="L", birth_date=date(2026, 10, 3))
    card = Card("9971030101997001", BAWANG)

    with acting(actor):
        before = counts()
        made = register_family(card=card, members=[head, Said("4", person_id=known.pk)], by=actor, at=AT)
        add_member(family_id=made.family_id, member=baby, by=actor, at=AT)
        after = counts()

    assert made.created
    assert after == before


def test_whom_a_wrong_row_may_have_meant_is_looked_up_by_place_and_name(crowd):
    actor, known = an_operator(KEDIRI), somebody()
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(WRONG_ROW, {"name": known.full_name, "key": known.name_key, "born": known.birth_date})

        with reading() as seen:
            cursor.execute(IMPORT_SCREENS["wrong_rows"], {"run": 77, "batch": 77})
            found = cursor.fetchall()

    assert [row[-2:] for row in found] == [(known.nik, known.full_name)]
    assert seen.statements
