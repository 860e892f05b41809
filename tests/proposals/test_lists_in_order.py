"""The list of proposals in each of its orders: the same rows, no gap, no neighbour, and no more read than a page."""

from datetime import date

import pytest
from django.db import connection

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import Period
from kesos.proposals.queries import listing
from kesos.proposals.queries.listing import SORTS, Filters
from kesos.workflow import bench
from tests.databases import as_owner
from tests.proposals.visiting import visit
from tests.proposals.world import (
    BAWANG,
    KEDIRI,
    NEXT_OPERATOR,
    NGRONGGO,
    NOVEMBER,
    OPERATOR,
    SUPERVISOR,
    a_draft,
    a_known_family,
    official,
    on,
)

MANY = """
select set_config('kesos.areas', '{""}', true), set_config('kesos.user', '1', true);
set local role kesos_system;
insert into registry_source (kind, title, dated_on, received_at, by_user_id, region_code)
values ('import', 'banyak usulan', '2026-11-01', now(), 0, '');
with cases as (select id, region_code, row_number() over (order by id) as n from workflow_case
               where flow = 'usulan_dtks'),
homes as (
    insert into registry_family (kk, region_code, address, rt, rw, source_id, updated_at)
    select 9971030101010000 + n / 9999 * 1000000 + n %% 9999 + 1, '3571031009', '', '', '',
        currval('registry_source_id_seq'), now() from cases order by n returning id
),
numbered as (select id, row_number() over (order by id) as n from homes)
insert into proposals_proposal (period_id, family_id, case_id, region_code, kind, to_correct, number, reason_code,
    reason, head_name)
select %(period)s, h.id, c.id, c.region_code, 'new', '', 'U-' || c.n, '', '', md5(c.n::text)
from cases c join numbered h using (n)
"""


def in_pages(actor, sort, size=2, **narrowed):
    found, after = [], 0
    with acting(actor):
        while rows := listing.page(actor, Filters(sort=sort, **narrowed), after=after, limit=size):
            found += [row.case.title for row in rows]
            after = rows[-1].pk
    return found


@pytest.fixture
def five(november):
    for name in ("SITI", "AMINAH", "SULASTRI"):
        a_draft(november, a_known_family(name))
    for name in ("BUDI", "AMINAH"):
        a_draft(november, a_known_family(name, region=NGRONGGO), by=NEXT_OPERATOR, region=NGRONGGO)
    return november


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("-masuk", ["AMINAH", "BUDI", "SULASTRI", "AMINAH", "SITI"]),
        ("masuk", ["SITI", "AMINAH", "SULASTRI", "BUDI", "AMINAH"]),
        ("nama", ["AMINAH", "AMINAH", "BUDI", "SITI", "SULASTRI"]),
        ("-nama", ["SULASTRI", "SITI", "BUDI", "AMINAH", "AMINAH"]),
        ("kelurahan", ["BUDI", "AMINAH", "SITI", "AMINAH", "SULASTRI"]),
        ("-kelurahan", ["SULASTRI", "AMINAH", "SITI", "AMINAH", "BUDI"]),
    ],
)
def test_page_follows_page_in_every_order(five, sort, names):
    assert in_pages(SUPERVISOR, sort) == names


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("sort", SORTS)
def test_no_order_shows_the_next_kelurahan(five, sort):
    assert sorted(in_pages(OPERATOR, sort)) == ["AMINAH", "SITI", "SULASTRI"]
    assert in_pages(OPERATOR, sort, place=NGRONGGO) == []


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("sort", SORTS)
def test_the_database_alone_keeps_the_next_kelurahan_out(five, sort, monkeypatch):
    monkeypatch.setattr(listing.places, "inside", lambda actor, permission, code: [""])

    assert sorted(in_pages(OPERATOR, sort)) == ["AMINAH", "SITI", "SULASTRI"]


def test_areas_that_lie_in_each_other_show_a_proposal_once(five):
    twice = official("SUPERVISOR", KEDIRI, 205)
    wide = type(twice)(user_id=205, name="Dua wilayah", grants=twice.grants | {("proposal.view", BAWANG)})

    assert len(in_pages(wide, "nama")) == 5
    assert len(in_pages(official("KASI", BAWANG[:6], 206), "nama")) == len(in_pages(wide, "nama", place=BAWANG[:6]))


def test_narrowing_and_order_go_together(five):
    assert in_pages(SUPERVISOR, "-nama", text="i") == ["SULASTRI", "SITI", "BUDI", "AMINAH", "AMINAH"]
    assert in_pages(SUPERVISOR, "nama", text="%") == []
    assert in_pages(SUPERVISOR, "nama", place=BAWANG, state="DRAFT") == ["AMINAH", "SITI", "SULASTRI"]
    assert in_pages(SUPERVISOR, "nama", month=NOVEMBER, period=five.pk) == [
        "AMINAH",
        "AMINAH",
        "BUDI",
        "SITI",
        "SULASTRI",
    ]
    assert in_pages(SUPERVISOR, "nama", month=date(2026, 10, 1)) == []


def test_the_heads_of_columns_sort_and_say_so_without_a_script(five):
    page = visit(SUPERVISOR, "/usulan/", urut="nama", tahap="DRAFT")

    assert 'aria-sort="ascending"' in page
    assert 'href="?urut=-nama&tahap=DRAFT"' in page
    assert page.text.index("AMINAH") < page.text.index("BUDI") < page.text.index("SITI")
    assert '<option value="nama" selected>' in page


def test_an_order_nobody_knows_is_the_usual_one(five):
    page = visit(SUPERVISOR, "/usulan/", urut="; drop table")

    assert page.text.index("BUDI") < page.text.index("SITI")
    assert "aria-sort" not in page


@pytest.fixture(scope="module")
def many(django_db_setup, django_db_blocker):
    """Committed, because statistics are the owner's to take; gone again afterwards."""
    with django_db_blocker.unblock():
        bench._waiting(6000, on(3))
        with acting(SYSTEM):
            kept = bench._waiting(1, on(3))[0]
            month = Period.objects.create(region_id=KEDIRI, month=date(2025, 1, 1), case_id=kept)
        connection.close()
        with as_owner() as owner:
            try:
                with owner.transaction():
                    for statement in MANY.split(";\n"):
                        owner.execute(statement, {"period": month.pk} if "%(" in statement else None)
                owner.execute("analyze workflow_case, proposals_proposal")
                yield
            finally:
                connection.close()
                owner.execute("truncate proposals_proposal, proposals_period, workflow_case, registry_family cascade")
                owner.execute("truncate registry_source cascade")


@pytest.mark.django_db
@pytest.mark.parametrize("area", ["", KEDIRI, "3571011005"], ids=["country", "city", "kelurahan"])
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("later", [False, True], ids=["first page", "a later page"])
def test_no_order_reads_more_than_its_page(many, area, sort, later):
    actor = official("KADIS", area, 301)

    with acting(actor), connection.cursor() as cursor:
        after = listing.page(actor, Filters(sort=sort), limit=3)[-1].pk if later else 0
        told = {
            "areas": [area],
            "after": after,
            "limit": 3,
            "period": None,
            "month": None,
            "state": "",
            "wanted": "",
            "text": "",
            "like": "%",
        }
        cursor.execute("explain (analyze, format json) " + listing._statement(sort, later), told)
        ((plan,),) = cursor.fetchone()

    touched = [node["Actual Rows"] for node in nodes(plan["Plan"]) if node.get("Alias") in ("p", "c")]
    assert touched
    assert max(touched) <= 4


def nodes(plan):
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)
