"""Numbers of proposals: one sequence for all, a letter for what is proposed."""

from django.db import connection

from kesos.proposals.models import Period


def next_number(letter: str, period: Period) -> str:
    """ "U-3571-2026-11-000142" for the data, "B-…" for aid."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('proposals_number')")
        return f"{letter}-{period.region_id}-{period.month:%Y-%m}-{cursor.fetchone()[0]:06d}"
