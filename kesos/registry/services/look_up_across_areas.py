"""The one look that crosses areas: exact NIK, for a stated purpose, counted and written down."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, Refused, TooMany
from kesos.foundation.numbers import masked, only_number, structure_fault
from kesos.registry.models import AcrossLookUp

LOOK_ACROSS = "person.look_up_across_areas"
MOST_AN_HOUR = "look_across_an_hour"


@dataclass(frozen=True, slots=True)
class Service:
    programme: str
    state: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class Across:
    """What may be known of somebody who lives elsewhere: the kab/kota and the programmes."""

    nik_masked: str
    kabkota: str
    services: list[Service]


@transaction.atomic
def look_up_across_areas(*, nik: str, purpose: str, most_an_hour: int, by: Actor, at: datetime) -> Across | None:
    """None where nobody has this NIK; that too is counted.

    `most_an_hour` is the dated limit of look-ups a user. Raises NotAllowed, Refused, TooMany.
    """
    if not by.holds(LOOK_ACROSS):
        raise NotAllowed()
    digits = only_number(nik)
    if structure_fault(digits):
        raise Refused("NIK tidak sesuai susunan; periksa kembali enam belas angkanya.", code="nik_wrong", field="nik")
    if len(purpose.strip()) < 5:
        raise Refused(
            "Tuliskan keperluan pencarian, paling sedikit lima huruf.", code="purpose_missing", field="purpose"
        )
    recent = AcrossLookUp.objects.filter(user_id=by.user_id, at__gt=at - timedelta(hours=1)).count()
    if recent >= most_an_hour:
        raise TooMany(f"Batas {most_an_hour} pencarian lintas wilayah per jam sudah tercapai. Coba lagi nanti.")
    with connection.cursor() as cursor:
        cursor.execute(
            "select kabkota, programmes from registry_look_across(%s, %s, %s)", [int(digits), purpose.strip(), at]
        )
        row = cursor.fetchone()
    audit.record(
        kind="registry.looked_across",
        by=by,
        at=at,
        subject=f"nik:{masked(digits)}",
        purpose=purpose.strip(),
        result="ditemukan" if row else "tidak ditemukan",
    )
    if row is None:
        return None
    return Across(
        nik_masked=masked(digits),
        kabkota=row[0],
        services=[
            Service(s["programme"], s["state"], date.fromisoformat(s["from_on"]), _day(s["to_on"]))
            for s in json.loads(row[1])
        ],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
