"""How the database looks for work lists: by an index that stops after the page, wherever the actor stands."""

from importlib import import_module

import pytest
from django.db import connection

from kesos.database.acting import acting
from kesos.workflow import bench
from kesos.workflow.services import decide_many
from tests.databases import as_owner
from tests.workflow.world import AT, CITY, somebody

RIGHTS = ("usulan_dtks.sahkan_periode", "usulan_dtks.tarik", "penerima.dinyatakan_layak")


@pytest.fixture(scope="module")
def a_months_cases(django_db_setup, django_db_blocker, kept_flows):
    """Committed, because statistics are the owner's to take; gone again afterwards."""
    with django_db_blocker.unblock():
        ids = bench._waiting(6000, AT)
        done = [case_id for case_id in ids if case_id % 200]
        decide_many(flow="usulan_dtks", action="sahkan_periode", case_ids=done, by=bench.HEAD, at=AT)
        connection.close()
        with as_owner() as owner:
            owner.execute("analyze workflow_case, workflow_decision")
            yield
            connection.close()
            owner.execute("select set_config('kesos.areas', '{3571}', false)")
            owner.execute("with gone as (delete from workflow_decision) delete from workflow_case")
            owner.execute("vacuum analyze workflow_case, workflow_decision")


@pytest.mark.parametrize(
    ("area", "index"),
    # all the cases are in one city here, so that for it and the country any index of open cases will do
    [("", "case_open"), (CITY, "case_open"), ("3571011005", "case_open_in_area")],
)
def test_the_work_list_never_reads_all_cases(area, index, a_months_cases):
    module = import_module("kesos.workflow.queries.waiting")
    actor = somebody(1, *RIGHTS, area=area)

    with acting(actor), connection.cursor() as cursor:
        told = module._told(actor, AT) | {"limit": 50, "enough": 50}
        cursor.execute("explain (analyze, costs off, timing off) " + module._sql("waiting"), told)
        lines = [line for (line,) in cursor.fetchall() if "never executed" not in line]

    assert any(f" {index}" in line and "Scan" in line for line in lines), "\n".join(lines)
    assert not any("Seq Scan on workflow_case c" in line or "Seq Scan on workflow_decision" in line for line in lines)


@pytest.mark.parametrize("width", [0, 4, 10], ids=["country", "city", "kelurahan"])
@pytest.mark.parametrize("sort", ["tenggat", "-tenggat", "nama", "-nama", "-masuk"])
@pytest.mark.parametrize("later", [False, True], ids=["first page", "a later page"])
def test_no_order_of_the_work_list_sorts_more_than_its_page(width, sort, later, a_months_cases):
    module = import_module("kesos.workflow.queries.waiting")
    one = module.waiting(somebody(1, "usulan_dtks.sahkan_periode", area=CITY), at=AT, flow="usulan_dtks")[0]
    actor = somebody(1, "usulan_dtks.sahkan_periode", area=one.region_code[:width])

    with acting(actor), connection.cursor() as cursor:
        first = module.waiting(actor, at=AT, flow="usulan_dtks", sort=sort, limit=2)[-1]
        told = module._told(actor, AT) | {"limit": 2, "enough": 2, "flow": "usulan_dtks"}
        told |= {"after": first.id, "after_due": first.due_at}
        cursor.execute("explain (analyze, format json) " + module._sql("waiting", sort, later=later), told)
        ((plan,),) = cursor.fetchone()

    touched = [node["Actual Rows"] for node in nodes(plan["Plan"]) if node.get("Alias") == "c"]
    assert touched
    assert max(touched) <= 4


def nodes(plan):
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)
