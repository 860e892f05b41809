"""The trail for programs: search within one's areas, one event."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Query, Router, Schema

from kesos.audit import queries
from kesos.audit.wording import who, wording
from kesos.foundation.region_code import with_dots
from kesos.ui.endpoints import Asked, needs
from kesos.ui.moments import Moment
from kesos.ui.pages import Page, Paging, next_mark

TRAIL = "audit.trail"
router = Router(tags=["Jejak"])


class EventRow(Schema):
    id: int
    at: datetime
    kind: Annotated[str, Field(examples=["registry.nik_opened"])]
    sentence: Annotated[str, Field(examples=["NIK lengkap dibuka. Alasan: mencocokkan KTP di loket."])]
    who: str
    subject: Annotated[str, Field(examples=["person:4711"])]
    region: Annotated[str, Field(examples=["35.71.03.1009"])]


class Fact(Schema):
    label: str
    value: str


class EventOne(EventRow):
    facts: list[Fact]


class Wanted(Schema):
    since: Moment | None = None
    until: Moment | None = None
    kind: Annotated[str, Field(max_length=80)] = ""
    actor: Annotated[str, Field(max_length=120, description="Nomor atau nama lengkap pelaku.")] = ""
    area: Annotated[str, Field(max_length=10, pattern=r"^[0-9]*$")] = ""
    subject: Annotated[str, Field(max_length=120)] = ""
    looks_only: Annotated[bool, Field(description="Hanya siapa melihat, mencari, atau mengunduh data siapa.")] = False


@router.get("/audit-events", response=Page[EventRow], operation_id="listAuditEvents", summary="Jejak kegiatan")
@needs(queries.VIEW)
def trail(request: Asked, wanted: Query[Wanted], paging: Query[Paging]) -> dict[str, object]:
    """Kejadian di wilayah wewenang, yang terbaru lebih dahulu."""
    read = queries.access_log if wanted.looks_only else queries.search
    asked = queries.Wanted(**wanted.dict(exclude={"looks_only"}))
    after = paging.after(TRAIL)
    found = read(request.actor, asked, after=str(after[0]) if after else "", limit=paging.limit)
    following = next_mark(TRAIL, [found.after]) if found.after else None
    return {"items": [EventRow.from_orm(row) for row in found.rows], "next": following}


@router.get("/audit-events/{int:event_id}", response=EventOne, operation_id="getAuditEvent", summary="Satu kejadian")
@needs(queries.VIEW)
def one(request: Asked, event_id: int) -> EventOne:
    """Satu kejadian dengan rinciannya dan tempatnya dalam rantai."""
    event = queries.event(request.actor, event_id)
    return EventOne(
        id=event.id, at=event.at, kind=event.kind, sentence=wording(event), who=who(event), subject=event.subject,
        region=with_dots(event.region_code),
        facts=[Fact(label=label, value=value) for label, value in queries.facts(event)],
    )  # fmt: skip
