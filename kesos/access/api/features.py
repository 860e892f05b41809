"""What a kab/kota has switched off, by a program."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Router, Schema, Status

from kesos.access.queries import features as queries
from kesos.access.services import features as services
from kesos.access.services.limits import MANAGE
from kesos.ui.endpoints import Asked, needs, now
from kesos.ui.moments import Moment

router = Router(tags=["Ketentuan"])


class SwitchedOff(Schema):
    region_code: str
    valid_from: datetime
    valid_to: datetime | None
    reason: str


class FeatureOut(Schema):
    key: Annotated[str, Field(examples=["peta"])]
    label: str
    about: str
    off: Annotated[list[SwitchedOff], Field(description="Di mana mati sekarang atau nanti; kosong: menyala.")]


class FeatureLossOut(Schema):
    title: str
    roles: list[tuple[str, int]]


class SwitchIn(Schema):
    region_code: Annotated[str, Field(max_length=13, examples=["3571"])]
    on: bool
    valid_from: Annotated[Moment | None, Field(description="Mati mulai; kosong: sekarang.")] = None
    reason: Annotated[str, Field(max_length=300)]


@router.get("/features", response=list[FeatureOut], operation_id="listFeatures", summary="Fitur wilayah")
@needs(MANAGE)
def listed(request: Asked) -> list[FeatureOut]:
    """Setiap fitur, dan di mana ia mati dalam wilayah pemilik token."""
    return [
        FeatureOut(
            key=row.feature.key, label=row.feature.label, about=row.feature.about,
            off=[SwitchedOff.from_orm(each) for each in row.off],
        )
        for row in queries.rows(request.actor, MANAGE, at=now())
    ]  # fmt: skip


@router.get(
    "/features/{key}/losses", response=list[FeatureLossOut], operation_id="previewFeatureLosses",
    summary="Akibat mematikan fitur",
)  # fmt: skip
@needs(MANAGE)
def losses(request: Asked, key: str, region_code: str) -> list[FeatureLossOut]:
    """Layar yang hilang di satu kabupaten/kota, dan berapa orang yang kehilangannya menurut peran."""
    request.actor.require(MANAGE, region_code)
    return [FeatureLossOut.from_orm(each) for each in queries.losses(key, region_code, at=now())]


@router.post(
    "/features/{key}", response={204: None}, operation_id="switchFeature", summary="Matikan atau nyalakan fitur"
)
@needs(MANAGE)
def switch(request: Asked, key: str, body: SwitchIn) -> Status[None]:
    """Dimatikan mulai suatu saat, atau dinyalakan sekarang; data yang sudah ada tetap tersimpan."""
    at = now()
    which = {"feature": key, "region_code": body.region_code, "reason": body.reason}
    if body.on:
        services.switch_on(**which, by=request.actor, at=at)
    else:
        services.switch_off(**which, valid_from=body.valid_from or at, by=request.actor, at=at)
    return Status(204, None)
