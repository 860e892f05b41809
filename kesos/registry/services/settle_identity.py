"""Close a task about somebody's NIK: proven, corrected, or given a reason to stay without."""

from datetime import datetime

from django.db import IntegrityError, transaction

from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import FAULTS, only_number, structure_fault
from kesos.registry.models import IdentityTask, Person, Source

SETTLE = "person.settle_identity"


class NikTaken(Refused):
    """Another person holds this NIK; the two must be judged together."""

    code = "nik_taken"


@transaction.atomic
def settle_identity(
    *, task_id: int, nik: str, resolution: str, source: Source, by: Actor, at: datetime
) -> IdentityTask:
    """Give the person a proven NIK (or, with `nik` empty, leave it as it is) and close the task.

    Raises NotFound, NotAllowed, NikTaken, Refused. An override of the structure needs the resolution to say why.
    """
    task = IdentityTask.objects.select_for_update().select_related("person").filter(pk=task_id).first()
    if task is None:
        raise NotFound("Tugas identitas tidak ditemukan.")
    by.require(SETTLE, task.region_code)
    if task.closed_at is not None:
        raise Refused("Tugas ini sudah diselesaikan orang lain. Muat ulang halaman.", code="task_closed")
    if len(resolution.strip()) < 10:
        raise Refused("Tuliskan dasar penyelesaian, paling sedikit sepuluh huruf.", field="resolution")
    if digits := only_number(nik):
        _prove(task.person, digits, source, at)
    task.closed_at, task.closed_by, task.resolution = at, by.user_id, resolution.strip()
    task.save(update_fields=["closed_at", "closed_by", "resolution"])
    audit.record(
        kind="registry.identity_settled",
        by=by,
        at=at,
        subject=f"person:{task.person_id}",
        region_code=task.region_code,
        resolution=task.get_kind_display(),
    )
    return task


def _prove(person: Person, digits: str, source: Source, at: datetime) -> None:
    fault = structure_fault(digits)
    if fault in ("LENGTH", "NON_DIGIT"):
        raise Refused(FAULTS[fault], code="nik_wrong", field="nik")
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(
                nik=int(digits), nik_claimed=None, nik_as_written=None, no_nik_reason=None, source=source, updated_at=at
            )
    except IntegrityError as clash:
        raise NikTaken(
            "NIK ini sudah dipakai orang lain. Periksa kedua orang itu dengan Disdukcapil dahulu.", field="nik"
        ) from clash
