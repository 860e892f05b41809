"""Who needs services, for programs: the list of open types, and the file of a place made in the background."""

from datetime import date
from typing import Annotated, Literal

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from kesos.foundation.errors import NotAllowed, Refused
from kesos.foundation.numbers import only_number
from kesos.jobs import services as jobs
from kesos.registry import job_names as work
from kesos.registry.api.imports import Started
from kesos.registry.api.people import SEARCH
from kesos.registry.api.shown import Masked, number
from kesos.registry.queries import ppks_list
from kesos.registry.queries.ppks_list import VIEW, Filters
from kesos.registry.services.export_ppks import TITLE, Wanted, refuse_unless_allowed
from kesos.registry.services.export_terms import EXPORT
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, next_mark

LIST = "ppks"
router = Router(tags=["PPKS"])
Code = Annotated[str, Field(max_length=10, pattern="^[0-9]*$", description="Kosong: seluruh wilayah wewenang.")]
Type = Annotated[str, Field(max_length=8, examples=["PPKS-08"], description="Kosong: semua jenis yang tidak rahasia.")]
Month = Annotated[
    str, Field(pattern="^([0-9]{4}-[0-9]{2})?$", examples=["2026-10"], description="Kosong: berlaku hari ini.")
]


class Need(Schema):
    id: int
    person_id: int
    full_name: Annotated[str, Field(examples=["SULASTRI"])]
    nik: Masked
    birth_date: date | None
    region_code: Annotated[str, Field(examples=["3571031009"])]
    address: str
    rt: str
    rw: str
    type: Annotated[str, Field(examples=["PPKS-08"])]
    disabilities: list[str]
    from_on: date
    to_on: date | None
    source: str
    source_on: date


class PpksExport(Schema):
    purpose: Annotated[str, Field(max_length=200, examples=["Rapat koordinasi penanganan PPKS"])]
    within: Code = ""
    type: Type = ""
    month: Month = ""
    form: Literal["xlsx", "csv", "parquet"] = "xlsx"
    full_numbers: Annotated[bool, Field(description="Perlu wewenang `person.open_nik`; dicatat.")] = False
    guarded: Annotated[bool, Field(description="Dengan jenis rahasia; perlu wewenang `ppks.open`; dicatat.")] = False


@router.get("/ppks", response=Page[Need], operation_id="listPpks", summary="Daftar PPKS")
@needs(VIEW)
def listed(
    request: Asked,
    paging: Query[Paging],
    type: Annotated[str, Query(max_length=8)] = "",
    within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = "",
    month: Annotated[str, Query(pattern="^([0-9]{4}-[0-9]{2})?$")] = "",
    name: Annotated[str, Query(max_length=80)] = "",
) -> dict[str, object]:
    """PPKS yang berlaku hari ini atau pada suatu bulan. Jenis rahasia tidak termasuk; nomor tidak ditaruh di alamat."""
    if only_number(name).isdigit():
        raise Refused("Cari NIK atau No KK dengan findPeopleByNumber.", code="number_in_address", field="name")
    if name and not request.actor.holds(SEARCH):
        raise NotAllowed()
    filters = Filters.of({"type": type, "place": within, "month": month, "text": name})
    told = paging.after(LIST)
    after = (str(told[0]), int(told[1])) if told else None
    today = timezone.localdate(now())
    found = ppks_list.page(request.actor, filters, today=today, after=after, limit=paging.limit)
    following = next_mark(LIST, [*found.following]) if found.following else None
    return {"items": [_need(row) for row in found.rows], "next": following}


@router.post("/ppks/export", response={202: Started}, operation_id="exportPpks", summary="Unduh daftar PPKS")
@needs(EXPORT)
def export(request: Asked, body: PpksExport) -> Started:
    """PPKS satu tempat sebagai berkas Excel, CSV, atau Parquet, untuk peminta saja; jalannya pada getJob."""
    filters = Filters.of({"type": body.type, "place": body.within, "month": body.month})
    wanted = Wanted(filters.kept(), body.purpose, body.full_numbers, body.form, body.guarded)
    refuse_unless_allowed(wanted, by=request.actor)
    said = [(word, value) for word, value in (("Jenis", body.type), ("Berlaku", body.month or "hari ini")) if value]
    job = jobs.start(
        work.PPKS, by=request.actor, at=now(), title=TITLE, region_code=body.within, wanted=wanted.kept(), said=said
    )
    return Started(job_id=job.pk, kind=job.kind, state=job.state)


def _need(row: ppks_list.Row) -> Need:
    return Need(
        id=row.id, person_id=row.person_id, full_name=row.full_name, nik=number(row.nik), birth_date=row.birth_date,
        region_code=row.region_code, address=row.address, rt=row.rt, rw=row.rw, type=row.type,
        disabilities=row.disabilities, from_on=row.from_on, to_on=row.to_on, source=row.source,
        source_on=row.source_on,
    )  # fmt: skip
