"""Chains stay whole whatever writers do at the same time, and no event is lost for want of a place."""

import threading
from datetime import UTC, date, datetime

import psycopg
import pytest

from tests.audit.conftest import EVENT, Ledger


@pytest.mark.requirement("J-31")
@pytest.mark.requirement("X-07")
def test_parallel_writers_leave_whole_chains(ledger: Ledger):
    months = [ledger.new_month(), ledger.new_month()]
    failures: list[Exception] = []

    def write(which: int) -> None:
        try:
            with ledger.app() as app:
                for n in range(25):
                    with app.transaction():
                        # two months in one transaction, in either order: nobody may wait in a ring
                        for month in months if (n + which) % 2 else reversed(months):
                            app.execute(EVENT, [ledger.moment(month), f"case:{which}-{n}", "3571031009"])
        except Exception as failure:  # reported by the assertion below
            failures.append(failure)

    writers = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failures == []
    for month in months:
        report = ledger.check(month)
        assert report.is_green
        assert report.months[0].rows == 8 * 25


def test_a_writer_never_waits_for_another_that_has_not_finished(ledger: Ledger):
    month = ledger.new_month()
    with ledger.app() as ahead:  # as the nightly job does; whoever opens a month holds up the others until the commit
        ahead.execute("select audit_open_month(%s)", [ledger.moment(month)])

    with ledger.app() as first, ledger.app() as second, ledger.app() as third, first.transaction():
        first.execute(EVENT, [ledger.moment(month), "case:1", ""])
        with second.transaction():
            second.execute(EVENT, [ledger.moment(month), "case:2", ""])
            third.execute("set lock_timeout = '1ms'")
            third.execute(EVENT, [ledger.moment(month), "case:3", ""])

    report = ledger.check(month)
    assert report.is_green
    assert (report.months[0].rows, report.months[0].lanes) == (3, 3)


def test_what_is_rolled_back_leaves_no_gap(ledger: Ledger):
    month = ledger.new_month()

    with ledger.app() as app:
        for keep in (True, False, True):
            with app.transaction(force_rollback=not keep):
                app.execute(EVENT, [ledger.moment(month), "case:1", ""])
                with app.transaction(force_rollback=True):
                    app.execute(EVENT, [ledger.moment(month), "case:2", ""])
                app.execute(EVENT, [ledger.moment(month), "case:3", ""])

    report = ledger.check(month)
    assert report.is_green
    assert report.months[0].rows == 4


def test_one_statement_may_write_many_events_of_several_months(ledger: Ledger):
    first, second = ledger.new_month(), ledger.new_month()
    many = (
        "insert into audit_event (at, kind, subject)"
        " select case when n %% 3 = 0 then %(a)s::timestamptz else %(b)s end,"
        " 'audit.measured', 'case:' || n from generate_series(1, 3000) n"
    )

    with ledger.app() as app:
        for month in (first, second):
            app.execute("select audit_open_month(%s)", [ledger.moment(month)])
        app.execute(many, {"a": ledger.moment(first), "b": ledger.moment(second)})
        app.execute(many, {"a": ledger.moment(second), "b": ledger.moment(first)})

    for month in (first, second):
        report = ledger.check(month)
        assert report.is_green
        assert report.months[0].rows == 3000


@pytest.mark.parametrize("at", [datetime(1998, 5, 21, tzinfo=UTC), datetime(2077, 12, 31, 18, tzinfo=UTC)])
def test_an_event_of_a_month_without_a_place_makes_the_place(ledger: Ledger, at: datetime):
    with ledger.app() as app:
        app.execute(EVENT, [at, "case:1", ""])

    assert ledger.check(date(at.year, at.month, 1) if at.month < 12 else date(2078, 1, 1)).months[0].rows == 1


@pytest.mark.parametrize("at", ["1800-01-01", "9999-01-01"])
def test_refuses_a_month_in_which_nothing_can_have_happened(ledger: Ledger, at: str):
    with ledger.app() as app, pytest.raises(psycopg.errors.CheckViolation):
        app.execute(EVENT, [at, "case:1", ""])


def test_two_writers_may_open_the_same_month_at_once(ledger: Ledger):
    month = date(2060, 1, 1)
    done: list[str] = []

    def write() -> None:
        with ledger.app() as app:
            app.execute(EVENT, [ledger.moment(month), "case:2", ""])
            done.append("second")

    with ledger.app() as app:
        with app.transaction():
            app.execute(EVENT, [ledger.moment(month), "case:1", ""])
            other = threading.Thread(target=write)
            other.start()
            other.join(0.3)
            done.append("first")
        other.join(10)

    assert done == ["first", "second"]
    report = ledger.check(month)
    assert report.is_green
    assert report.months[0].rows == 2


def test_a_reader_of_an_older_snapshot_is_refused_rather_than_breaking_the_chain(ledger: Ledger):
    month = ledger.new_month()
    ledger.write(month, 1)

    with ledger.app() as old:
        old.autocommit, old.isolation_level = False, psycopg.IsolationLevel.REPEATABLE_READ
        old.execute("select 1 from audit_lane")
        ledger.write(month, 1)
        with pytest.raises(psycopg.errors.SerializationFailure):
            old.execute(EVENT, [ledger.moment(month), "case:1", ""])
        old.rollback()

    assert ledger.check(month).is_green


def test_the_check_reads_one_moment_while_others_write(ledger: Ledger):
    month = ledger.new_month()
    stop = threading.Event()

    def write() -> None:
        with ledger.app() as app:
            while not stop.is_set():
                app.execute(EVENT, [ledger.moment(month), "case:1", ""])

    writer = threading.Thread(target=write)
    writer.start()
    reports = [ledger.check(month) for _ in range(10)]
    stop.set()
    writer.join()

    assert [report.faults for report in reports] == [[]] * 10
