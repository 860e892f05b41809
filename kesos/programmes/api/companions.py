"""Companions by a program: notes and tasks on recipients, and which families are given to whom."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Query, Router, Schema

from kesos.programmes.models import FieldNote
from kesos.programmes.queries import field_notes as queries
from kesos.programmes.queries.checks import VIEW
from kesos.programmes.queries.field_notes import ASSIGN
from kesos.programmes.services import field_notes as services
from kesos.registry.queries import places
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

TASKS = "field-tasks"
router = Router(tags=["Kelayakan"])


class FieldNoteIn(Schema):
    text: Annotated[str, Field(max_length=2000)]
    kind: Literal["note", "to_office", "to_companion"] = "note"


class FieldNoteOut(Schema):
    id: int
    enrolment_id: int
    region_code: str
    kind: str
    text: str
    by_name: str
    at: datetime
    done_at: datetime | None
    done_by_name: str
    answer: str


class AnswerIn(Schema):
    text: Annotated[str, Field(max_length=2000)]


class CompanionOut(Schema):
    holder: Annotated[str, Field(examples=["assignment:7"])]
    name: str
    area: str
    families: int


class AssignIn(Schema):
    holder: Annotated[str, Field(max_length=40)]
    village: Annotated[str, Field(pattern="^[0-9]{10}$")]
    rw: Annotated[str, Field(max_length=3)] = ""
    rt: Annotated[str, Field(max_length=3)] = ""


class AssignedOut(Schema):
    families: int
    people: int


@router.post(
    "/recipients/{int:enrolment_id}/notes", response={201: FieldNoteOut}, operation_id="writeFieldNote",
    summary="Tulis catatan",
)  # fmt: skip
@needs(services.NOTE)
def write(request: Asked, enrolment_id: int, body: FieldNoteIn) -> FieldNote:
    """Catatan lapangan, atau tugas bagi pihak lain: dinas dan kelurahan, atau pendamping."""
    return services.write(enrolment_id=enrolment_id, by=request.actor, at=now(), **body.dict())


@router.get("/field-tasks", response=Page[FieldNoteOut], operation_id="listFieldTasks", summary="Tugas pendamping")
@needs(VIEW)
def tasks(request: Asked, paging: Query[Paging]) -> dict[str, object]:
    """Tugas yang menunggu jawaban: bagi pendamping pada keluarga dampingannya, bagi kantor di wilayahnya."""
    found = queries.tasks(request.actor, after=paging.after_id(TASKS), limit=paging.limit + 1)
    return page(found, of=TASKS, limit=paging.limit, mark=lambda each: [each.pk], show=FieldNoteOut.from_orm)


@router.post(
    "/field-tasks/{int:note_id}/answer", response=FieldNoteOut, operation_id="answerFieldTask", summary="Jawab tugas"
)
@needs(services.NOTE)
def answer(request: Asked, note_id: int, body: AnswerIn) -> FieldNote:
    """Hasilnya; bukan oleh yang memberi tugas."""
    return services.answer(note_id=note_id, text=body.text, by=request.actor, at=now())


@router.get("/companions", response=list[CompanionOut], operation_id="listCompanions", summary="Pendamping")
@needs(ASSIGN)
def companions(
    request: Asked, within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = ""
) -> list[CompanionOut]:
    """Siapa yang mendampingi keluarga di wilayah ini."""
    areas = places.inside(request.actor, ASSIGN, within)
    return [CompanionOut.from_orm(each) for each in queries.companions(areas, at=now())] if areas else []


@router.post("/companions/assign", response=AssignedOut, operation_id="assignFamilies", summary="Serahkan keluarga")
@needs(ASSIGN)
def assign(request: Asked, body: AssignIn) -> services.Given:
    """Keluarga penerima di satu kelurahan, RW, atau RT berpindah kepada satu pendamping."""
    return services.assign(**body.dict(), by=request.actor, at=now())
