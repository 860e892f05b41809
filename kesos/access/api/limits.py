"""Dated limits by a program: what holds, and a new value from a moment on."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Router, Schema

from kesos.access.queries import limits
from kesos.access.services.limits import MANAGE, set_limit
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.moments import Moment

router = Router(tags=["Ketentuan"])


class LimitOut(Schema):
    key: Annotated[str, Field(examples=["api.requests_a_minute"])]
    label: str
    value: int | None
    since: datetime | None
    least: int
    most: int
    next_value: Annotated[int | None, Field(description="Nilai yang sudah diputuskan untuk kemudian.")]
    next_from: datetime | None


class LimitIn(Schema):
    key: Annotated[str, Field(max_length=60)]
    value: int
    valid_from: Annotated[Moment | None, Field(description="Kosong: sekarang. Tidak berlaku surut.")] = None


@router.get("/limits", response=list[LimitOut], operation_id="listLimits", summary="Ketentuan")
@needs(MANAGE)
def listed(request: Asked) -> list[LimitOut]:
    """Setiap batas dengan nilainya sekarang, batas kewajarannya, dan nilai yang akan datang."""
    return [LimitOut.from_orm(each) for each in limits.rows(at=now())]


@router.post("/limits", response=list[LimitOut], operation_id="setLimit", summary="Ubah ketentuan")
@needs(MANAGE)
def change(request: Asked, body: LimitIn) -> list[LimitOut]:
    """Nilai baru sejak suatu saat, untuk seluruh Indonesia; nilai lama tetap terbaca."""
    at = now()
    set_limit(key=body.key, value=body.value, valid_from=body.valid_from or at, by=request.actor, at=at)
    return listed(request)
