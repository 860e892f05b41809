"""Uploads made on the fly."""

import io
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kesos.database.acting import acting
from kesos.files import services
from kesos.foundation.actor import Actor

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
BAWANG, NGAMPEL, KEDIRI = "3571031009", "3571021003", "3571"
OPERATOR = Actor(user_id=7, grants=frozenset({("file.view", BAWANG)}))
COLLEAGUE = Actor(user_id=8, grants=frozenset({("file.view", BAWANG)}))
NEIGHBOUR = Actor(user_id=9, grants=frozenset({("file.view", NGAMPEL)}))
OFFICE = Actor(user_id=10, grants=frozenset({("file.view", KEDIRI)}))
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def photo(size: tuple[int, int] = (3000, 1500), *, orientation: int = 1, gps: bool = True, form: str = "JPEG") -> bytes:
    """A picture with all the metadata a telephone writes: position, owner, time, comment, thumbnail."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1] // 2))  # the corner that tells which way is up
    exif = picture.getexif()
    exif[0x0112] = orientation
    exif[0x010F] = "RAHASIA-KAMERA"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 08:15:30"
    if gps:
        exif.get_ifd(0x8825).update({1: "S", 2: (7.0, 49.0, 12.0), 3: "E", 4: (112.0, 1.0, 30.0)})
    out = io.BytesIO()
    text = PngInfo()
    text.add_text("Comment", "RAHASIA-KAMERA")
    more = {"pnginfo": text} if form == "PNG" else {"comment": b"RAHASIA-KAMERA"} if form == "JPEG" else {}
    if form == "MPO":  # two pictures in one file, as some telephones write portraits
        more = {"save_all": True, "append_images": [picture.copy()]}
    picture.save(out, form, exif=exif, xmp=b"<x>RAHASIA-KAMERA</x>", **more)
    return out.getvalue()


def put(content: bytes, *, name: str = "a.jpg", kind: str = "photo", region: str = BAWANG, by: Actor = OPERATOR):
    with acting(by):
        return services.put(data=io.BytesIO(content), name=name, kind=kind, region_code=region, by=by, at=AT)


def on_disk(media: Path) -> list[Path]:
    return sorted(path for path in media.rglob("*") if path.is_file())
