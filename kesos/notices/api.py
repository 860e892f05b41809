"""One's own notices, for programs."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Query, Router, Schema

from kesos.notices import queries, services
from kesos.ui.endpoints import Asked, now, signed_in
from kesos.ui.pages import Page, Paging, page

MINE = "notices.mine"
router = Router(tags=["Pemberitahuan"])


class NoticeOut(Schema):
    id: int
    subject: str
    body: str
    link: str
    created_at: datetime
    read_at: datetime | None


class UpTo(Schema):
    up_to: Annotated[int, Field(description="Sampai dengan pemberitahuan bernomor ini.")]


class Unread(Schema):
    unread: Annotated[int, Field(description="Paling banyak 100 dihitung.")]


@router.get("/notices", response=Page[NoticeOut], operation_id="listNotices", summary="Pemberitahuan")
@signed_in
def mine(request: Asked, paging: Query[Paging]) -> dict[str, object]:
    """Pemberitahuan bagi pemilik token, yang terbaru lebih dahulu."""
    rows = queries.latest(request.actor, limit=paging.limit + 1, before=paging.after_id(MINE) or None)
    return page(rows, of=MINE, limit=paging.limit, mark=lambda row: [row.pk], show=NoticeOut.from_orm)


@router.post("/notices/read", response=Unread, operation_id="readNotices", summary="Tandai sudah dibaca")
@signed_in
def read(request: Asked, body: UpTo) -> Unread:
    """Pemberitahuan sendiri sampai nomor itu; jawabannya berapa yang belum dibaca."""
    services.mark_read(by=request.actor, at=now(), up_to=body.up_to)
    return Unread(unread=queries.unread(request.actor))
