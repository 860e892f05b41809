"""Additional places: a quota has more than are taken, and somebody waits. They are opened for a plan like places that
were left, so that the same rules, the same order and the same decision fill them; the seats are the database's."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes import promised

SQL = statements("kesos.programmes", "sql/places.sql")
FULL = "Kuotanya sudah penuh atau berakhir; tempat tambahan ini tidak ada lagi."


def open_places(*, area: str, programme: str, at: datetime) -> None:
    """As many as somebody of the area waits for; what an earlier plan left open and nobody needs is closed again.
    To be called as the system."""
    today = timezone.localdate(at)
    quotas = _quotas(area, programme, at)
    if not quotas:
        return
    rows(SQL["one_at_a_time"], {"quotas": quotas})
    told = {"quotas": quotas, "promised": promised.of(quotas), "area": area, "today": today, "at": at}
    run(SQL["close"].format(wanted=SQL["wanted"]), told)
    run(SQL["open"].format(wanted=SQL["wanted"]), told)


def to_come(*, area: str, at: datetime) -> dict[str, int]:
    """By programme: how many places a plan of the area would open beside those that stand open."""
    with acting(SYSTEM):
        quotas = _quotas(area, "", at)
        told = {"quotas": quotas, "promised": promised.of(quotas), "area": area}
        return {code: int(number) for code, number in rows(SQL["to_come"].format(wanted=SQL["wanted"]), told)}


def without_seat(replacements: Sequence[int], *, at: datetime) -> dict[int, str]:
    """Planned into an additional place that is none any more, with the sentence; the quotas stay locked. To be called
    as the system."""
    rows(SQL["lock_quotas"], {"ids": list(replacements)})
    found = rows(SQL["without_seat"], {"ids": list(replacements), "today": timezone.localdate(at)})
    return {row: FULL for (row,) in found}


def _quotas(area: str, programme: str, at: datetime) -> list[int]:
    told = {"area": area, "programme": programme, "today": timezone.localdate(at)}
    return [key for (key,) in rows(SQL["quotas"], told)]
