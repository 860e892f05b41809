"""What anybody may learn of a letter who holds its code, and no more."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import connection

from kesos.documents.check_code import read_code

Standing = Literal["issued", "withdrawn", "expired"]
NO_CODE = "-"


@dataclass(frozen=True, slots=True)
class Checked:
    number: str
    title: str
    initials: str
    standing: Standing
    issued_on: date
    valid_until: date
    office: str


def check(typed: str, *, at: datetime) -> Checked | None:
    """One look-up by an unguessable code, through a function that hands out these columns only.

    A code that cannot be one is asked too, so that right, wrong and misshapen take the same way.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from documents_check(%s)", [read_code(typed) or NO_CODE])
        row = cursor.fetchone()
    if row is None:
        return None
    number, _kind, title, initials, state, issued_on, valid_until, office, zone = row
    ran_out = state == "issued" and valid_until < at.astimezone(ZoneInfo(zone)).date()
    return Checked(
        number=number,
        title=title,
        initials=initials,
        standing="expired" if ran_out else state,
        issued_on=issued_on,
        valid_until=valid_until,
        office=office,
    )
