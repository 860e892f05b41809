"""Houses of Kota Kediri in short words: who photographs them, and pictures that differ as houses do."""

import io
import random
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from PIL import Image, ImageDraw

from kesos.evidence.models import HousePhoto, HousePoint
from kesos.evidence.services.locate import Told, locate
from kesos.evidence.services.photograph import photograph
from kesos.foundation.actor import Actor
from kesos.registry.models import Family
from tests.registry.world import BAWANG, NGRONGGO, a_family, a_person

AT = datetime(2026, 11, 5, 2, tzinfo=UTC)
KEDIRI = "3571"
HELD = ("person.view", "file.view", "house.record")
INSIDE = (Decimal("-7.862654"), Decimal("112.061103"))  # certain to lie in Bawang
HEIC = Path(__file__).parent / "data" / "rumah.heic"


def somebody(*areas: str, user_id: int = 11, held: tuple[str, ...] = HELD, name: str = "Dwi Astutik") -> Actor:
    return Actor(user_id=user_id, name=name, grants=frozenset((p, a) for p in held for a in areas))


OPERATOR = somebody(BAWANG)
NEIGHBOUR = somebody(NGRONGGO, user_id=12, name="Wahyu")
OFFICE = somebody(KEDIRI, user_id=13, name="Rini")


def a_house(name: str = "SULASTRI", *, region: str = BAWANG) -> Family:
    return a_family(a_person(name, region=region), region=region)


def picture(
    seed: int = 1, *, size: tuple[int, int] = (1600, 1200), form: str = "JPEG", taken: str = "2026:11:04 08:15:30",
    place: tuple[float, float] | None = None, orientation: int = 1, quality: int = 90,
) -> bytes:  # fmt: skip
    """Another house for each seed; `place` is what the camera writes of its position."""
    chance = random.Random(seed)
    drawn = Image.new("RGB", (640, 480), (207, 224, 238))
    pen = ImageDraw.Draw(drawn)
    for _ in range(60):
        x, y = chance.randint(0, 600), chance.randint(0, 440)
        shade = tuple(chance.randint(20, 235) for _ in range(3))
        pen.rectangle((x, y, x + chance.randint(40, 200), y + chance.randint(40, 160)), fill=shade)
    drawn = drawn.resize(size)
    exif = drawn.getexif()
    exif[0x0112] = orientation
    exif[0x010F] = "RAHASIA-KAMERA"
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if place:
        exif.get_ifd(0x8825).update({
            1: "S" if place[0] < 0 else "N", 2: _parts(place[0]), 3: "E" if place[1] > 0 else "W", 4: _parts(place[1]),
        })  # fmt: skip
    out = io.BytesIO()
    drawn.save(out, form, exif=exif, **({"quality": quality} if form == "JPEG" else {}))
    return out.getvalue()


def _parts(value: float) -> tuple[float, float, float]:
    value = abs(value)
    return (int(value), int(value * 60) % 60, round(value * 3600 % 60, 3))


def shoot(
    family: Family, content: bytes | None = None, *, view: str = "front", by: Actor = OPERATOR, at: datetime = AT,
    name: str = "rumah.jpg",
) -> HousePhoto:  # fmt: skip
    data = io.BytesIO(content if content is not None else picture(family.pk))
    return photograph(family_id=family.pk, view=view, data=data, name=name, by=by, at=at).photo


def point(family: Family, *, how: str = "device", by: Actor = OPERATOR, at: datetime = AT, **more) -> HousePoint:
    if how != "none":
        more = {"latitude": INSIDE[0], "longitude": INSIDE[1], **more}
    return locate(family_id=family.pk, told=Told(how, **more), by=by, at=at).point
