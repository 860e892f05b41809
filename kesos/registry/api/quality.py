"""How current the data are, for programs."""

from datetime import date, datetime, timedelta
from typing import Annotated

from ninja import Field, Query, Router, Schema

from kesos.access import settings_store
from kesos.foundation.errors import Refused
from kesos.registry.queries.people import VIEW
from kesos.registry.queries.quality import OLD, per_village
from kesos.ui.endpoints import Asked, needs, now

router = Router(tags=["Orang dan keluarga"])
Place = Annotated[str, Query(max_length=10, pattern="^[0-9]*$", description="Paling luas satu kabupaten/kota.")]


class Village(Schema):
    code: Annotated[str, Field(examples=["3571031009"])]
    name: Annotated[str, Field(examples=["Bawang"])]
    people: int
    oldest: Annotated[date | None, Field(description="Tanggal keadaan data yang tertua.")]
    newest: date | None
    old: Annotated[int, Field(description="Warga yang datanya lebih tua daripada batas.")]
    families: int
    unvisited: int
    open_tasks: Annotated[int, Field(description="Tugas identitas yang terbuka.")]
    unlike: Annotated[int, Field(description="Warga yang berbeda dengan data kependudukan.")]
    waiting_since: datetime | None


class CityNotChosen(Refused):
    code, status = "city_not_chosen", 422


@router.get("/data-quality", response=list[Village], operation_id="getDataQuality", summary="Mutu data")
@needs(VIEW)
def quality(request: Asked, place: Place = "") -> list[Village]:
    """Umur data dan kesalahan yang terbuka di tiap kelurahan; lebih luas dari satu kabupaten/kota ditolak."""
    at = now()
    old_after = timedelta(days=settings_store.number(OLD, at=at))
    found = per_village(request.actor, place=place, old_after=old_after, at=at)
    if found is None:
        raise CityNotChosen("Pilih satu kabupaten/kota pada `place`.", field="place")
    return [Village.from_orm(each) for each in found]
