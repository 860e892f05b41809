"""Every list over the trail goes through an index, for a kelurahan and for the country."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db.models import QuerySet

from kesos.audit import queries
from kesos.audit.models import AuditEvent
from kesos.audit.queries import Wanted
from tests.audit.actors import BAWANG, CITY, COUNTRY, HERE
from tests.audit.conftest import Ledger

FILL = """
insert into audit_event (at, kind, actor_id, actor_name, subject, region_code, details)
select timestamptz '2025-09-01 00:00Z' + n * interval '60 seconds',
    case when n % 500 = 0 then 'audit.sealed' else 'audit.verified' end, n % 3000, 'Petugas ' || n % 3000,
    'case:' || n % 8000, '3571' || lpad((n % 3)::text, 2, '0') || '10' || lpad((n % 97)::text, 2, '0'),
    jsonb_build_object('action', 'approve', 'state', 'verified', 'note', repeat('x', 60))
from generate_series(1, 40000) n
"""


@pytest.fixture(scope="module")
def filled(ledger: Ledger) -> Ledger:
    with ledger.app() as app:
        app.execute("select audit_open_month('2025-09-05')")
        app.execute(FILL)
    with ledger.owner() as owner:
        owner.execute("vacuum analyze audit_event")
    return ledger


def nodes(plan: dict) -> set[tuple[str, str]]:
    """Kinds of step and the table each reads."""
    own = {(plan["Node Type"], plan.get("Relation Name", ""))}
    return own.union(*(nodes(below) for below in plan.get("Plans", [])))


def plan(ledger: Ledger, found: QuerySet[AuditEvent], actor) -> set[tuple[str, str]]:
    query, params = found.order_by("-at", "-id")[:51].query.sql_with_params()
    with ledger.app() as app, app.transaction():
        app.execute(
            "select set_config('kesos.areas', %s, true)", ["{" + ",".join(f'"{a}"' for a in actor.all_areas()) + "}"]
        )
        app.execute("select set_config('kesos.user_id', %s, true)", [str(actor.user_id)])
        cursor = psycopg.ClientCursor(app)
        told = cursor.execute("explain (format json) " + query, params).fetchone()
    assert told is not None
    return nodes(told[0][0]["Plan"])


INDEXED = {"Index Scan", "Index Only Scan", "Bitmap Heap Scan"}
LISTS = {
    "timeline": lambda actor: AuditEvent.objects.filter(subject="case:77"),
    "all": lambda actor: queries._matching(queries.visible_to(actor), Wanted()),
    "month": lambda actor: queries._matching(
        queries.visible_to(actor),
        Wanted(since=datetime(2025, 9, 1, tzinfo=UTC), until=datetime(2025, 9, 30, tzinfo=UTC)),
    ),
    "kind": lambda actor: queries._matching(queries.visible_to(actor), Wanted(kind="audit.sealed")),
    "actor": lambda actor: queries._matching(queries.visible_to(actor), Wanted(actor="17")),
    "area": lambda actor: queries._matching(queries.visible_to(actor), Wanted(area=BAWANG)),
    "one": lambda actor: queries.visible_to(actor).filter(id=900),
}


@pytest.mark.requirement("X-07")
@pytest.mark.parametrize("actor", [HERE, CITY, COUNTRY], ids=["kelurahan", "city", "country"])
@pytest.mark.parametrize("which", LISTS)
def test_no_list_reads_a_whole_month(filled: Ledger, db: None, which: str, actor):
    steps = plan(filled, LISTS[which](actor), actor)

    # the other months are empty; reading nothing at all costs nothing
    assert {step for step, table in steps if table == "audit_event_2025_09"} - INDEXED == set()
    assert any(table == "audit_event_2025_09" for _, table in steps)
