"""The work list of unproven identities, and the settling of one."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Query, Router, Schema

from kesos.registry.api import shown
from kesos.registry.models import IdentityTask
from kesos.registry.queries import identity
from kesos.registry.queries.people import VIEW
from kesos.registry.services.settle_by_form import settle_by_form
from kesos.registry.services.settle_identity import SETTLE
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "identity_tasks"
router = Router(tags=["Identitas"])


class Task(Schema):
    id: int
    kind: Annotated[str, Field(examples=["second_claimant"])]
    kind_label: str
    person_id: int
    full_name: str
    number: shown.Masked
    region_code: str
    opened_at: datetime
    closed_at: datetime | None


class Settling(Schema):
    nik: Annotated[str, Field(max_length=30, description="NIK yang terbukti; kosong bila memang belum ada.")] = ""
    shown: Annotated[str, Field(description="ktp, kk, dukcapil, akta", examples=["kk"])]
    shown_on: Annotated[date, Field(description="Tanggal dokumen.")]
    resolution: Annotated[str, Field(max_length=500, examples=["Dicocokkan dengan KK asli di loket"])]


@router.get("/identity-tasks", response=Page[Task], operation_id="listIdentityTasks", summary="Tugas identitas")
@needs(VIEW)
def listed(
    request: Asked,
    paging: Query[Paging],
    kind: Annotated[str, Query(max_length=20)] = "",
    within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = "",
) -> dict[str, object]:
    """Warga yang NIK-nya belum terbukti dan menunggu penyelesaian, yang terlama lebih dahulu."""
    rows = identity.waiting(request.actor, kind=kind, place=within, after=paging.after_id(LIST), limit=paging.limit + 1)
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.pk], show=_task)


@router.get(
    "/identity-tasks/{int:task_id}", response=Task, operation_id="getIdentityTask", summary="Satu tugas identitas"
)
@needs(VIEW)
def one(request: Asked, task_id: int) -> Task:
    """Satu tugas, terbuka atau sudah selesai."""
    return _task(identity.by_id(request.actor, task_id))


@router.post(
    "/identity-tasks/{int:task_id}/settle", response=Task, operation_id="settleIdentity", summary="Selesaikan identitas"
)
@needs(SETTLE)
def settle(request: Asked, task_id: int, body: Settling) -> Task:
    """Beri warga NIK yang terbukti, atau tutup tugas dengan alasannya. Dokumen yang diperiksa menjadi sumbernya."""
    return _task(settle_by_form(task_id=task_id, by=request.actor, at=now(), **body.dict()))


def _task(task: IdentityTask) -> Task:
    person = task.person
    number = next((n for n in (person.nik, person.nik_claimed, person.nik_as_written) if n is not None), None)
    return Task(
        id=task.pk, kind=task.kind, kind_label=task.get_kind_display(), person_id=person.pk,
        full_name=person.full_name, number=shown.number(number), region_code=task.region_code,
        opened_at=task.opened_at, closed_at=task.closed_at,
    )  # fmt: skip
