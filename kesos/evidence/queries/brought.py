"""What is odd about a photo and a point that somebody brought who keeps no house's record: a citizen's report."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from kesos.access import settings_store
from kesos.bulk.sql import row
from kesos.database.acting import acting
from kesos.evidence.camera import taken_by
from kesos.evidence.fingerprint import ALIKE_BITS, fingerprint
from kesos.evidence.queries.checks import FAR, SLACK, SQL, apart, day_told
from kesos.files import disk
from kesos.files.pictures import Facts
from kesos.files.services import Photo
from kesos.foundation.actor import SYSTEM

OLD_DAYS = 30


def remarks(
    *, photo: Photo, mark: str, latitude: Decimal | None, longitude: Decimal | None, region_code: str,
    family_id: int | None, at: datetime,
) -> list[str]:  # fmt: skip
    """Sentences for whoever looks into it; none names another family, or says where the camera was.

    `mark` is the sha256 of the file as it was sent.
    """
    facts = photo.facts
    with disk.at_hand(photo.file.key, disk.THUMBNAIL) as small:
        seen_as = fingerprint(small)
    told = {
        "latitude": latitude, "longitude": longitude, "region": region_code, "family": family_id,
        "camera_latitude": facts.latitude, "camera_longitude": facts.longitude, "mark": mark, "bits": ALIKE_BITS,
        "fingerprint": seen_as,
    }  # fmt: skip
    with acting(SYSTEM):
        from_point, camera_outside, point_outside = row(SQL["brought"], told) or (None, None, None)
        seen = row(SQL["seen_before"], told)
    far, slack = settings_store.number(FAR, at=at), settings_store.number(SLACK, at=at)
    found = _of_time(facts, at)
    if from_point is not None and from_point > far:
        found.append(f"Menurut kamera, foto diambil {apart(from_point)} dari titik yang disebut.")
    if camera_outside is not None and camera_outside > slack:
        found.append(f"Menurut kamera, foto diambil {apart(camera_outside)} di luar batas kelurahan ini.")
    if point_outside is not None and point_outside > slack:
        found.append(f"Titik yang disebut {apart(point_outside)} di luar batas kelurahan ini. Batasnya hanya petunjuk.")
    if seen:
        how, whose = ("sama persis" if seen[0] else "sangat mirip"), ("ini" if seen[1] else "lain")
        found.append(f"Foto yang {how} sudah tersimpan untuk rumah keluarga {whose}.")
    return found


def _of_time(facts: Facts, at: datetime) -> list[str]:
    taken = taken_by(facts, at)
    if taken is None or (at - taken).days <= OLD_DAYS:
        return []
    return [f"Menurut kamera, foto dari {day_told(timezone.localdate(taken))}."]
