"""The catalogue changes by new dated rows: what holds is never rewritten, what is still to come can be withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.programmes.models import Programme
from kesos.programmes.queries.catalogue import Kind, kind_of, name_of

MANAGE = "programme.manage"
HIGHEST_WAGE = 100_000_000  # a month, Rp: above it somebody typed a year or a nought too many


class CatalogueRefused(Refused):
    code = "catalogue_refused"


def place_of(kind: Kind, told: Mapping[str, Any]) -> str:
    """Where the right is asked: a minimum wage is its area's own, all else holds for the whole country."""
    return str(told["region_id"]) if kind.slug == "upah" else ""


@transaction.atomic
def add(*, kind: str, told: Mapping[str, Any], basis: str, valid_from: date, by: Actor, at: datetime) -> models.Model:
    """A row from a day on; what held before ends the day before. Raises CatalogueRefused, NotAllowed."""
    of = kind_of(kind)
    by.require(MANAGE, place_of(of, told))
    row = write(kind=of, told=told, basis=basis, valid_from=valid_from, at=at)
    audit.record(
        "programmes.catalogue_changed", by=by, at=at, subject=f"katalog:{of.slug}:{row.pk}",
        region_code=place_of(of, told), what=of.label, thing=name_of(of, row), day=valid_from.isoformat(),
        basis=basis.strip(),
    )  # fmt: skip
    return row


def write(*, kind: Kind, told: Mapping[str, Any], basis: str, valid_from: date, at: datetime) -> models.Model:
    """The row itself, with every refusal; a preview writes it too, and takes it back."""
    told = _in_order(kind, _columns(kind, told))
    if not basis.strip():
        raise CatalogueRefused("Sebutkan dasar perubahan ini, misalnya nomor keputusan.", field="basis")
    if valid_from < timezone.localdate(at):
        raise CatalogueRefused(
            "Ketentuan baru tidak berlaku surut. Pilih hari ini atau sesudahnya; yang lama berakhir sehari sebelumnya.",
            field="valid_from",
        )
    _refuse_nonsense(kind, told)
    same = Q(**{name: told[name] for name in kind.key})
    rows = kind.model._default_manager.select_for_update().filter(same)
    later = rows.filter(valid_from__gte=valid_from).order_by("valid_from").values_list("valid_from", flat=True).first()
    if later is not None:
        raise CatalogueRefused(
            f"Sudah ada ketentuan yang berlaku sejak {later:%d-%m-%Y}, jadi harinya bertindihan. "
            "Tarik ketentuan itu lebih dahulu, atau pilih hari sesudahnya.",
            field="valid_from",
        )
    rows.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from)).update(valid_to=valid_from - timedelta(days=1))
    values = {name: told[name] for name in (*kind.key, *kind.said) if name in told}
    try:
        with transaction.atomic():
            return kind.model._default_manager.create(**values, basis=basis.strip(), valid_from=valid_from)
    except IntegrityError as broken:
        raise CatalogueRefused("Isian ini tidak dapat disimpan. Periksa angka dan pilihannya.") from broken


@transaction.atomic
def withdraw(*, kind: str, row_id: int, by: Actor, at: datetime) -> None:
    """A row that does not hold yet is taken back; what it would have ended goes on. Raises NotFound, Refused."""
    of = kind_of(kind)
    row: Any = of.model._default_manager.select_for_update().filter(pk=row_id).first()
    if row is None:
        raise NotFound("Ketentuan ini tidak ditemukan. Mungkin sudah ditarik.")
    told = {name: getattr(row, name) for name in of.key}
    place = place_of(of, told)
    if place and not by.may(MANAGE, place):
        raise NotFound("Ketentuan ini tidak ditemukan di wilayah Anda.")
    by.require(MANAGE, place)
    if row.valid_from <= timezone.localdate(at):
        raise CatalogueRefused("Ketentuan ini sudah berlaku dan tidak ditarik lagi. Tambahkan ketentuan baru.")
    name, day = name_of(of, row), row.valid_from
    row.delete()
    of.model._default_manager.filter(**told, valid_to=day - timedelta(days=1)).update(valid_to=row.valid_to)
    audit.record(
        "programmes.catalogue_withdrawn", by=by, at=at, subject=f"katalog:{of.slug}:{row_id}",
        region_code=place_of(of, told), what=of.label, thing=name, day=day.isoformat(),
    )  # fmt: skip


def _columns(kind: Kind, told: Mapping[str, Any]) -> dict[str, Any]:
    """Each value as its column keeps it, whoever sent it."""
    known: dict[str, Any] = {}
    for name, value in told.items():
        column: Any = kind.model._meta.get_field(name)
        try:
            known[name] = None if column.null and value in (None, "") else column.clean(value, None)
        except ValidationError as wrong:
            raise CatalogueRefused(" ".join(wrong.messages), field=name) from wrong
    return known


def _in_order(kind: Kind, told: Mapping[str, Any]) -> dict[str, Any]:
    """A pair is written once, the first in the alphabet first; "*" is always the second."""
    known = dict(told)
    if kind.slug == "pasangan" and (known["first"] == "*" or known["second"] != "*" < known["second"] < known["first"]):
        known["first"], known["second"] = known["second"], known["first"]
    return known


def _refuse_nonsense(kind: Kind, told: Mapping[str, Any]) -> None:
    decile, amount = told.get("decile_most"), told.get("amount_idr")
    if decile is not None and not 1 <= decile <= 10:
        raise CatalogueRefused("Batas desil antara 1 dan 10, atau kosong bila tidak dibatasi.", field="decile_most")
    if amount is not None and amount < 0:
        raise CatalogueRefused("Besar bantuan tidak boleh kurang dari nol.", field="amount_idr")
    if kind.slug == "pasangan":
        codes = {told["first"], told["second"]} - {"*"}
        if told["first"] == told["second"] or Programme.objects.filter(pk__in=codes).count() != len(codes):
            raise CatalogueRefused("Pilih dua program yang berbeda dari katalog.", field="second")
    youngest, oldest = told.get("age_from"), told.get("age_to")
    if youngest is not None and oldest is not None and oldest < youngest:
        raise CatalogueRefused("Umur tertinggi mendahului umur terendah.", field="age_to")
    wage = told.get("monthly_idr")
    if kind.slug == "upah" and (wage is None or not 0 < wage <= HIGHEST_WAGE):
        raise CatalogueRefused(
            "Upah minimum sebulan lebih dari nol dan paling banyak Rp100.000.000.", field="monthly_idr"
        )
    if kind.slug == "upah" and len(told.get("region_id") or "") not in (2, 4):
        raise CatalogueRefused(
            "Upah minimum ditetapkan bagi provinsi atau kabupaten/kota. Pilih salah satunya.", field="region_id"
        )
