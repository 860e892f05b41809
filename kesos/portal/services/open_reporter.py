"""Open who told a report: for a named official, with a reason, written down before it is read."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from kesos.audit.services import record
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.portal.models import Reporter
from kesos.portal.queries import reports
from kesos.registry.models import Person

OPEN = "report.open_reporter"


@dataclass(frozen=True, slots=True)
class Opened:
    """Name and place of who told it; nothing where the name was forgotten."""

    name: str
    region_code: str
    told_at: datetime


@transaction.atomic
def open_reporter(*, report_id: int, reason: str, by: Actor, at: datetime) -> Opened:
    """Raises NotFound, NotAllowed, Refused. The database shows this one row, in this one transaction."""
    report = reports.by_id(by, report_id)
    by.require(OPEN, report.region_code)
    if report.family_id in by.families:
        raise NotFound("Pelapor tidak ditemukan.")
    if len(reason.strip()) < 5:
        raise Refused(
            "Tuliskan alasan membuka pelapor, paling sedikit lima huruf.", code="reason_missing", field="alasan"
        )
    record(
        "portal.reporter_opened", by=by, at=at, subject=f"report:{report.pk}", region_code=report.region_code,
        reason=reason.strip(),
    )  # fmt: skip
    with acting(by), connection.cursor() as cursor:
        cursor.execute("select set_config('kesos.open_reporter', %s, true)", [str(report.pk)])
        teller = Reporter.objects.filter(pk=report.pk).first()
        cursor.execute("select set_config('kesos.open_reporter', '', true)")
    if teller is None or teller.person_id is None:
        raise NotFound("Pelapor tidak ditemukan; masa simpannya mungkin sudah lewat.")
    with acting(SYSTEM):  # the reporter may have moved out of the official's area meanwhile
        name = Person.objects.values_list("full_name", flat=True).get(pk=teller.person_id)
    return Opened(name, teller.lives_in, teller.told_at)
