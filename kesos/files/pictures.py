"""Photos: decoded and encoded anew, which leaves all metadata behind; position and time are told to the caller."""

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pi_heif
from pi_heif.as_plugin import HeifImageFile
from PIL import (
    ExifTags,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from kesos.files.content import BadFile
from kesos.files.disk import refusing_a_full_disk
from kesos.files.file_kinds import JPEG, PNG

MOST_PIXELS = 64_000_000  # a telephone's largest; a JPEG of that size is decoded at a fraction of it
MOST_PIXELS_AT_ONCE = 25_000_000  # formats that must be decoded whole
LONGEST_SIDE, THUMBNAIL_SIDE = 2048, 320
ENOUGH = 2000  # a JPEG of 4000 pixels, as most telephones make, is decoded at half its size, which is most of the work
_QUALITY = 85
pi_heif.register_heif_opener()
# named by their plugins, which are thereby loaded; no other decoder of the library is ever offered a byte
# (a telephone's double JPEG, MPO, is opened by the JPEG one)
_FORMATS = [
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
        HeifImageFile,
    )
]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the camera wrote into the file before we removed it. The time has no zone: cameras know none."""

    latitude: float | None = None
    longitude: float | None = None
    taken_at: datetime | None = None


def reencoded(source: Path, target: Path, thumbnail: Path) -> tuple[str, Facts]:
    """The media type written and what the camera told. Raises BadFile for what is no sound picture."""
    with _opened(source) as picture:
        facts = _facts(picture)
        _bounded(picture)
        longest = max(picture.size)
        picture.draft("RGB", (picture.width * ENOUGH // longest, picture.height * ENOUGH // longest))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC)
        # a scan with transparency or few colours stays sharp as PNG; everything else is a photo
        drawn = picture.format == "PNG" and (upright.mode in ("1", "L", "P", "LA") or "A" in upright.mode)
        clean = _pixels_only(upright, "RGBA" if drawn and "A" in upright.mode else "RGB")
        with refusing_a_full_disk():
            if drawn:
                clean.save(target, "PNG", optimize=True)
            else:
                # tables fitted to each picture save an eighth of the bytes and cost more than the encoding itself
                clean.save(target, "JPEG", quality=_QUALITY)
            clean.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), reducing_gap=1.0)
            clean.convert("RGB").save(thumbnail, "JPEG", quality=75)
    return (PNG if drawn else JPEG), facts


def _pixels_only(turned: Image.Image, mode: str) -> Image.Image:
    """A picture without what its file said besides: no EXIF, XMP, ICC, comment or text chunk can come along.

    `turned` is a copy already and knows no file; what a writer could take from it stands in `info` alone.
    """
    bare = turned if turned.mode == mode else turned.convert(mode)
    bare.info = {}
    return bare


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)  # odd EXIF; we drop it anyway
            with Image.open(source, formats=_FORMATS) as picture:
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise BadFile(_TOO_MANY, code="picture_too_large") from bomb
    except (UnidentifiedImageError, SyntaxError, EOFError, ValueError, IndexError, TypeError, RuntimeError) as broken:
        raise BadFile(_BROKEN, code="picture_broken") from broken
    except OSError as broken:
        if broken.errno is not None:
            raise
        raise BadFile(_BROKEN, code="picture_broken") from broken


_TOO_MANY = "Gambar ini terlalu besar (lebih dari 64 megapiksel). Perkecil atau foto ulang, lalu unggah."
_BROKEN = "Gambar ini rusak atau tidak utuh. Foto atau pindai sekali lagi, lalu unggah."


def _bounded(picture: Image.Image) -> None:
    most = MOST_PIXELS if picture.format in ("JPEG", "MPO") else MOST_PIXELS_AT_ONCE
    if picture.width * picture.height > most:
        raise BadFile(_TOO_MANY.replace("64", str(most // 1_000_000)), code="picture_too_large")
    if min(picture.size) < 2:
        raise BadFile(_BROKEN, code="picture_broken")


def _facts(picture: Image.Image) -> Facts:
    try:
        exif = picture.getexif()
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        taken = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    except (ValueError, TypeError, KeyError, SyntaxError, OSError):
        return Facts()
    latitude = _degrees(place.get(2), place.get(1), "S", 90)
    longitude = _degrees(place.get(4), place.get(3), "W", 180)
    whole = latitude is not None and longitude is not None
    return Facts(latitude if whole else None, longitude if whole else None, _moment(taken))


def _degrees(parts: object, side: object, negative: str, most: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
        value = degrees + minutes / 60 + seconds / 3600
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not 0 <= value <= most:  # also where it is no number at all
        return None
    return round(-value if side == negative else value, 7)


def _moment(text: object) -> datetime | None:
    try:
        return datetime.strptime(str(text), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None
