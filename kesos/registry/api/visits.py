"""Visits to a family by a program: begin, answer step by step, close, read; the same services as the screens."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Annotated, Any

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema, Status

from kesos.foundation.numbers import masked
from kesos.registry import dtsen
from kesos.registry.models.visits import SECOND_COLUMN, column_name
from kesos.registry.queries import people, visits
from kesos.registry.queries.visits import Subject, Whole
from kesos.registry.services.open_answers import CLASSES, open_answers
from kesos.registry.services.visit_family import FILL, close_visit, discard_visit, open_visit, save_step
from kesos.registry.visits.questions import Question, questions
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "visits"
Answer = str | int | float | bool | date | list[str] | None
router = Router(tags=["Kunjungan"])


class Condition(Schema):
    field: str
    compare: Annotated[str, Field(description="=, !=, >=, <=")]
    value: str


class Choice(Schema):
    code: str
    label: str


class QuestionOne(Schema):
    column: Annotated[str, Field(description="Nama isian di `answers`.", examples=["floor_type"])]
    label: str
    kind: Annotated[
        str,
        Field(
            description="choice, yes_no, sum, set, number, money, decimal, position, date, month, member, text",
            examples=["choice"],
        ),
    ]
    help: str
    choices: list[Choice]
    asked_when: Annotated[list[Condition], Field(description="Semua harus terpenuhi; selain itu kosongkan.")]
    least: float | None
    most: float | None
    sensitive: Annotated[str, Field(description="health, finance, id, location, atau kosong.")]


class StepOne(Schema):
    step: Annotated[str, Field(examples=["rumah"])]
    level: Annotated[str, Field(description="family atau individual")]
    title: str
    questions: list[QuestionOne]


class VisitRow(Schema):
    id: int
    family_id: int
    draft: bool
    survey_date: date | None
    survey_result: Annotated[str | None, Field(description="Kode daftar hasil_pendataan.")]
    enumerator: str | None
    source: str
    source_on: date
    recorded_at: datetime


class StepState(Schema):
    step: str
    state: Annotated[str, Field(description="tidak_ditanyakan, belum_dibuka, belum_lengkap, lengkap, boleh_kosong")]
    asked: int
    answered: int


class Subjects(Schema):
    name: str
    answers: Annotated[dict[str, Answer], Field(description="Hanya yang terisi dan terbuka.")]
    steps: list[StepState]


class Member(Subjects):
    person_id: int


class VisitOne(VisitRow, Subjects):
    members: list[Member]
    hidden: Annotated[list[str], Field(description="Isian yang hanya dibuka dengan openVisitAnswers.")]


class StepAnswers(Schema):
    step: Annotated[str, Field(max_length=40, examples=["rumah"])]
    person_id: Annotated[int | None, Field(description="Anggota yang menjawab; kosong untuk keluarga.")] = None
    answers: Annotated[dict[str, Answer], Field(examples=[{"floor_type": "8", "bedrooms": 2}])]


class Opening(Schema):
    classes: Annotated[list[str], Field(description=f"Pilihan: {', '.join(CLASSES)}.", examples=[["health"]])]
    reason: Annotated[str, Field(max_length=300, examples=["Rujukan ke puskesmas"])]


@router.get("/visit-form", response=list[StepOne], operation_id="getVisitForm", summary="Pertanyaan kunjungan")
@needs(FILL)
def form(request: Asked) -> list[StepOne]:
    """Semua pertanyaan menurut bagian, dengan daftar jawaban yang berlaku hari ini dan syarat ditanyakan."""
    levels: tuple[dtsen.Level, ...] = ("family", "individual")
    return [
        StepOne(step=block.slug, level=level, title=block.title, questions=[_question(one) for one in asked])
        for level in levels
        for block in dtsen.blocks(level)
        if (asked := questions(block, day=localdate(), known=()))
    ]


@router.get(
    "/families/{int:family_id}/visits", response=Page[VisitRow], operation_id="listVisits", summary="Riwayat kunjungan"
)
@needs(people.VIEW)
def listed(request: Asked, family_id: int, paging: Query[Paging]) -> dict[str, object]:
    """Kunjungan ke satu keluarga dengan sumber dan tanggalnya, yang terbaru lebih dahulu."""
    visits.family_of(request.actor, family_id)
    rows = visits.of_family(request.actor, family_id, before=paging.after_id(LIST), limit=paging.limit + 1)
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.pk], show=lambda row: VisitRow(**_row(row)))


@router.post(
    "/families/{int:family_id}/visits", response={201: VisitOne}, operation_id="openVisit", summary="Mulai kunjungan"
)
@needs(FILL)
def opened(request: Asked, family_id: int) -> VisitOne:
    """Draf baru dengan yang sudah diketahui register, atau draf sendiri yang masih terbuka."""
    visit = open_visit(family_id=family_id, by=request.actor, at=now())
    return _one(visits.readable(request.actor, visit.pk), open_to=CLASSES)


@router.get("/visits/{int:visit_id}", response=VisitOne, operation_id="getVisit", summary="Satu kunjungan")
@needs(people.VIEW)
def one(request: Asked, visit_id: int) -> VisitOne:
    """Jawaban keluarga dan tiap anggota. Draf hanya bagi pengisinya; sesudah ditutup jawaban sensitif tersembunyi."""
    whole = visits.readable(request.actor, visit_id)
    return _one(whole, open_to=CLASSES if whole.visit.draft else ())


@router.post("/visits/{int:visit_id}/steps", response=VisitOne, operation_id="saveVisitStep", summary="Simpan bagian")
@needs(FILL)
def saved(request: Asked, visit_id: int, body: StepAnswers) -> VisitOne:
    """Mengganti semua jawaban satu bagian; yang tidak dikirim menjadi kosong. Satu jawaban salah menolak bagian itu."""
    save_step(
        visit_id=visit_id, step=body.step, person_id=body.person_id, answers=body.answers, by=request.actor, at=now()
    )
    return _one(visits.readable(request.actor, visit_id), open_to=CLASSES)


@router.post("/visits/{int:visit_id}/close", response=VisitRow, operation_id="closeVisit", summary="Tutup kunjungan")
@needs(FILL)
def closed(request: Asked, visit_id: int) -> VisitRow:
    """Sesudah ditutup kunjungan tidak berubah; pembetulan adalah kunjungan baru."""
    close_visit(visit_id=visit_id, by=request.actor, at=now())
    return VisitRow(**_row(visits.by_id(request.actor, visit_id)))


@router.post("/visits/{int:visit_id}/discard", response={204: None}, operation_id="discardVisit", summary="Buang draf")
@needs(FILL)
def discarded(request: Asked, visit_id: int) -> Status[None]:
    """Draf dibuang dengan semua jawabannya, juga draf petugas lain yang tidak melanjutkan; tercatat."""
    discard_visit(visit_id=visit_id, by=request.actor, at=now())
    return Status(204, None)


@router.post(
    "/visits/{int:visit_id}/open-answers", response=VisitOne, operation_id="openVisitAnswers",
    summary="Buka jawaban sensitif",
)  # fmt: skip
@needs(people.VIEW, answer_is_kept=False)
def revealed(request: Asked, visit_id: int, body: Opening) -> VisitOne:
    """Kunjungan tertutup dengan jawaban golongan yang diminta; perlu wewenang golongan itu dan alasan, dan tercatat."""
    whole = visits.readable(request.actor, visit_id)
    classes = open_answers(visit_id=visit_id, classes=body.classes, reason=body.reason, by=request.actor, at=now())
    return _one(whole, open_to=CLASSES if whole.visit.draft else classes)


def _question(question: Question) -> QuestionOne:
    v = question.variable
    return QuestionOne(
        column=question.column, label=question.label, kind=question.kind, help=question.help,
        choices=[Choice(code=code, label=label) for code, label in question.choices],
        asked_when=[Condition.from_orm(condition) for condition in question.when], least=v.least, most=v.most,
        sensitive=v.sensitive,
    )  # fmt: skip


def _row(visit: Any) -> dict[str, Any]:
    told = {name: getattr(visit, name) for name in VisitRow.model_fields if name not in ("source", "source_on")}
    return {**told, "source": visit.source.title, "source_on": visit.source.dated_on}


def _one(whole: Whole, *, open_to: Collection[str]) -> VisitOne:
    hidden = [v.field for v in dtsen.variables() if v.sensitive in CLASSES and v.sensitive not in open_to]
    return VisitOne(
        **_row(whole.visit), **_subject(whole.subject, open_to), hidden=hidden,
        members=[
            Member(person_id=each.person.pk, **_subject(each, open_to)) for each in whole.members if each.person
        ],
    )  # fmt: skip


def _subject(subject: Subject, open_to: Collection[str]) -> dict[str, Any]:
    """Of hidden classes neither the answers nor how many there are."""
    answers: dict[str, Any] = {}
    for v in dtsen.of_level(subject.level):
        if v.sensitive in CLASSES and v.sensitive not in open_to:
            continue
        value = subject.values[column_name(v)]
        if value is not None:
            answers[column_name(v)] = _plain(v, value)
        if v.kind in SECOND_COLUMN and (more := subject.values[v.field + SECOND_COLUMN[v.kind][0]]) is not None:
            answers[v.field + SECOND_COLUMN[v.kind][0]] = more
    steps = [
        StepState(step=step.block.slug, state=step.state, asked=step.asked, answered=step.answered)
        for step in (subject.steps() if open_to == CLASSES else [])
    ]
    return {"name": subject.name, "answers": answers, "steps": steps}


def _plain(v: dtsen.Variable, value: Any) -> Any:
    if v.kind == "char16":
        return masked(value)
    if v.kind.startswith("decimal"):
        return float(value)
    return str(value) if v.kind in ("file", "uuid") else value
