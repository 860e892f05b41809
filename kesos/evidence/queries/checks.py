"""What is odd about a house's photo and point, in words. It is told to whoever judges, and decides nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from kesos.access import settings_store
from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.evidence.fingerprint import ALIKE_BITS
from kesos.evidence.models import HousePoint

SQL = statements("kesos.evidence", "sql/house.sql")
FAR, SLACK = "evidence.photo_far_metres", "evidence.boundary_slack_metres"


@dataclass(frozen=True, slots=True)
class Check:
    """`weight` is "missing", "odd" or "note"; `person_id` leads to the other family where it may be seen."""

    code: str
    weight: str
    sentence: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Stand:
    """A row of `stands`."""

    family_id: int
    region_code: str
    latitude: Any
    longitude: Any
    accuracy_m: int | None
    photo_id: int | None
    taken_at: datetime | None
    stored_at: datetime | None
    has_position: bool
    metres_apart: float | None
    camera_outside: float | None
    point_outside: float | None
    reason: str
    note: str
    had_photo: bool


def checks(family_ids: Iterable[int], *, since: date | None, at: datetime) -> dict[int, list[Check]]:
    """Of each of these families what is to be told, in two statements; families out of reach are left out.

    `since` is the first day of the period for which it is looked at: an older photo is told.
    """
    wanted = list(dict.fromkeys(family_ids))
    if not wanted:
        return {}
    stands = [_Stand(*told) for told in rows(SQL["stands"], {"families": wanted})]
    alike = _alike([one.photo_id for one in stands if one.photo_id is not None])
    far, slack = settings_store.number(FAR, at=at), settings_store.number(SLACK, at=at)
    return {
        one.family_id: [*_of_photo(one, since, far), *alike.get(one.photo_id or 0, []), *_of_point(one, slack)]
        for one in stands
    }


def _of_photo(one: _Stand, since: date | None, far: int) -> list[Check]:
    if one.photo_id is None or one.stored_at is None:
        told = "Belum ada foto depan rumah, dari atap sampai lantai."
        if one.had_photo:
            told = "Foto depan yang ada dari alamat sebelumnya; rumah yang sekarang belum difoto."
        return [Check("front_missing", "missing", told)]
    found = []
    day = timezone.localdate(one.taken_at or one.stored_at)
    if since is not None and day < since:
        found.append(
            Check(
                "photo_old", "odd", f"Foto depan dari {day_told(day)}, sebelum periode ini dimulai ({day_told(since)})."
            )
        )
    if one.taken_at is None:
        found.append(
            Check("photo_undated", "note", "Foto depan tidak membawa waktu kamera; yang dipakai hari unggahnya.")
        )
    if one.metres_apart is not None and one.metres_apart > far + (one.accuracy_m or 0):
        found.append(
            Check("photo_far", "odd", f"Menurut kamera, foto diambil {apart(one.metres_apart)} dari titik rumah.")
        )
    return found


def _of_point(one: _Stand, slack: int) -> list[Check]:
    if one.latitude is not None:
        outside = one.point_outside
        told = "Titik rumah {} di luar batas kelurahan ini. Batasnya hanya petunjuk; periksa alamat atau titiknya."
        if outside is None or outside <= slack + (one.accuracy_m or 0):
            return []
        return [Check("point_outside", "odd", told.format(apart(outside)))]
    reason = dict(HousePoint.Reason.choices).get(one.reason)
    if reason is None:
        found = [Check("point_missing", "missing", "Titik rumah belum dicatat.")]
    else:
        more = f" ({one.note})" if one.note else ""
        found = [Check("point_none", "note", f"Tanpa titik rumah: {str(reason).lower()}{more}.")]
    if one.camera_outside is not None and one.camera_outside > slack:
        told = f"Menurut kamera, foto diambil {apart(one.camera_outside)} di luar batas kelurahan ini."
        found.append(Check("photo_outside", "odd", told))
    return found


def _alike(photo_ids: list[int]) -> dict[int, list[Check]]:
    found = defaultdict[int, list[Check]](list)
    if not photo_ids:
        return found
    for photo, is_same, family, stored_at, person, name in rows(
        SQL["alike"], {"photos": photo_ids, "bits": ALIKE_BITS}
    ):
        what = "Foto yang sama persis" if is_same else "Foto yang sangat mirip"
        if family is None:
            who = "keluarga lain di luar wilayah Anda"
        else:
            who = f"keluarga {name or family} ({day_told(timezone.localdate(stored_at))})"
        told = f"{what} juga dipakai untuk {who}. Dua keluarga dapat tinggal serumah; pastikan."
        check = Check("photo_same" if is_same else "photo_alike", "odd", told, person)
        if check not in found[photo]:
            found[photo].append(check)
    return found


def day_told(day: date) -> str:
    return date_format(day, "j F Y")


def apart(metres: float) -> str:
    if metres < 1000:
        return f"{round(metres, -1) or 10:.0f} m"
    return f"{metres / 1000:.1f} km".replace(".", ",") if metres < 100_000 else "lebih dari 100 km"
