"""The check finds and names whatever was done to the events behind the program's back."""

import re
from datetime import date

import pytest

from kesos.audit import findings
from tests.audit.conftest import Ledger

NAMED = pytest.mark.requirement("X-07")
CHANGES = {
    "id": "id = id + 100000",
    "at": "at = at + interval '1 second'",
    "written_at": "written_at = written_at - interval '1 day'",
    "kind": "kind = 'audit.sealed'",
    "actor_id": "actor_id = 8",
    "actor_name": "actor_name = 'Pak Joko'",
    "actor_role": "actor_role = 'KADIS'",
    "on_behalf_of": "on_behalf_of = 'Plt.'",
    "subject": "subject = 'case:99'",
    "region_code": "region_code = '3571031008'",
    "details": "details = '{\"n\": 2}'",
    "request_id": "request_id = 'x'",
    "seq": "seq = 1000",
    "lane": "lane = 9",
    "previous": "previous = sha256('x')",
    "hash": "hash = sha256('x')",
}


def test_the_list_of_changes_names_every_column(ledger: Ledger):
    with ledger.owner() as owner:
        columns = owner.execute(
            "select attname from pg_attribute where attrelid = 'audit_event'::regclass and attnum > 0"
        ).fetchall()

    assert {name for (name,) in columns} == set(CHANGES)


@NAMED
@pytest.mark.requirement("J-31")
def test_an_untouched_month_is_whole(ledger: Ledger):
    month = ledger.new_month()
    ledger.write(month, 5)

    report = ledger.check(month)

    assert report.is_green
    assert [(m.rows, m.lanes) for m in report.months] == [(5, 1)]
    assert "Rantai jejak utuh: 5 jejak" in findings.lines(report)[-1]


@NAMED
@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize("seq", [3, 5], ids=["middle", "last"])
def test_a_changed_column_is_found_and_its_row_named(ledger: Ledger, column: str, seq: int):
    month = ledger.new_month()
    ledger.write(month, 5)

    with ledger.behind_the_back(month) as owner:
        owner.execute(f"update {ledger.table(month)} set {CHANGES[column]} where seq = {seq}")

    report = ledger.check(month)
    named = {"seq": 1000}.get(column, seq)
    assert report.faults[0].what == "changed"
    assert (report.faults[0].seq, report.faults[0].lane) == (named, 9 if column == "lane" else 0)
    assert f"jejak nomor {named}, jalur" in findings.lines(report)[0]
    # a change in place is told once; only a row that left its place is also missed there
    assert {f.what for f in report.faults[1:]} <= ({"removed", "cut"} if column in {"seq", "lane"} else set())


@NAMED
def test_a_changed_row_with_a_fitting_new_fingerprint_is_found_and_named(ledger: Ledger):
    month = ledger.new_month()
    ledger.write(month, 5)

    with ledger.behind_the_back(month) as owner:
        recompute(owner, ledger.table(month), "subject = 'case:99'", "seq = 3")

    assert ledger.found(month) == [("rewritten", 0, 3)]


@NAMED
def test_a_changed_last_row_with_a_fitting_new_fingerprint_differs_from_the_head(ledger: Ledger):
    month = ledger.new_month()
    ledger.write(month, 5)

    with ledger.behind_the_back(month) as owner:
        recompute(owner, ledger.table(month), "subject = 'case:99'", "seq = 5")

    assert ledger.found(month) == [("head", 0, 5)]


@NAMED
@pytest.mark.parametrize(
    ("gone", "found"),
    [
        ("seq = 1", [("removed", 0, 1)]),
        ("seq in (2, 3)", [("removed", 0, 2)]),
        ("seq in (2, 4)", [("removed", 0, 2), ("removed", 0, 4)]),
        ("seq >= 4", [("cut", 0, 4)]),
        ("true", [("cut", 0, 1)]),
    ],
)
def test_a_removed_row_is_found_and_its_number_named(ledger: Ledger, gone: str, found: list[tuple[str, int, int]]):
    month = ledger.new_month()
    ledger.write(month, 5)

    with ledger.behind_the_back(month) as owner:
        owner.execute(f"delete from {ledger.table(month)} where {gone}")

    assert ledger.found(month) == found


@NAMED
def test_two_rows_that_changed_places_are_both_named(ledger: Ledger):
    month = ledger.new_month()
    ledger.write(month, 5)

    with ledger.behind_the_back(month) as owner:
        for step in ("seq = 99 where seq = 2", "seq = 2 where seq = 4", "seq = 4 where seq = 99"):
            owner.execute(f"update {ledger.table(month)} set {step}")

    assert ledger.found(month) == [("changed", 0, 2), ("changed", 0, 4)]


@NAMED
def test_a_row_moved_to_another_month_is_named_there_and_missed_here(ledger: Ledger):
    here, there = ledger.new_month(), ledger.new_month()
    ledger.write(here, 5)
    ledger.write(there, 1)

    with ledger.behind_the_back(here) as owner:
        owner.execute(
            f"with gone as (delete from {ledger.table(here)} where seq = 3 returning *)"
            f" insert into {ledger.table(there)} overriding system value"
            " select id, at + interval '1 month', written_at, kind, actor_id, actor_name, actor_role, on_behalf_of,"
            " subject, region_code, details, request_id, lane, seq, previous, hash from gone"
        )

    assert ledger.found(here) == [("removed", 0, 3)]
    assert ledger.check(there).n_faults > 0


@NAMED
def test_a_changed_or_removed_head_is_found(ledger: Ledger):
    changed, lowered, removed = ledger.new_month(), ledger.new_month(), ledger.new_month()
    for month in (changed, lowered, removed):
        ledger.write(month, 3)

    with ledger.owner() as owner:
        owner.execute("update audit_lane set hash = sha256('x') where month = %s", [changed])
        owner.execute("update audit_lane set seq = 2 where month = %s", [lowered])
        owner.execute("delete from audit_lane where month = %s", [removed])

    assert ledger.found(changed) == [("head", 0, 3)]
    assert ledger.found(lowered) == [("beyond_head", 0, 3)]
    assert ledger.found(removed) == [("beyond_head", 0, 3)]
    assert removed in [m.month for m in ledger.check(None).months]


@NAMED
def test_a_replaced_fingerprint_function_hides_nothing(ledger: Ledger):
    month = ledger.new_month()
    ledger.write(month, 3)

    with ledger.behind_the_back(month) as owner:
        now = owner.execute("select pg_get_functiondef('audit_hash'::regproc)").fetchone()[0]
        replaced = re.sub(r"select sha256\(.*\$function\$", "select previous $function$", now, flags=re.DOTALL)
        assert replaced != now
        owner.execute(replaced)
        owner.execute(f"update {ledger.table(month)} set subject = 'case:99' where seq = 2")
    found = ledger.found(month)
    with ledger.owner() as owner:
        owner.execute(now)

    assert found == [("changed", 0, 2)]


def recompute(owner, table: str, change: str, where: str) -> None:
    owner.execute(f"update {table} set {change} where {where}")
    owner.execute(
        f"update {table} set hash = audit_hash(previous, id, at, written_at, kind, actor_id, actor_name, actor_role,"
        f" on_behalf_of, subject, region_code, details, request_id, lane, seq) where {where}"
    )


def test_months_are_those_of_western_indonesian_time(ledger: Ledger):
    month = date(2040, 9, 1)

    with ledger.app() as app:
        for at in ("2040-08-31T16:59:59Z", "2040-08-31T17:00:00Z"):
            app.execute("select audit_record(%s, 'audit.measured', 7, '', '', '', '', '', '{}', '')", [at])

    assert ledger.check(month).months[0].rows == 1
    assert ledger.check(date(2040, 8, 1)).months[0].rows == 1
