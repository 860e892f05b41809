"""Dates as files hold them. The SQL function kesos_read_date says the same; a parity test keeps them together."""

import re
from datetime import date, timedelta

from kesos.bulk.cells import DATE, MOMENT, NUMBER

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari pebruari feb february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nopember nov nop",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:[ t].*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?: .*)?")
_WORDS = re.compile(r"([0-9]{1,2})[- ]([a-z]+)[- ]([0-9]{4})")
_EXCEL = date(1899, 12, 30)


def read_date(text: str, kind: str) -> date | None:
    """None where it is no date. Day before month, always; a year of two digits is no year."""
    text = text.strip(" \t\r\n\u00a0").lower()
    if kind in (DATE, MOMENT):
        found = _ISO.fullmatch(text)
        return _date(*found.groups()) if found else None
    if kind == NUMBER:  # a date whose cell lost its date format
        return _EXCEL + timedelta(days=int(text)) if re.fullmatch(r"[0-9]{3,5}", text) and int(text) > 60 else None
    if found := _ISO.fullmatch(text):
        return _date(*found.groups())
    if found := _DAY_FIRST.fullmatch(text):
        return _date(found[3], found[2], found[1])
    if found := _WORDS.fullmatch(text):
        return _date(found[3], str(MONTHS.get(found[2], 0)), found[1])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
