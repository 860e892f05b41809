"""Seals: the ends of all chains on one day, chained by day; kept on paper they show a full recomputation."""

from datetime import datetime

import psycopg
from django.utils.timezone import localdate


def seal(connection: psycopg.Connection, *, at: datetime) -> str:
    """Seal the day of `at`; a day is sealed once, and asking again gives the same digest."""
    row = connection.execute("select audit_seal_day(%s, %s)", [localdate(at), at]).fetchone()
    return row[0].hex() if row else ""
