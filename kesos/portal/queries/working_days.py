"""Working days of a place, counted by the kernel's own calendar."""

from datetime import date

from kesos.bulk.sql import row
from kesos.bulk.statements import statements

SQL = statements("kesos.portal", "sql/guards.sql")


def working_day_after(day: date, days: int, region_code: str) -> date | None:
    """The day that is so many working days later there; None where the office never opens."""
    told = row(SQL["working_day_after"], {"day": day, "days": days, "region": region_code})
    return told[0] if told else None
