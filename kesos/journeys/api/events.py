"""Events by a program: the list, one, a step, a death reported, the feed asked now."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from kesos.foundation.numbers import masked
from kesos.jobs import services as jobs
from kesos.journeys import words
from kesos.journeys.api.steps import Step
from kesos.journeys.job_names import HEALTH
from kesos.journeys.job_names import PULL as PULL_JOB
from kesos.journeys.models import Event
from kesos.journeys.queries import events as queries
from kesos.journeys.queries.events import VIEW, Filters
from kesos.journeys.services.ask_health import ASK, refuse_unless_allowed
from kesos.journeys.services.pull_feed import PULL
from kesos.journeys.services.report_death import REPORT, report_death
from kesos.proposals.api.papers import kept
from kesos.proposals.api.periods import Begun
from kesos.registry.queries import people
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.pages import Page, Paging, page

LIST = "events"
router = Router(tags=["Kematian dan pindah"])


class EventOut(Schema):
    id: int
    number: Annotated[str, Field(description="Nomor menurut pengirim.", examples=["DUK-2026-000142"])]
    kind: Annotated[str, Field(examples=["kematian"])]
    origin: Annotated[str, Field(examples=["feed"])]
    nik: Annotated[str, Field(description="Tersamar.")]
    full_name: str
    happened_on: date | None
    region_code: str
    to_region_code: str
    corrects: str
    issued_at: datetime
    state: Annotated[str, Field(examples=["DITERAPKAN"])]
    why: Annotated[str, Field(description="Mengapa belum diterapkan, sebagai kode.")]
    why_told: str
    person_id: int | None
    case_id: int | None


class DeathIn(Schema):
    person_id: int
    died_on: date


class EventAct(Step):
    action: Literal["konfirmasi", "padan_ulang", "kesampingkan", "batalkan"]


@router.get("/events", response=Page[EventOut], operation_id="listEvents", summary="Peristiwa kependudukan")
@needs(VIEW)
def listed(
    request: Asked,
    paging: Query[Paging],
    kind: Annotated[str, Query(max_length=12)] = "",
    state: Annotated[str, Query(max_length=12)] = "",
    text: Annotated[str, Query(max_length=80)] = "",
    within: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")] = "",
) -> dict[str, object]:
    """Kematian, pindah, dan koreksi di wilayah wewenang; yang terbaru dahulu."""
    asked = Filters.of({"jenis": kind, "keadaan": state, "q": text, "kelurahan": within})
    rows = queries.page(request.actor, asked, after=paging.after_id(LIST), limit=paging.limit + 1)
    return page(rows, of=LIST, limit=paging.limit, mark=lambda row: [row.pk], show=_told)


@router.get("/events/{int:event_id}", response=EventOut, operation_id="getEvent", summary="Satu peristiwa")
@needs(VIEW)
def one(request: Asked, event_id: int) -> EventOut:
    """Satu peristiwa dengan keadaannya; riwayat kasusnya pada getCase."""
    return _told(queries.one(request.actor, event_id))


@router.post("/events/{int:event_id}/act", response=EventOut, operation_id="actOnEvent", summary="Putuskan peristiwa")
@needs(VIEW)
def act(request: Asked, event_id: int, body: EventAct) -> EventOut:
    """Satu langkah pada alur kematian; wewenang tiap langkah `kematian.<langkah>`."""
    event = queries.one(request.actor, event_id)
    body.take(event.case_id, by=request.actor)
    return _told(queries.one(request.actor, event_id))


@router.post("/deaths", response={201: EventOut}, operation_id="reportDeath", summary="Laporkan kematian")
@needs(REPORT)
def report(request: Asked, form: Form[DeathIn], file: File[UploadedFile]) -> EventOut:
    """Dengan akta atau surat kematian; menunggu Dukcapil atau verifikator."""
    at = now()
    person = people.by_id(request.actor, form.person_id)
    key = kept(file, "identity_scan", region_code=person.region_id, by=request.actor, at=at)
    made = report_death(person_id=person.pk, died_on=form.died_on, file_key=key, by=request.actor, at=at)
    return _told(queries.one(request.actor, made.pk))


@router.post("/events/pull", response={202: Begun}, operation_id="pullEvents", summary="Ambil peristiwa sekarang")
@needs(PULL)
def pull(request: Asked) -> Begun:
    """Bertanya ke Dukcapil di latar belakang."""
    job = jobs.start(PULL_JOB, by=request.actor, at=now(), title="Mengambil peristiwa dari Dukcapil")
    return Begun(job_id=job.pk, kind=job.kind, state=job.state)


@router.post(
    "/people/{int:person_id}/health-insurance",
    response={202: Begun},
    operation_id="askHealthInsurance",
    summary="Tanyakan kepesertaan JKN",
)
@needs(ASK)
def ask_health(request: Asked, person_id: int) -> Begun:
    """Bertanya ke BPJS Kesehatan di latar belakang; dicatat."""
    _, place = refuse_unless_allowed(person_id=person_id, by=request.actor)
    job = jobs.start(
        HEALTH, by=request.actor, at=now(), title="Menanyakan kepesertaan JKN", region_code=place, person_id=person_id
    )
    return Begun(job_id=job.pk, kind=job.kind, state=job.state)


def _told(event: Event) -> EventOut:
    return EventOut(
        id=event.pk, number=event.number, kind=event.kind, origin=event.origin, nik=masked(event.nik),
        full_name=event.full_name, happened_on=event.happened_on, region_code=event.region_code,
        to_region_code=event.to_region_code, corrects=event.corrects, issued_at=event.issued_at, state=event.state,
        why=event.why, why_told=words.why(event.why), person_id=event.person_id, case_id=event.case_id,
    )  # fmt: skip
