"""The local score's weights, and «bagaimana jika», by a program."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.utils import timezone
from ninja import Field, Router, Schema

from kesos.access.settings_store import least_shown
from kesos.foundation.errors import NotFound
from kesos.programmes.features import SCORE
from kesos.programmes.queries import score, what_if
from kesos.programmes.queries.score import Weight
from kesos.programmes.queries.what_if import Answer
from kesos.programmes.services import scores
from kesos.ui.endpoints import Asked, needs, now

router = Router(tags=["Skor lokal"])
City = Annotated[str, Field(pattern="^[0-9]{4}$", description="Kode kabupaten/kota.", examples=["3571"])]
Weights = Annotated[
    dict[str, Annotated[Decimal, Field(ge=-100, le=100, max_digits=5, decimal_places=2)]],
    Field(description="Bobot menurut butir.", examples=[{"lone_elderly": "3.5"}]),
]
Hidden = Annotated[int | None, Field(description="null: disembunyikan, karena di bawah 5 atau membuka angka itu.")]


class WeightOut(Schema):
    item: str
    label: str
    weight: Decimal
    is_own: Annotated[bool, Field(description="Ditetapkan kabupaten/kota ini sendiri.")]
    basis: str
    since: date | None


class WeightsIn(Schema):
    city: City
    weights: Weights
    basis: Annotated[str, Field(max_length=500)]
    valid_from: date


class WhatIfIn(Schema):
    programme: Annotated[str, Field(max_length=16, examples=["PBPU-PEMDA"])]
    city: City
    weights: Weights = {}
    decile_most: Annotated[int | None, Field(ge=1, le=10)] = None
    places: Annotated[int | None, Field(ge=0)] = None
    budget: Annotated[int | None, Field(ge=0, description="Rupiah setahun, ganti dari jumlah tempat.")] = None


class LineOut(Schema):
    name: str
    enter: Hidden
    leave: Hidden


class TableOut(Schema):
    title: str
    lines: list[LineOut]


class WhatIfOut(Schema):
    places_now: int
    places_then: int
    enter: Hidden
    leave: Hidden
    tables: list[TableOut]


@router.get("/score-weights/{city}", response=list[WeightOut], operation_id="getScoreWeights", summary="Bobot")
@needs(scores.SET, feature=SCORE)
def weights(request: Asked, city: str) -> list[Weight]:
    """Bobot skor lokal yang berlaku hari ini di satu kabupaten/kota."""
    if not request.actor.may(scores.SET, city):
        raise NotFound("Kabupaten/kota ini tidak ditemukan di wilayah Anda.")
    return score.weights(city, on=timezone.localdate(now()))


@router.post("/score-weights", response=list[WeightOut], operation_id="setScoreWeights", summary="Ubah bobot")
@needs(scores.SET, feature=SCORE)
def set_weights(request: Asked, body: WeightsIn) -> list[Weight]:
    """Bobot baru sejak suatu hari; yang menunggu dihitung lagi. Skor lokal bukan desil."""
    scores.set_weights(**body.dict(), by=request.actor, at=now())
    return score.weights(body.city, on=timezone.localdate(now()))


@router.post("/what-if", response=WhatIfOut, operation_id="askWhatIf", summary="Bagaimana jika")
@needs(what_if.RUN, feature=SCORE)
def ask(request: Asked, body: WhatIfIn) -> dict[str, object]:
    """Siapa masuk dan siapa keluar bila bobot, batas, atau tempat lain; angka saja, tidak ada yang disimpan."""
    answer: Answer = what_if.compare(
        request.actor, what_if.Asked(**body.dict()), on=timezone.localdate(now()), least=least_shown(now())
    )
    tables = [
        {"title": t.title, "lines": [{"name": n, "enter": e, "leave": g} for n, e, g in t.lines]} for t in answer.tables
    ]
    return {
        "places_now": answer.places_now, "places_then": answer.places_then, "enter": answer.enter,
        "leave": answer.leave, "tables": tables,
    }  # fmt: skip
