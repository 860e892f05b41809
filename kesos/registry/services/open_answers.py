"""Open the sensitive answers of a closed visit: by class, with a reason, and written down."""

from datetime import datetime

from django.db import transaction

from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.registry.queries import visits
from kesos.registry.services.open_nik import ReasonMissing

# class of the table of variables → permission and word
CLASSES = {
    "health": ("visit.open_health", "kesehatan dan disabilitas"),
    "finance": ("visit.open_finance", "penghasilan dan rekening"),
}


def may_open(by: Actor, region_code: str) -> list[str]:
    """The classes whose answers the actor may open in this place."""
    return [name for name, (permission, _) in CLASSES.items() if by.may(permission, region_code)]


@transaction.atomic
def open_answers(*, visit_id: int, classes: list[str], reason: str, by: Actor, at: datetime) -> frozenset[str]:
    """The classes now open to this reader for this one look. Raises NotFound, NotAllowed, ReasonMissing."""
    visit = visits.by_id(by, visit_id)
    wanted = [name for name in CLASSES if name in classes]
    if not wanted:
        raise Refused("Pilih golongan jawaban yang hendak dibuka.", code="class_missing", field="classes")
    for name in wanted:
        by.require(CLASSES[name][0], visit.family.region_id)
    if len(reason.strip()) < 5:
        raise ReasonMissing("Tuliskan alasan membuka jawaban, paling sedikit lima huruf.", field="reason")
    audit.record(
        "registry.visit_answers_opened", by=by, at=at, subject=f"family:{visit.family_id}",
        region_code=visit.family.region_id, visit=visit.pk, what=" dan ".join(CLASSES[name][1] for name in wanted),
        reason=reason.strip()[:300],
    )  # fmt: skip
    return frozenset(wanted)
