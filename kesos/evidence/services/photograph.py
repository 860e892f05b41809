"""Keep one photo of one side of a house; the one before it stays, as an earlier one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.evidence.fingerprint import fingerprint
from kesos.evidence.models import HousePhoto
from kesos.evidence.queries.reach import RECORD, held_family
from kesos.files import disk
from kesos.files import services as files
from kesos.files.file_kinds import IMAGES, FileKind, register
from kesos.files.pictures import Facts
from kesos.foundation.actor import Actor
from kesos.foundation.errors import Refused

KIND = "house_photo"
register(FileKind(KIND, "Foto rumah", IMAGES, "house_photo", 25 * 1024 * 1024))
_PIECE = 1024 * 1024
_EARLIEST_YEAR = 2005  # a camera whose clock was never set writes an earlier one


class PhotoUsedBefore(Refused):
    """This very file was sent for this family before, and is no longer or never was the photo of this side."""

    code = "photo_used_before"


@dataclass(frozen=True, slots=True)
class Kept:
    """`created` is False where the same file was the current photo already."""

    photo: HousePhoto
    created: bool


@transaction.atomic
def photograph(*, family_id: int, view: str, data: BinaryIO, name: str, by: Actor, at: datetime) -> Kept:
    """Raises NotFound, NotAllowed, PhotoUsedBefore, and what `files.put_photo` refuses; nothing is kept then."""
    if view not in HousePhoto.View.values:
        raise Refused("Pilih sisi rumah yang difoto.", code="view_unknown", field="view")
    with acting(by):
        # two uploads for one family go one after the other: the second is judged beside the first
        family = held_family(by, family_id)
        by.require(RECORD, family.region_id)
        mark = _mark(data)
        if sent := HousePhoto.objects.filter(family=family, upload_sha256=mark).select_related("file").first():
            return Kept(_again(sent, view, family.region_id), created=False)
        kept = files.put_photo(data=data, name=name, kind=KIND, region_code=family.region_id, by=by, at=at)
        try:
            with transaction.atomic(), disk.at_hand(kept.file.key, disk.THUMBNAIL) as small:
                HousePhoto.objects.filter(
                    family=family, view=view, region_code=family.region_id, is_current=True
                ).update(is_current=False)
                photo = HousePhoto.objects.create(
                    family=family, region_code=family.region_id, view=view, file=kept.file, upload_sha256=mark,
                    fingerprint=fingerprint(small),
                    taken_at=_taken(kept.facts, at), by_user_id=by.user_id, by_name=by.name, stored_at=at,
                    **_position(kept.facts),
                )  # fmt: skip
        except IntegrityError as clash:
            disk.remove(kept.file.key)
            raise PhotoUsedBefore(
                "Foto ini sudah pernah dipakai untuk keluarga ini. Ambil foto yang baru, lalu unggah."
            ) from clash
        except BaseException:
            disk.remove(kept.file.key)
            raise
        audit.record(
            "evidence.photographed", by=by, at=at, subject=f"family:{family.pk}", region_code=family.region_id,
            view=photo.get_view_display(), photo=photo.pk,
        )  # fmt: skip
        return Kept(photo, created=True)


def _again(sent: HousePhoto, view: str, region_code: str) -> HousePhoto:
    if sent.is_current and sent.view == view and sent.region_code == region_code:
        return sent
    if sent.is_current and sent.region_code == region_code:
        raise PhotoUsedBefore(
            f"Foto ini sudah menjadi foto sisi «{sent.get_view_display()}». Ambil foto lain untuk sisi ini.",
            field="file",
        )
    raise PhotoUsedBefore(
        f"Foto ini sudah diunggah {timezone.localtime(sent.stored_at):%d-%m-%Y} dan sudah diganti. "
        "Ambil foto yang baru, lalu unggah.",
        field="file",
    )


def _mark(data: BinaryIO) -> str:
    """Of the file as it was sent, before anything is taken out of it."""
    mark = hashlib.sha256()
    data.seek(0)
    while piece := data.read(_PIECE):
        mark.update(piece)
    data.seek(0)
    return mark.hexdigest()


def _taken(facts: Facts, at: datetime) -> datetime | None:
    """Cameras know no zone: it is the one of the office. A clock that was never set, or runs ahead, tells nothing."""
    if facts.taken_at is None or facts.taken_at.year < _EARLIEST_YEAR:
        return None
    taken = timezone.make_aware(facts.taken_at)
    return taken if taken <= at + timedelta(days=1) else None


def _position(facts: Facts) -> dict[str, Decimal]:
    if facts.latitude is None or facts.longitude is None:
        return {}
    return {
        "camera_latitude": Decimal(f"{facts.latitude:.6f}"),
        "camera_longitude": Decimal(f"{facts.longitude:.6f}"),
    }
