"""What `kesos database prepare` leaves behind: partitions made ahead, so that no act has to make one."""

from datetime import UTC, datetime, timedelta

import psycopg

MONTHS_AHEAD = 3


def load(connection: psycopg.Connection) -> None:
    open_months(connection, at=datetime.now(UTC))


def open_months(connection: psycopg.Connection, *, at: datetime) -> None:
    """The month of `at` and the ones after it. Sending it twice changes nothing."""
    for ahead in range(MONTHS_AHEAD):
        connection.execute("select audit_open_month(%s)", [at + timedelta(days=31 * ahead)])
