"""Work in the background, as a program waits for it."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Query, Router, Schema

from kesos.jobs import queries, services
from kesos.jobs.models import JobRun
from kesos.ui.endpoints import Asked, now, signed_in
from kesos.ui.pages import Page, Paging, page

MINE = "jobs.mine"
router = Router(tags=["Pekerjaan latar"])


class Job(Schema):
    id: int
    kind: Annotated[str, Field(examples=["registry.import_check"])]
    title: Annotated[str, Field(examples=["Memeriksa bnba.xlsx"])]
    state: Annotated[str, Field(examples=["running"], description="waiting, running, done, refused, failed, cancelled")]
    n_done: int
    n_total: int | None
    message: str
    code: Annotated[str, Field(description="Kode penolakan, bila ditolak.")]
    error_number: str
    result_url: Annotated[str, Field(description="Halaman hasilnya; sebuah berkas diambil dengan getFile.")]
    created_at: datetime
    finished_at: datetime | None


@router.get("/jobs", response=Page[Job], operation_id="listJobs", summary="Pekerjaan saya")
@signed_in
def mine(request: Asked, paging: Query[Paging]) -> dict[str, object]:
    """Pekerjaan latar milik pengguna token, yang terbaru lebih dahulu."""
    rows = queries.mine(request.actor, limit=paging.limit + 1, before=paging.after_id(MINE) or None)
    return page(rows, of=MINE, limit=paging.limit, mark=lambda row: [row.pk], show=Job.from_orm)


@router.get("/jobs/{int:job_id}", response=Job, operation_id="getJob", summary="Satu pekerjaan")
@signed_in
def one(request: Asked, job_id: int) -> JobRun:
    """Sampai di mana, dan bagaimana akhirnya. Tanyakan paling sering sekali dua detik."""
    return queries.by_id(request.actor, job_id)


@router.post("/jobs/{int:job_id}/cancel", response=Job, operation_id="cancelJob", summary="Batalkan pekerjaan")
@signed_in
def cancel(request: Asked, job_id: int) -> JobRun:
    """Pekerjaan sendiri: yang menunggu langsung berakhir, yang berjalan berhenti pada laporan berikutnya."""
    return services.cancel(run_id=job_id, by=request.actor, at=now())


@router.post("/jobs/{int:job_id}/again", response={201: Job}, operation_id="repeatJob", summary="Ulangi pekerjaan")
@signed_in
def again(request: Asked, job_id: int) -> JobRun:
    """Pekerjaan yang sama sebagai pekerjaan baru, setelah gagal, ditolak, atau dibatalkan."""
    return services.again(run_id=job_id, by=request.actor, at=now())
