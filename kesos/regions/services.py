"""Changing code lists: an entry is added or its end is set; what was said before stays.

Each returns the entry, so that the caller, who stands above the audit, records it.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.regions.codelists import NAMES
from kesos.regions.models import CodeEntry
from kesos.regions.remembered import forget_all

PERMISSION = "codelist.manage"


class CodeTaken(Refused):
    """The code already has a meaning on one of these days."""

    code = "code_taken"


class CodeClosed(Refused):
    """The entry's last day is set already, or would lie before its first."""

    code = "code_closed"


@transaction.atomic
def add_entry(
    *,
    list_name: str,
    code: str,
    label: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    valid_to: date | None = None,
    source: str = "",
    position: int | None = None,
    details: dict[str, Any] | None = None,
) -> CodeEntry:
    """A new code, or a new meaning of one whose old meaning has been closed.

    Raises CodeTaken, NotFound for a list that does not exist, NotAllowed, or Refused for an empty text.
    """
    _require(by)
    code, label = code.strip(), label.strip()
    if not code or not label:
        raise Refused("Kode dan sebutan wajib diisi.", code="incomplete", field="code" if not code else "label")
    if valid_to and valid_to < valid_from:
        raise CodeClosed("Hari terakhir berlaku tidak boleh sebelum hari pertama.", field="valid_to")
    last = CodeEntry.objects.filter(list=list_name).order_by("-position").values_list("position", flat=True).first()
    if last is None and list_name not in NAMES:
        raise NotFound(f"Daftar kode {list_name} tidak ada.")
    try:
        with transaction.atomic():
            entry = CodeEntry.objects.create(
                list=list_name, code=code, label=label, valid_from=valid_from, valid_to=valid_to, source=source.strip(),
                position=(last or 0) + 1 if position is None else position, status=CodeEntry.Status.OFFICE,
                details=details or {}, recorded_by=by.user_id, recorded_at=at,
            )  # fmt: skip
    except IntegrityError as clash:
        raise CodeTaken(
            f"Kode {code} sudah mempunyai arti pada tanggal itu. Tutup dahulu entri lama, atau pilih tanggal lain.",
            field="valid_from",
        ) from clash
    transaction.on_commit(forget_all)
    return entry


@transaction.atomic
def close_entry(*, entry_id: int, last_day: date, by: Actor, at: datetime) -> CodeEntry:
    """Set the last day of an open entry. Raises CodeClosed, NotFound, NotAllowed."""
    _require(by)
    entry = CodeEntry.objects.select_for_update().filter(pk=entry_id).first()
    if entry is None:
        raise NotFound("Entri daftar kode tidak ditemukan.")
    if entry.valid_to is not None:
        raise CodeClosed(f"Entri ini sudah ditutup per {entry.valid_to:%d-%m-%Y}. Tambahkan entri baru.")
    if entry.valid_from and last_day < entry.valid_from:
        raise CodeClosed("Hari terakhir berlaku tidak boleh sebelum hari pertama.", field="last_day")
    entry.valid_to = last_day
    entry.save(update_fields=["valid_to"])
    transaction.on_commit(forget_all)
    return entry


@transaction.atomic
def replace_entry(
    *,
    entry_id: int,
    label: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    source: str = "",
    details: dict[str, Any] | None = None,
) -> CodeEntry:
    """From that day the code means something else; the day before is the old entry's last."""
    old = close_entry(entry_id=entry_id, last_day=valid_from - timedelta(days=1), by=by, at=at)
    return add_entry(
        list_name=old.list, code=old.code, label=label, valid_from=valid_from, by=by, at=at, source=source,
        position=old.position, details=old.details if details is None else details,
    )  # fmt: skip


def _require(by: Actor) -> None:
    """Lists hold for the whole installation, so the permission counts in whatever area it is held."""
    if not by.holds(PERMISSION):
        raise NotAllowed("Peran Anda tidak dapat mengubah daftar kode. Hubungi administrator.")
