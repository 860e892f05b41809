"""The monthly file of events by a program: sent and looked at, then taken in."""

from typing import Annotated, BinaryIO, cast
from uuid import UUID

from ninja import Field, File, Router, Schema
from ninja.files import UploadedFile

from kesos.files.models import StoredFile
from kesos.foundation.actor import Actor
from kesos.journeys.services import take_file
from kesos.journeys.services.pull_feed import PULL
from kesos.proposals.api.periods import Begun
from kesos.ui.endpoints import Asked, needs, now

router = Router(tags=["Kematian dan pindah"])
MOST = 1_000


class WrongRow(Schema):
    line: Annotated[int, Field(description="Baris seperti ditunjukkan Excel.")]
    said: Annotated[str, Field(description="Kolom dan yang perlu dibetulkan.")]


class EventFileOut(Schema):
    key: UUID
    deaths: int
    moves: int
    corrections: int
    known: Annotated[int, Field(description="Sudah diterima lewat sambungan atau berkas sebelumnya.")]
    wrong: int
    rows: Annotated[list[WrongRow], Field(description=f"Baris yang salah, paling banyak {MOST}.")]


@router.post("/events/files", response={201: EventFileOut}, operation_id="sendEventFile", summary="Berkas bulanan")
@needs(PULL)
def send(request: Asked, file: File[UploadedFile]) -> EventFileOut:
    """Kematian, pindah, dan koreksi sebagai CSV atau XLSX, bagi yang tanpa sambungan. Hanya diperiksa."""
    kept = take_file.keep(data=cast(BinaryIO, file), name=file.name or "peristiwa", by=request.actor, at=now())
    return _told(kept, request.actor)


@router.get(
    "/events/files/{uuid:key}", response=EventFileOut, operation_id="getEventFile", summary="Periksa berkas bulanan"
)
@needs(PULL)
def one(request: Asked, key: UUID) -> EventFileOut:
    """Berkas kantor sendiri, diperiksa lagi terhadap data saat ini."""
    return _told(take_file.one(key=key, by=request.actor), request.actor)


@router.post(
    "/events/files/{uuid:key}/apply", response={202: Begun}, operation_id="applyEventFile",
    summary="Terapkan berkas bulanan",
)  # fmt: skip
@needs(PULL)
def apply(request: Asked, key: UUID) -> Begun:
    """Baris yang benar diterapkan di latar belakang; yang sudah diketahui tidak berubah."""
    job = take_file.begin(key=key, by=request.actor, at=now())
    return Begun(job_id=job.pk, kind=job.kind, state=job.state)


def _told(file: StoredFile, by: Actor) -> EventFileOut:
    checked = take_file.check(file, by=by)
    return EventFileOut(
        key=file.pk, deaths=checked.deaths, moves=checked.moves, corrections=checked.corrections, known=checked.known,
        wrong=len(checked.rejected),
        rows=[WrongRow(line=line, said=said) for line, said in take_file.rejected_rows(checked, first=MOST)],
    )  # fmt: skip
