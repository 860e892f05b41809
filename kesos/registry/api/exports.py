"""People of a place as a file, made in the background."""

from typing import Annotated, Literal

from ninja import Field, Router, Schema

from kesos.jobs import services as jobs
from kesos.registry import job_names as work
from kesos.registry.api.imports import Started
from kesos.registry.services.export_bnba import COLUMNS, USUAL, Wanted, refuse_unless_allowed
from kesos.registry.services.export_terms import EXPORT
from kesos.ui.endpoints import Asked, needs, now

router = Router(tags=["Ekspor"])


class Export(Schema):
    place: Annotated[str, Field(max_length=10, pattern="^[0-9]*$", description="Kosong: seluruh wilayah wewenang.")] = (
        ""
    )
    columns: Annotated[list[str], Field(description=f"Pilihan: {', '.join(COLUMNS)}.")] = list(USUAL)
    purpose: Annotated[str, Field(max_length=200, examples=["Bahan musyawarah kelurahan November"])]
    listed_only: bool = False
    programme: Annotated[str, Field(max_length=16)] = ""
    full_numbers: Annotated[bool, Field(description="Perlu wewenang `person.open_nik`; dicatat.")] = False
    form: Literal["xlsx", "csv"] = "xlsx"


@router.post("/exports", response={202: Started}, operation_id="exportPeople", summary="Ekspor BNBA")
@needs(EXPORT)
def export(request: Asked, body: Export) -> Started:
    """Warga satu tempat sebagai berkas dengan tujuan, tercatat, dan hanya tersimpan beberapa waktu."""
    wanted = Wanted(**{**body.dict(), "columns": tuple(name for name in COLUMNS if name in body.columns)})
    refuse_unless_allowed(wanted, by=request.actor)
    job = jobs.start(
        work.BNBA, by=request.actor, at=now(), title="Ekspor BNBA", region_code=body.place, wanted=wanted.kept()
    )
    return Started(job_id=job.pk, kind=job.kind, state=job.state)
