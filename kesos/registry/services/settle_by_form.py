"""Settle an identity from the counter: the form itself is the source of the number."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.registry.models import IdentityTask, Source
from kesos.registry.queries import identity
from kesos.registry.services.settle_identity import settle_identity

SHOWN = {
    "ktp": "KTP-el",
    "kk": "Kartu Keluarga",
    "dukcapil": "Surat atau jawaban Disdukcapil",
    "akta": "Akta kelahiran",
}


@transaction.atomic
def settle_by_form(
    *, task_id: int, nik: str, resolution: str, shown: str, shown_on: date | None, by: Actor, at: datetime
) -> IdentityTask:
    """As `settle_identity`, with the document that was shown as the source. Raises the same refusals."""
    task = identity.by_id(by, task_id)
    if shown not in SHOWN:
        raise Refused("Pilih dokumen yang diperiksa.", code="document_missing", field="shown")
    if shown_on is None or shown_on > timezone.localdate(at):
        raise Refused("Isi tanggal dokumen, paling lambat hari ini.", code="document_date", field="shown_on")
    source = Source.objects.create(
        kind=Source.Kind.FORM,
        title=f"Formulir identitas: {SHOWN[shown]}",
        dated_on=shown_on,
        received_at=at,
        by_user_id=by.user_id,
        region_code=task.region_code,
    )
    return settle_identity(task_id=task_id, nik=nik, resolution=resolution, source=source, by=by, at=at)
