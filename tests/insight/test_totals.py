"""Totals are counted by sets and equal to a recount by plain SQL, at every level; and only what changed is written."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.insight import jobs
from kesos.insight.models import Refresh, Total
from kesos.insight.queries import measures
from kesos.registry.models import PovertyTarget, PpksRecord
from tests.insight.world import AT, BAWANG, KEDIRI, MOJOROTO, NGRONGGO, PARE, a_household, counted, receives
from tests.institutions.world import a_home, helps, stays

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)
# Told apart from the statements of the measures: a row a thing, counted one level at a time.
RECOUNTS = {
    "people": "select region_code r, '' v, id from registry_person where died_on is null",
    "families": "select distinct f.region_code r, '' v, f.id from registry_family f"
    " join registry_membership m on m.family_id = f.id and m.left_on is null"
    " join registry_person p on p.id = m.person_id and p.died_on is null",
    "listed_families": "select f.region_code r, l.register v, f.id from registry_family f, registry_listing l"
    " where l.family_id = f.id and l.to_on is null",
    "listed_people": "select p.region_code r, l.register v, p.id from registry_person p, registry_membership m,"
    " registry_listing l where m.person_id = p.id and m.left_on is null and p.died_on is null"
    " and l.family_id = m.family_id and l.to_on is null",
    "deciles": "select f.region_code r, coalesce(d.decile::text, 'none') v, f.id from registry_family f"
    " join registry_decile d on d.family_id = f.id and d.release = '2026-3'",
    "enrolments": "select p.region_code r, e.programme v, e.id from registry_enrolment e, registry_person p"
    " where p.id = e.person_id and e.to_on is null",
    # by hand, from the list of UU 11/2009: PKH and PBI-JK are security, a home is rehabilitation
    "pillars": "select distinct p.region_code r, case when e.programme in ('PKH', 'PBI-JK') then 'jaminan'"
    " when e.programme = 'SEMBAKO' then 'perlindungan' else 'lain' end v, p.id"
    " from registry_enrolment e, registry_person p"
    " where p.id = e.person_id and e.to_on is null and p.died_on is null"
    " union all select distinct p.region_code, 'rehabilitasi', p.id from registry_person p"
    " join institutions_stay s on s.person_id = p.id and s.to_on is null",
    "ppks": "select p.region_code r, k.type v, k.id from registry_ppksrecord k, registry_person p"
    " where p.id = k.person_id and k.to_on is null and p.died_on is null",
    "psks": "select region_code r, type v, id from institutions_psks where to_on is null",
    "stays": "select h.region_code r, '' v, s.id from institutions_stay s, institutions_panti h"
    " where h.id = s.panti_id and s.to_on is null",
    "poverty_targets": "select f.region_code r, '' v, t.id from registry_povertytarget t, registry_family f"
    " where f.id = t.family_id and t.period = '2026' and t.to_on is null",
}


@pytest.fixture
def region():
    for n, place in enumerate((BAWANG, BAWANG, NGRONGGO, MOJOROTO, PARE)):
        family, members = a_household(place, people=n + 1, listed="dtks dtsen" if n % 2 else "dtsen", decile=n + 1)
        receives(members[0], "PKH", family=family)
        receives(members[-1], "PBI-JK", state="DITANGGUHKAN")
        receives(members[0], "SEMBAKO" if n % 2 else "LAIN-LAIN", family=family)
    _, (dead, _) = a_household(NGRONGGO, people=2, decile=3)
    with acting(SYSTEM):
        type(dead).objects.filter(pk=dead.pk).update(died_on=date(2026, 10, 1))
    family, (left,) = a_household(MOJOROTO)
    with acting(SYSTEM):
        family.memberships.update(left_on=date(2026, 3, 1))
    receives(left, "BPNT", state="SELESAI", until=date(2026, 6, 1))
    stays(left, a_home(region=KEDIRI))  # known to stand somewhere in the city
    helps(name="Karang Taruna Bawang")
    with acting(SYSTEM):
        source = family.source
        PpksRecord.objects.create(person=left, type="PPKS-08", from_on=date(2026, 1, 1), source=source)
        for period in ("2025", "2026"):
            PovertyTarget.objects.create(family=family, period=period, from_on=date(2026, 1, 1), source=source)


def totals() -> dict[tuple[str, str, str], int]:
    with acting(SYSTEM):
        found = Total.objects.filter(period=NOVEMBER).values_list("measure", "region_code", "value", "number")
        return {tuple(key): n for *key, n in found}


def recounted() -> dict[tuple[str, str, str], int]:
    found = {}
    with acting(SYSTEM), connection.cursor() as cursor:
        for measure, things in RECOUNTS.items():
            for digits in (2, 4, 6, 10):
                cursor.execute(
                    f"select left(r, {digits}), v, count(*) from ({things}) t where length(r) >= {digits} group by 1, 2"
                )
                found |= {(measure, place, value): n for place, value, n in cursor.fetchall()}
    return found


@pytest.mark.requirement("J-52", "J-03")
def test_every_total_at_every_level_equals_a_recount(region):
    counted()

    assert totals() == recounted()
    assert {measure for measure, _, _ in totals()} == {each.code for each in measures.known()} == RECOUNTS.keys()


def test_a_second_count_follows_what_changed_and_writes_nothing_else(region):
    counted()
    assert counted() == 0

    a_household(BAWANG, people=1)

    # a person and a family more, in the kelurahan, its kecamatan, the city, the province
    assert counted(AT + timedelta(days=1)) == 8
    assert totals() == recounted()


def test_what_is_gone_leaves_no_total_behind(region):
    counted()
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute("update registry_enrolment set state = 'SELESAI', to_on = %s", [date(2026, 11, 5)])

    counted()

    assert not [key for key in totals() if key[0] == "enrolments"]


def test_each_measure_says_when_it_was_counted_and_a_past_month_stays(region):
    counted()
    before = totals()
    december = AT + timedelta(days=30)
    a_household(BAWANG)

    counted(december)

    assert totals() == before
    assert set(Refresh.objects.filter(period=date(2026, 12, 1)).values_list("as_of", flat=True)) == {december}
    assert Refresh.objects.count() == 2 * (len(RECOUNTS) + 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"period": date(2026, 11, 2)},
        {"region_code": "357"},
        {"parent_code": "34"},
    ],
)
def test_the_database_keeps_totals_sound(wrong):
    sound = {"period": NOVEMBER, "parent_code": "35", "measure": "people", "region_code": KEDIRI, "value": ""}

    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Total.objects.create(**{**sound, "number": 3} | wrong)


@pytest.mark.requirement("J-03")
def test_somebody_stands_once_in_each_pillar_they_hold_a_service_of(region):
    """Two programmes of one pillar count one person once; what stands under no pillar is told apart."""
    counted()

    told = {value: n for (measure, place, value), n in totals().items() if measure == "pillars" and place == KEDIRI}
    assert told == {"jaminan": 7, "perlindungan": 2, "rehabilitasi": 1, "lain": 2}


def test_what_the_night_has_counted_the_planner_knows(region):
    counted()

    with connection.cursor() as cursor:
        cursor.execute("select reltuples from pg_class where relname = 'insight_total'")
        assert cursor.fetchone()[0] == len(totals())
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select insight_take_statistics()")  # the system's alone


def test_the_night_counts_by_itself_and_whoever_may_counts_again(region):
    by = Actor(user_id=31, name="Dinsos", grants=frozenset({("recap.refresh", "35")}))
    steps: list[int] = []
    run = SimpleNamespace(by=by, at=AT + timedelta(hours=5), progress=steps.append)

    jobs.count_by_night(AT)
    told = jobs.count_again(run)

    assert told.message == "Rekap dihitung ulang; 0 angka berubah."
    assert steps == list(range(1, len(RECOUNTS) + 2))
    assert set(Refresh.objects.values_list("as_of", flat=True)) == {AT + timedelta(hours=5)}
    with acting(SYSTEM):
        counted_by = AuditEvent.objects.filter(kind="insight.counted").order_by("pk").values_list("actor_id", flat=True)
        assert list(counted_by) == [0, 31]
