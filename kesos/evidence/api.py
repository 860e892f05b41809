"""Photos and points of houses, and the map of a kelurahan, for programs: the same services as the screens."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, BinaryIO, Literal, cast

from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from kesos.evidence.features import MAP
from kesos.evidence.models import HousePhoto
from kesos.evidence.queries import village as villages
from kesos.evidence.queries.house import house
from kesos.evidence.queries.reach import RECORD, VIEW
from kesos.evidence.services.locate import Told, locate
from kesos.evidence.services.photograph import photograph
from kesos.ui.endpoints import Asked, needs, now

router = Router(tags=["Rumah"])
Side = Literal["front", "side", "inside", "kitchen", "toilet"]


class PhotoIn(Schema):
    view: Annotated[Side, Field(description="Sisi rumah; `front` wajib untuk usulan.")] = "front"


class PhotoOut(Schema):
    id: int
    view: str
    file_key: Annotated[str, Field(description="Isinya lewat getFile.")]
    taken_at: Annotated[datetime | None, Field(description="Waktu menurut kamera, bila ada.")]
    stored_at: datetime
    by_name: str
    is_current: bool


class PointIn(Schema):
    """Lintang dan bujur, atau `none` dengan alasannya."""

    how: Annotated[Literal["device", "map", "typed", "none"], Field(examples=["device"])]
    latitude: Annotated[Decimal | None, Field(ge=-90, le=90, examples=["-7.862654"])] = None
    longitude: Annotated[Decimal | None, Field(ge=-180, le=180, examples=["112.061103"])] = None
    accuracy_m: Annotated[int | None, Field(ge=0, description="Hanya dari perangkat; paling besar 5000.")] = None
    reason: Annotated[
        str, Field(max_length=10, description="no_signal, unwilling, no_house, unreached, other; untuk `none`.")
    ] = ""
    note: Annotated[str, Field(max_length=300)] = ""


class PointOut(Schema):
    how: str
    latitude: Decimal | None
    longitude: Decimal | None
    accuracy_m: int | None
    reason: str
    note: str
    by_name: str
    recorded_at: datetime


class HouseCheckOut(Schema):
    code: Annotated[str, Field(examples=["point_outside"])]
    weight: Annotated[str, Field(description="missing, odd, note", examples=["odd"])]
    detail: str


class HouseOut(Schema):
    family_id: int
    latitude: Decimal | None
    longitude: Decimal | None
    accuracy_m: int | None
    photos: Annotated[list[PhotoOut], Field(description="Yang berlaku dan yang terdahulu.")]
    point: PointOut | None
    checks: Annotated[list[HouseCheckOut], Field(description="Untuk diperiksa orang; tidak memutus apa pun.")]


class VillageMap(Schema):
    """Titik sebagai kolom angka bulat: tempat = (south + lat[i]) / grain, (west + lon[i]) / grain."""

    region_code: str
    name: str
    total: int
    grain: int
    south: int
    west: int
    ids: Annotated[list[int], Field(description="Nomor keluarga: yang pertama, lalu selisih dengan sebelumnya.")]
    lat: list[int]
    lon: list[int]
    states: Annotated[str, Field(description="Satu angka tiap titik: kedudukan dalam `state_codes`.")]
    state_codes: list[str]


@router.get("/families/{int:family_id}/house", response=HouseOut, operation_id="getHouse", summary="Foto dan titik")
@needs(VIEW)
def one(request: Asked, family_id: int) -> HouseOut:
    """Foto dan titik rumah satu keluarga, dan apa yang perlu diperiksa padanya."""
    return _told(request, family_id)


@router.post(
    "/families/{int:family_id}/photos", response={201: PhotoOut, 200: PhotoOut}, operation_id="addHousePhoto",
    summary="Simpan foto rumah",
)  # fmt: skip
@needs(RECORD)
def photographed(request: Asked, family_id: int, form: Form[PhotoIn], file: File[UploadedFile]) -> Status[PhotoOut]:
    """JPG, PNG, WebP, atau HEIC; metadata dibaca lalu dihapus. Foto yang sama sekali lagi tidak mengubah apa pun."""
    kept = photograph(
        family_id=family_id, view=form.view, data=cast(BinaryIO, file), name=file.name or "rumah", by=request.actor,
        at=now(),
    )  # fmt: skip
    return Status(201 if kept.created else 200, _photo(kept.photo))


@router.post(
    "/families/{int:family_id}/point", response={201: PointOut, 200: PointOut}, operation_id="setHousePoint",
    summary="Catat titik rumah",
)  # fmt: skip
@needs(RECORD)
def located(request: Asked, family_id: int, body: PointIn) -> Status[PointOut]:
    """Titik baru menggantikan yang lama, yang tersimpan sebagai riwayat; titik yang sama tidak mengubah apa pun."""
    made = locate(family_id=family_id, told=Told(**body.dict()), by=request.actor, at=now())
    return Status(201 if made.created else 200, PointOut.from_orm(made.point))


@router.get("/village-map", response=VillageMap, operation_id="getVillageMap", summary="Peta satu kelurahan")
@needs(VIEW, feature=MAP)
def mapped(
    request: Asked,
    region_code: Annotated[str, Query(max_length=10, pattern="^[0-9]*$")],
    state: Annotated[str, Query(max_length=10, description="Hanya keadaan ini.")] = "",
    rw: Annotated[str, Query(max_length=3)] = "",
) -> dict[str, Any]:
    """Titik rumah keluarga satu kelurahan dengan keadaannya dalam bantuan; tanpa nama dan tanpa nomor."""
    found = villages.village(request.actor, region_code, villages.Narrowed(state, rw))
    return {
        "region_code": region_code,
        "name": found.region.name,
        "total": found.total,
        "state_codes": list(villages.STATES),
        **villages.of_points(found),
    }


def _told(request: Asked, family_id: int) -> HouseOut:
    found = house(request.actor, family_id, at=now(), with_earlier=True)
    family = found.family
    photos = [*found.photos, *found.earlier] if found.may_see else []
    return HouseOut(
        family_id=family.pk, latitude=family.latitude, longitude=family.longitude,
        accuracy_m=family.position_accuracy_m, photos=[_photo(each) for each in photos],
        point=PointOut.from_orm(found.point) if found.point else None,
        checks=[HouseCheckOut(code=each.code, weight=each.weight, detail=each.sentence) for each in found.checks],
    )  # fmt: skip


def _photo(photo: HousePhoto) -> PhotoOut:
    return PhotoOut(
        id=photo.pk, view=photo.view, file_key=str(photo.file_id), taken_at=photo.taken_at, stored_at=photo.stored_at,
        by_name=photo.by_name, is_current=photo.is_current,
    )  # fmt: skip
