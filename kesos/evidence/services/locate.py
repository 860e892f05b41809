"""Say where a house stands: by the device before it, by the map, by numbers; or why there is no point."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.evidence.models import HousePoint
from kesos.evidence.models.points import MOST_METRES
from kesos.evidence.queries.reach import RECORD, held_family
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused
from kesos.registry.models import Family
from kesos.registry.services.place_family import place_family

_SIXTH = Decimal("0.000001")
WRONG = (
    "Titik rumah belum benar: lintang antara −11,5 dan 6,5, bujur antara 94,5 dan 141,5; ketelitian dalam meter, "
    f"paling besar {MOST_METRES}."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of the place; numbers for any way but `none`, a reason for that one."""

    how: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    accuracy_m: int | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """`created` is False where it stood so already."""

    point: HousePoint
    created: bool


@transaction.atomic
def locate(*, family_id: int, told: Told, by: Actor, at: datetime) -> Located:
    """The registry's position follows, with its history. Raises NotFound, NotAllowed, Refused."""
    with acting(by):
        family = held_family(by, family_id)
        by.require(RECORD, family.region_id)
        said = sound(told)
        here = HousePoint.objects.filter(family=family, region_code=family.region_id, is_current=True)
        before = here.first()
        if before is not None and (_said(before) == said or _merely_repeated(before, said)):
            return Located(before, created=False)
        here.update(is_current=False)
        point = HousePoint.objects.create(
            family=family, region_code=family.region_id, how=said.how, latitude=said.latitude,
            longitude=said.longitude, accuracy_m=said.accuracy_m, reason=said.reason, note=said.note,
            by_user_id=by.user_id, by_name=by.name, recorded_at=at,
        )  # fmt: skip
        _follow(family, point, by, at)
        audit.record(
            "evidence.located", by=by, at=at, subject=f"family:{family.pk}", region_code=family.region_id,
            how=point.get_how_display(), reason=f", {point.get_reason_display().lower()}" if point.reason else "",
        )  # fmt: skip
        return Located(point, created=True)


def _merely_repeated(before: HousePoint, said: Told) -> bool:
    """A form that shows the numbers sends them back: nobody has measured or pointed anew."""
    return said.how == HousePoint.How.TYPED and (before.latitude, before.longitude) == (said.latitude, said.longitude)


def point_of(text: str) -> Told:
    """«-7.8166,112.0114,8» as papers and programs write a point. Raises Refused."""
    latitude, longitude, accuracy, *_ = [*(number_written(part) for part in text.split(",")), None, None, None]
    if accuracy:
        return Told(HousePoint.How.DEVICE, latitude, longitude, int(accuracy))
    return Told(HousePoint.How.TYPED, latitude, longitude)


def number_written(text: str) -> Decimal | None:
    """A number with a decimal comma or point and any minus; None without one. Raises Refused."""
    written = text.strip().replace(",", ".").replace("−", "-")
    if not written:
        return None
    try:
        number = Decimal(written[:20])
    except InvalidOperation as wrong:
        raise Refused(WRONG, code="point_wrong", field="latitude") from wrong
    # «1e99999999» is finite, and would be a whole number of a hundred million digits
    if not number.is_finite() or number.adjusted() > 6:
        raise Refused(WRONG, code="point_wrong", field="latitude")
    return number


def _follow(family: Family, point: HousePoint, by: Actor, at: datetime) -> None:
    place_family(
        family=family, latitude=point.latitude, longitude=point.longitude, accuracy_m=point.accuracy_m,
        told=f"Titik rumah {point.get_how_display()}, {by.name or 'petugas'}", by=by, at=at,
    )  # fmt: skip


def sound(told: Told) -> Told:
    """As it is kept. Raises Refused."""
    if told.how not in HousePoint.How.values:
        raise Refused("Pilih bagaimana titiknya didapat.", code="point_wrong", field="how")
    note = " ".join(told.note.split())[:300]
    if told.how == HousePoint.How.NONE:
        if told.reason not in HousePoint.Reason.values:
            raise Refused("Pilih mengapa titik rumah tidak dicatat.", code="reason_missing", field="reason")
        if told.reason == HousePoint.Reason.OTHER and len(note) < 5:
            raise Refused("Tuliskan alasannya, paling sedikit lima huruf.", code="reason_missing", field="note")
        return Told(told.how, reason=told.reason, note=note)
    if told.latitude is None or told.longitude is None:
        raise Refused(WRONG, code="point_wrong", field="latitude")
    if not (
        told.latitude.is_finite() and told.longitude.is_finite()
        and Decimal("-11.5") <= told.latitude <= Decimal("6.5")
        and Decimal("94.5") <= told.longitude <= Decimal("141.5")
    ):  # fmt: skip
        raise Refused(WRONG, code="point_wrong", field="latitude")
    accuracy = told.accuracy_m if told.how == HousePoint.How.DEVICE else None
    if accuracy is not None and not 0 <= accuracy <= MOST_METRES:
        raise Refused(WRONG, code="point_wrong", field="accuracy_m")
    return Told(told.how, told.latitude.quantize(_SIXTH), told.longitude.quantize(_SIXTH), accuracy, note=note)


def _said(point: HousePoint) -> Told:
    return Told(point.how, point.latitude, point.longitude, point.accuracy_m, point.reason, point.note)
