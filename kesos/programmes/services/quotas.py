"""Places of a programme in an area: set, changed, ended, and handed over to the next period."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from kesos.audit import services as audit
from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.programmes.models import Programme, Quota, QuotaChange
from kesos.regions.queries import tree

SET = "quota.set"
SQL = statements("kesos.programmes", "sql/quotas.sql")
MOST = 100_000_000


class QuotaRefused(Refused):
    code = "quota_refused"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of the seats of a quota that is over: `left` found no place in the next one."""

    quota_id: int
    programme: str
    region_code: str
    moved: int
    left: int


@transaction.atomic
def set_quota(
    *,
    programme: str,
    region_code: str,
    places: int,
    basis: str,
    valid_from: date,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> Quota:
    """A quota from the first day of a month; where it holds today, the present memberships take their seats of it.

    Raises QuotaRefused where they are more than the places, or another quota stands in the way.
    """
    by.require(SET, region_code)
    today = timezone.localdate(at)
    known = Programme.objects.filter(pk=programme).first()
    if known is None:
        raise QuotaRefused("Program ini tidak ada dalam katalog. Pilih dari daftar.", field="programme")
    if not tree.exists(region_code):
        raise QuotaRefused("Pilih wilayah kuota ini.", field="region_code")
    basis = _basis(basis)
    _in_range(places)
    _refuse_days(valid_from, valid_to)
    _refuse_beside(programme, region_code, valid_from, valid_to)
    with acting(SYSTEM):
        if holds_today := valid_from <= today and (valid_to is None or valid_to >= today):
            _hold_memberships()
        without, kept = row(SQL["present"], {"programme": programme, "region": region_code, "today": today}) or (0, 0)
        if holds_today and without + kept > places:
            raise QuotaRefused(_too_few(places, without + kept), field="places")
        try:
            with transaction.atomic():
                quota = Quota.objects.create(
                    programme=known, region_id=region_code, places=places, basis=basis, valid_from=valid_from,
                    valid_to=valid_to,
                )  # fmt: skip
                QuotaChange.objects.create(
                    quota=quota, places_before=0, places_after=places, basis=basis, by_user_id=by.user_id, at=at
                )
                if holds_today:
                    told = {"quota": quota.pk, "programme": programme, "region": region_code}
                    run(SQL["give_seats"], told)
                    _hand_over(today, only=quota.pk)
        except IntegrityError as broken:
            raise _said(broken, places) from broken
    quota.refresh_from_db()
    _write_down(quota, by=by, at=at)
    return quota


@transaction.atomic
def change_places(*, quota_id: int, places: int, basis: str, by: Actor, at: datetime) -> Quota:
    """More or fewer places of a running quota. Raises QuotaRefused where more are held than would be left."""
    quota = _kept_by(by, quota_id)
    basis = _basis(basis)
    _in_range(places)
    if quota.valid_to and quota.valid_to < timezone.localdate(at):
        raise QuotaRefused("Kuota ini sudah berakhir dan tidak diubah lagi.")
    if places == quota.places:
        raise QuotaRefused(f"Kuota ini memang {places} tempat. Tidak ada yang berubah.", field="places")
    if places < quota.taken:
        raise QuotaRefused(_too_few(places, quota.taken), field="places")
    QuotaChange.objects.create(
        quota=quota, places_before=quota.places, places_after=places, basis=basis, by_user_id=by.user_id, at=at
    )
    # `taken` is the database's own: nothing else of the row is written
    Quota.objects.filter(pk=quota.pk).update(places=places, basis=basis)
    quota.refresh_from_db()
    _write_down(quota, by=by, at=at)
    return quota


@transaction.atomic
def end_quota(*, quota_id: int, last_day: date, by: Actor, at: datetime) -> Quota:
    """The last day of a quota; its seats stay until the next one takes them over."""
    quota = _kept_by(by, quota_id)
    if last_day < timezone.localdate(at):
        raise QuotaRefused("Hari terakhir tidak boleh lewat; kuota tidak berakhir surut.", field="last_day")
    if last_day < quota.valid_from:
        raise QuotaRefused("Hari terakhir mendahului hari pertamanya.", field="last_day")
    try:
        with transaction.atomic():
            Quota.objects.filter(pk=quota.pk).update(valid_to=last_day)
    except IntegrityError as broken:
        raise _said(broken, quota.places) from broken
    quota.refresh_from_db()
    audit.record(
        "programmes.quota_ended", by=by, at=at, subject=f"quota:{quota.pk}", region_code=quota.region_id,
        programme=quota.programme_id, last_day=last_day.isoformat(),
    )  # fmt: skip
    return quota


def hand_over(*, at: datetime) -> list[HandedOver]:
    """The seats of quotas that are over go to those that follow them, as many as fit; told again, nothing changes."""
    with acting(SYSTEM):
        found = _hand_over(timezone.localdate(at))
        for each in found:
            if each.moved:
                audit.record(
                    "programmes.quota_handed_over", by=SYSTEM, at=at, subject=f"quota:{each.quota_id}",
                    region_code=each.region_code, programme=each.programme, moved=each.moved, left=each.left,
                )  # fmt: skip
        return found


def _hand_over(today: date, *, only: int | None = None) -> list[HandedOver]:
    done: list[HandedOver] = []
    used: dict[int, int] = {}
    for old, new, programme, region, free, held in rows(SQL["to_hand_over"], {"today": today}):
        if only not in (None, new):
            continue
        fitting = max(min(held, free - used.get(new, 0)), 0)
        moved = run(SQL["hand_over"], {"old": old, "new": new, "fitting": fitting}) if fitting else 0
        used[new] = used.get(new, 0) + moved
        done.append(HandedOver(new, programme, region, moved, held - moved))
    return done


def _kept_by(by: Actor, quota_id: int) -> Quota:
    quota = Quota.objects.select_for_update(of=("self",)).filter(pk=quota_id).first()
    if quota is None or not by.may(SET, quota.region_id):
        raise NotFound("Kuota ini tidak ditemukan di wilayah Anda.")
    return quota


def _basis(basis: str) -> str:
    if not basis.strip():
        raise QuotaRefused("Sebutkan surat atau keputusan yang menetapkan kuota ini.", field="basis")
    return basis.strip()


def _in_range(places: int) -> None:
    if not 0 <= places <= MOST:
        raise QuotaRefused("Banyaknya tempat antara 0 dan 100.000.000.", field="places")


def _refuse_days(valid_from: date, valid_to: date | None) -> None:
    if valid_from.day != 1:
        raise QuotaRefused("Kuota berlaku sejak hari pertama bulan.", field="valid_from")
    if valid_to and valid_to < valid_from:
        raise QuotaRefused("Hari terakhir mendahului hari pertamanya.", field="valid_to")


def _refuse_beside(programme: str, region_code: str, valid_from: date, valid_to: date | None) -> None:
    """The same as the constraints, in words that name the other one."""
    for other in Quota.objects.filter(programme=programme).order_by("valid_from").select_related("region"):
        if (other.valid_to and other.valid_to < valid_from) or (valid_to and other.valid_from > valid_to):
            continue
        code, since = other.region_id, f"{other.valid_from:%d-%m-%Y}"
        if code == region_code:
            raise QuotaRefused(
                f"Wilayah ini sudah berkuota {other.places} tempat sejak {since} pada hari yang sama. "
                "Akhiri kuota itu sehari sebelumnya, atau ubah jumlah tempatnya.", field="valid_from",
            )  # fmt: skip
        if code.startswith(region_code) or region_code.startswith(code):
            raise QuotaRefused(
                f"{other.region.name} sudah berkuota program ini pada hari yang sama, dan salah satu wilayah berada "
                "di dalam yang lain. Satu keluarga tidak dihitung pada dua kuota.", field="region_code",
            )  # fmt: skip


def _hold_memberships() -> None:
    try:
        with transaction.atomic():
            run("set local lock_timeout = '5s'")
            run(SQL["lock"])
            run("set local lock_timeout to default")
    except OperationalError as busy:
        raise QuotaRefused("Data penerima sedang diperbarui. Ulangi beberapa saat lagi.") from busy


def _too_few(places: int, held: int) -> str:
    return (
        f"Kuota {places} tempat tidak cukup: sekarang {held} tempat sudah terisi atau disimpan bagi pengganti. "
        f"Tetapkan paling sedikit {held}, atau hentikan kepesertaan lebih dahulu."
    )


def _said(broken: IntegrityError, places: int) -> QuotaRefused:
    """What the database refused because somebody else was quicker."""
    name = getattr(getattr(broken.__cause__, "diag", None), "constraint_name", "")
    if name == "quota_not_exceeded":
        return QuotaRefused(f"Kuota {places} tempat tidak cukup bagi penerima sekarang.", field="places")
    if name in ("quota_one_a_day", "quota_not_nested"):
        return QuotaRefused("Baru saja ada kuota lain program ini di wilayah yang sama. Muat ulang daftarnya.")
    raise broken


def _write_down(quota: Quota, *, by: Actor, at: datetime) -> None:
    audit.record(
        "programmes.quota_set", by=by, at=at, subject=f"quota:{quota.pk}", region_code=quota.region_id,
        programme=quota.programme_id, places=quota.places, basis=quota.basis,
    )  # fmt: skip
