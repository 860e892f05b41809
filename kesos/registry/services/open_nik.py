"""Open a full NIK: with a reason, and written down."""

from datetime import datetime

from django.db import transaction

from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import as_text
from kesos.registry.queries import people

OPEN_NIK = "person.open_nik"


class ReasonMissing(Refused):
    """A full NIK is shown only for a stated reason."""

    code = "reason_missing"


@transaction.atomic
def open_nik(*, person_id: int, reason: str, by: Actor, at: datetime) -> str:
    """The sixteen digits, or what stands for them. Raises NotFound, NotAllowed, ReasonMissing."""
    person = people.by_id(by, person_id)
    by.require(OPEN_NIK, person.region_id)
    if len(reason.strip()) < 5:
        raise ReasonMissing("Tuliskan alasan membuka NIK, paling sedikit lima huruf.", field="reason")
    audit.record(
        kind="registry.nik_opened",
        by=by,
        at=at,
        subject=f"person:{person.pk}",
        region_code=person.region_id,
        reason=reason.strip(),
    )
    if person.nik is not None:
        return as_text(person.nik)
    return as_text(person.nik_claimed) if person.nik_claimed is not None else person.nik_as_written or ""
