"""Who sees which events: by area, by the database itself, also without any filter."""

import pytest
from django.db import connection

from kesos.audit import queries
from kesos.audit.models import AuditEvent
from kesos.audit.queries import Wanted
from kesos.audit.services import record
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from tests.audit.actors import AT, BAWANG, CITY, COUNTRY, HERE, KEDIRI, NEIGHBOUR, TEMPUREJO, reader
from tests.audit.conftest import Ledger

STRANGER = Actor(user_id=99, name="Orang lain")


@pytest.fixture
def events(db: None) -> None:
    for subject, region, by in [
        ("case:1", BAWANG, HERE),
        ("case:2", TEMPUREJO, NEIGHBOUR),
        ("case:3", KEDIRI, CITY),
        ("case:4", "", SYSTEM),
    ]:
        with acting(by):
            record("audit.verified", by=by, at=AT, subject=subject, region_code=region, count=1, faults=0)


def seen(actor: Actor) -> set[str]:
    with acting(actor):
        return {row.subject for row in queries.search(actor, Wanted()).rows}


@pytest.mark.requirement("X-07")
@pytest.mark.parametrize(
    ("actor", "subjects"),
    [
        (HERE, {"case:1"}),
        (NEIGHBOUR, {"case:2"}),
        (CITY, {"case:1", "case:2", "case:3"}),
        (COUNTRY, {"case:1", "case:2", "case:3", "case:4"}),
        (STRANGER, set()),
    ],
    ids=["kelurahan", "next kelurahan", "city", "country", "stranger"],
)
def test_each_sees_the_events_of_the_own_area(events: None, actor: Actor, subjects: set[str]):
    assert seen(actor) == subjects


@pytest.mark.parametrize(
    ("actor", "subjects"),
    [(HERE, {"case:1"}), (NEIGHBOUR, {"case:2"}), (STRANGER, set())],
    ids=["kelurahan", "next kelurahan", "stranger"],
)
def test_without_any_filter_the_database_still_shows_no_more(events: None, actor: Actor, subjects: set[str]):
    with acting(actor), connection.cursor() as cursor:
        cursor.execute("select subject from audit_event")
        assert {subject for (subject,) in cursor.fetchall()} == subjects
        assert set(AuditEvent.objects.values_list("subject", flat=True)) == subjects
        assert {row.subject for s in ("case:1", "case:2", "case:4") for row in queries.timeline(s).rows} == subjects


def test_an_area_without_the_permission_to_read_the_trail_shows_nothing(events: None):
    worker = Actor(user_id=11, grants=frozenset({("case.view", BAWANG)}))

    assert seen(worker) == set()


def test_everyone_may_read_what_they_did_themselves(events: None):
    moved_away = Actor(user_id=HERE.user_id)

    with acting(moved_away):
        assert list(AuditEvent.objects.values_list("subject", flat=True)) == ["case:1"]


def test_one_event_of_the_neighbour_is_not_found(events: None):
    with acting(NEIGHBOUR):
        theirs = AuditEvent.objects.get().id

    with acting(HERE), pytest.raises(NotFound):
        queries.event(HERE, theirs)


def test_a_partition_shows_no_more_than_the_table_even_to_one_who_may_read_it(ledger: Ledger):
    month = ledger.new_month()
    ledger.write(month, 2, region=BAWANG)
    ledger.write(month, 1, region=TEMPUREJO)
    with ledger.owner() as owner:
        owner.execute(f"grant select on {ledger.table(month)} to kesos_app")

    with ledger.app() as app, app.transaction():
        unasked = app.execute(f"select count(*) from {ledger.table(month)}").fetchone()
        app.execute("select set_config('kesos.areas', %s, true)", ["{" + TEMPUREJO + "}"])
        neighbour = app.execute(f"select count(*) from {ledger.table(month)}").fetchone()

    assert (unasked, neighbour) == ((0,), (1,))


def test_every_partition_has_the_policies_of_the_table(ledger: Ledger):
    with ledger.app() as app:
        bare = app.execute(
            """
            select c.relname from pg_class c
            where c.relname like 'audit_event%' and c.relkind in ('r', 'p')
              and not (c.relrowsecurity and c.relforcerowsecurity
                       and 3 = (select count(*) from pg_policy p where p.polrelid = c.oid))
            """
        ).fetchall()

    assert bare == []


def test_filters_narrow_and_never_widen(events: None):
    with acting(CITY):
        assert [row.subject for row in queries.search(CITY, Wanted(area=TEMPUREJO)).rows] == ["case:2"]
        assert [row.subject for row in queries.search(CITY, Wanted(actor="Bu Sari")).rows] == ["case:1"]
        assert [row.subject for row in queries.search(CITY, Wanted(actor="8")).rows] == ["case:2"]
        assert [row.subject for row in queries.search(CITY, Wanted(subject="case:3")).rows] == ["case:3"]
        assert queries.search(CITY, Wanted(kind="audit.sealed")).rows == []
        assert queries.search(CITY, Wanted(until=AT)).rows == []
        assert len(queries.search(CITY, Wanted(since=AT)).rows) == 3
    with acting(HERE):
        assert queries.search(HERE, Wanted(area=TEMPUREJO)).rows == []
        assert [row.subject for row in queries.search(HERE, Wanted(area="35")).rows] == ["case:1"]


def test_pages_follow_each_other_without_loss_or_repeat(db: None):
    by = reader("")
    with acting(by):
        for n in range(7):
            record("audit.verified", by=by, at=AT, subject="case:1", region_code=BAWANG, count=n, faults=0)
        found, after = [], ""
        while True:
            page = queries.timeline("case:1", after=after, limit=3)
            found.append([row.id for row in page.rows])
            after = page.after
            if not after:
                break

    assert [len(ids) for ids in found] == [3, 3, 1]
    together = [one for ids in found for one in ids]
    assert together == sorted(set(together), reverse=True)


@pytest.mark.parametrize("key", ["x", "-", "1-", "99999999999999999999999-1", "1-99999999999999999999999", "é-1"])
def test_a_spoilt_key_shows_a_page_and_no_error(events: None, key: str):
    with acting(HERE):
        assert len(queries.search(HERE, Wanted(), after=key).rows) in (0, 1)


@pytest.mark.requirement("X-07")
def test_the_access_log_tells_who_opened_whose_data(db: None, monkeypatch: pytest.MonkeyPatch):
    from kesos.audit import vocabulary

    monkeypatch.setattr(vocabulary, "_sentences", dict(vocabulary._sentences))
    monkeypatch.setattr(vocabulary, "_looks", set(vocabulary._looks))
    looked = {"audit.nik_opened": "NIK dibuka: {purpose}."}
    vocabulary.declare("audit", looked, looks=frozenset(looked))
    with acting(HERE):
        record("audit.nik_opened", by=HERE, at=AT, subject="person:5", region_code=BAWANG, purpose="verifikasi")
        record("audit.verified", by=HERE, at=AT, subject="person:5", region_code=BAWANG, count=1, faults=0)

        rows = queries.access_log(HERE, Wanted(subject="person:5")).rows

    assert [(row.who, row.sentence) for row in rows] == [("Bu Sari", "NIK dibuka: verifikasi.")]
