"""Both lists as files, made in the background, by a program."""

from datetime import date
from typing import Annotated

from ninja import Field, Router, Schema

from kesos.jobs import services as jobs
from kesos.jobs.models import JobRun
from kesos.proposals.api.periods import Begun
from kesos.proposals.api.proposals import Sort
from kesos.proposals.queries.listing import Filters
from kesos.proposals.services.export_lists import JOB, PROPOSALS, TASKS, Wanted, refuse_unless_allowed
from kesos.registry.services.export_terms import EXPORT
from kesos.ui.endpoints import Asked, needs, now
from kesos.workflow.api.tasks import Sort as TaskSort
from kesos.workflow.queries import LATE, TODAY, Narrowed

router = Router(tags=["Ekspor"])
Purpose = Annotated[str, Field(max_length=200, examples=["Bahan musyawarah kelurahan November"])]


class ProposalExport(Schema):
    purpose: Purpose
    month: Annotated[date | None, Field(description="Hari pertama bulan.", examples=["2026-11-01"])] = None
    period_id: int | None = None
    within: Annotated[str, Field(max_length=10, pattern="^[0-9]*$", description="Kosong: seluruh wilayah Anda.")] = ""
    state: Annotated[str, Field(max_length=60)] = ""
    text: Annotated[str, Field(max_length=80)] = ""
    sort: Sort = "-masuk"
    full_numbers: Annotated[bool, Field(description="Perlu wewenang `person.open_nik`; dicatat.")] = False


class TaskExport(Schema):
    purpose: Purpose
    overdue: bool = False
    due_today: bool = False
    flow: Annotated[str, Field(max_length=60)] = ""
    state: Annotated[str, Field(max_length=60)] = ""
    title: Annotated[str, Field(max_length=80)] = ""
    sort: TaskSort = "masuk"


@router.post(
    "/proposals/export", response={202: Begun}, operation_id="exportProposals", summary="Daftar usulan sebagai Excel"
)
@needs(EXPORT)
def proposals(request: Asked, body: ProposalExport) -> Begun:
    """Usulan menurut saringan dan urutan, dengan tujuan, tercatat, dan hanya tersimpan beberapa waktu."""
    filters = Filters(
        month=body.month, period=body.period_id, state=body.state, place=body.within, text=body.text.strip(),
        sort=body.sort,
    )  # fmt: skip
    return _begun(request, Wanted(filters.kept(), body.purpose, body.full_numbers, PROPOSALS))


@router.post("/tasks/export", response={202: Begun}, operation_id="exportTasks", summary="Daftar tugas sebagai Excel")
@needs(EXPORT)
def tasks(request: Asked, body: TaskExport) -> Begun:
    """Yang menunggu pengguna token menurut saringan dan urutan; tanpa NIK."""
    narrowed = Narrowed(
        due=LATE if body.overdue else TODAY if body.due_today else "", flow=body.flow,
        states=(body.state,) if body.state else (), title=body.title.strip(), sort=body.sort,
    )  # fmt: skip
    return _begun(request, Wanted(narrowed.kept(), body.purpose, name=TASKS))


def _begun(request: Asked, wanted: Wanted) -> Begun:
    refuse_unless_allowed(wanted, by=request.actor)
    job: JobRun = jobs.start(
        JOB, by=request.actor, at=now(), title=wanted.title, region_code=wanted.place, wanted=wanted.kept()
    )
    return Begun(job_id=job.pk, kind=job.kind, state=job.state)
