"""Nobody changes or removes an event: not the application, not system jobs, not the owner."""

import psycopg
import pytest

from kesos.database.roles import SYSTEM_ROLE
from tests.audit.conftest import Ledger

ACTS = {
    "update": "update {} set kind = 'audit.sealed'",
    "delete": "delete from {}",
    "truncate": "truncate {}",
}


@pytest.mark.requirement("X-07")
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["app", "system", "owner"])
@pytest.mark.parametrize("table", ["parent", "partition"])
def test_refuses_to_change_or_remove_events(ledger: Ledger, role: str, act: str, table: str):
    month = ledger.new_month()
    ledger.write(month, 1)
    name = "audit_event" if table == "parent" else ledger.table(month)

    with ledger.owner() if role == "owner" else ledger.app() as connection, connection.transaction(force_rollback=True):
        if role == "system":
            connection.execute(f"set role {SYSTEM_ROLE}")
        if role == "owner":
            # without the row policies the triggers still stand
            connection.execute(f"alter table {name} no force row level security")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(ACTS[act].format(name))

    assert ledger.check(month).months[0].rows == 1


@pytest.mark.parametrize("table", ["audit_lane", "audit_seal"])
@pytest.mark.parametrize("act", ["insert into {0} select * from {0}", "delete from {0}", "truncate {0}"])
@pytest.mark.parametrize("role", ["kesos_app", SYSTEM_ROLE])
def test_only_the_database_itself_writes_heads_and_seals(ledger: Ledger, table: str, act: str, role: str):
    with ledger.app() as app, app.transaction(force_rollback=True):
        app.execute(f"set role {role}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(act.format(table))


@pytest.mark.parametrize("act", ["select * from {}", "insert into {} select * from audit_event"])
@pytest.mark.parametrize("role", ["kesos_app", SYSTEM_ROLE])
def test_a_partition_is_closed_to_whoever_names_it(ledger: Ledger, act: str, role: str):
    month = ledger.new_month()
    ledger.write(month, 1)

    with ledger.app() as app:
        app.execute(f"set role {role}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(act.format(ledger.table(month)))


@pytest.mark.parametrize("function", ["audit_make_month('2050-01-01')", "audit_guard('audit_event')"])
def test_the_application_may_not_call_what_makes_tables(ledger: Ledger, function: str):
    with ledger.app() as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(f"select {function}")


def test_what_the_writer_says_about_number_lane_and_fingerprint_is_not_believed(ledger: Ledger):
    month = ledger.new_month()
    ledger.write(month, 1)

    with ledger.app() as app:
        app.execute(
            "insert into audit_event (id, at, written_at, kind, lane, seq, previous, hash)"
            " values (1, %s, '2000-01-01', 'audit.measured', 4, 7, sha256('x'), sha256('y'))",
            [ledger.moment(month)],
        )

    report = ledger.check(month)
    assert report.is_green
    assert (report.months[0].rows, report.months[0].lanes) == (2, 1)


def test_a_chain_planted_in_a_setting_is_not_believed(ledger: Ledger):
    month = ledger.new_month()
    ledger.write(month, 2)

    with ledger.app() as app, app.transaction():
        app.execute("select set_config('kesos.audit_run', %s, true)", [f"{month}:0:40:{'00' * 32}"])
        app.execute("select set_config('kesos.audit_lane', '7', true)")
        app.execute(
            "insert into audit_event (at, kind) values (%s, 'audit.measured')",
            [ledger.moment(month)],
        )

    assert ledger.check(month).is_green
