"""The register of incidents: entered with a clock, told to people and authority, closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from kesos.audit.services import record
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.portal.models import Incident
from kesos.portal.queries import incidents, terms

FIRST_YEAR = 1990
PEOPLE, AUTHORITY = "people", "authority"
WHOM = {PEOPLE: "warga yang terdampak", AUTHORITY: "lembaga pelindungan data"}


class IncidentRefused(Refused):
    code = "incident_refused"


@dataclass(frozen=True, slots=True)
class Entered:
    title: str
    found_at: datetime
    data: str
    people: int
    cause: str
    measures: str
    contact: str
    happened_at: datetime | None = None


@transaction.atomic
def enter(*, told: Entered, region_code: str, by: Actor, at: datetime) -> Incident:
    """The clock runs from the finding. Raises NotAllowed, IncidentRefused."""
    by.require(incidents.MANAGE, region_code)
    if len(region_code) > 4:
        raise IncidentRefused("Insiden dicatat bagi kabupaten/kota atau lebih luas.", field="region_code")
    for name, moment in (("found_at", told.found_at), ("happened_at", told.happened_at)):
        if moment is not None and moment.year < FIRST_YEAR:  # before our era no clock of ours reads it back
            raise IncidentRefused(f"Tahun {moment.year:04d} belum benar. Periksa waktunya.", field=name)
    if told.found_at > at:
        raise IncidentRefused("Waktu diketahui tidak boleh sesudah sekarang.", field="found_at")
    if told.happened_at and told.happened_at > told.found_at:
        raise IncidentRefused("Kejadian tidak mungkin sesudah diketahui.", field="happened_at")
    for name, text in (("title", told.title), ("data", told.data), ("cause", told.cause), ("contact", told.contact)):
        if not text.strip():
            raise IncidentRefused("Isian ini wajib diisi.", field=name)
    hours = terms.value(terms.INCIDENT_HOURS, region_code, on=localdate(at))
    made = Incident.objects.create(
        region_code=region_code, title=told.title.strip(), happened_at=told.happened_at, found_at=told.found_at,
        due_at=told.found_at + timedelta(hours=hours), data=told.data.strip(), people=told.people,
        cause=told.cause.strip(), measures=told.measures.strip(), contact=told.contact.strip(), entered_by=by.user_id,
    )  # fmt: skip
    record(
        "portal.incident_entered", by=by, at=at, subject=f"incident:{made.pk}", region_code=region_code,
        title=made.title, people=made.people,
    )  # fmt: skip
    return made


@transaction.atomic
def note_told(*, incident_id: int, whom: str, how: str, told_at: datetime, by: Actor, at: datetime) -> Incident:
    """Whom it was told and how, once each. Raises NotFound, IncidentRefused."""
    found = incidents.by_id(by, incident_id)
    if whom not in WHOM:
        raise IncidentRefused("Pilih siapa yang diberi tahu.", field="whom")
    if not how.strip():
        raise IncidentRefused("Tuliskan bagaimana diberitahukan, misalnya surat nomor berapa.", field="how")
    if not found.found_at <= told_at <= at:
        raise IncidentRefused("Waktu pemberitahuan antara diketahuinya insiden dan sekarang.", field="told_at")
    if getattr(found, f"{whom}_told_at") is not None:
        return found
    Incident.objects.filter(pk=found.pk).update(**{f"{whom}_told_at": told_at, f"{whom}_told_how": how.strip()})
    record(
        "portal.incident_told", by=by, at=at, subject=f"incident:{found.pk}", region_code=found.region_code,
        whom=WHOM[whom],
    )  # fmt: skip
    return incidents.by_id(by, incident_id)


@transaction.atomic
def close(*, incident_id: int, lesson: str, by: Actor, at: datetime) -> Incident:
    """Both were told, and what was learnt is written down. Raises NotFound, IncidentRefused."""
    found = incidents.by_id(by, incident_id)
    if found.closed_at is not None:
        return found
    if found.people_told_at is None or found.authority_told_at is None:
        raise IncidentRefused("Catat dahulu pemberitahuan kepada warga dan kepada lembaga.")
    if not lesson.strip():
        raise IncidentRefused("Tuliskan apa yang diubah agar tidak terulang.", field="lesson")
    Incident.objects.filter(pk=found.pk).update(closed_at=at, lesson=lesson.strip())
    record("portal.incident_closed", by=by, at=at, subject=f"incident:{found.pk}", region_code=found.region_code)
    return incidents.by_id(by, incident_id)
