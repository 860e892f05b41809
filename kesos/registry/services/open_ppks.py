"""Open the types of PPKS that are shown to roles with need alone: with a reason, and written down."""

from datetime import datetime

from django.db import transaction

from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.registry.queries import people
from kesos.registry.queries.ppks import OPEN
from kesos.registry.services.open_nik import ReasonMissing


@transaction.atomic
def open_ppks(*, person_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Lets `person_page(…, opened=True)` be asked for this one look. Raises NotFound, NotAllowed, ReasonMissing."""
    person = people.by_id(by, person_id)
    by.require(OPEN, person.region_id)
    if len(reason.strip()) < 5:
        raise ReasonMissing("Tuliskan alasan membuka jenis PPKS, paling sedikit lima huruf.", field="reason")
    audit.record(
        "registry.ppks_opened", by=by, at=at, subject=f"person:{person.pk}", region_code=person.region_id,
        reason=reason.strip()[:300],
    )  # fmt: skip
