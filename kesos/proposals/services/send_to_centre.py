"""The endorsed month as a file for the centre; with its results filled in, the same file comes back."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from kesos.audit import services as audit
from kesos.bulk.excel_out import About, Column, Kind, stream, write_csv, write_xlsx
from kesos.bulk.sql import row
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.files import services as files
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.foundation.written import month_name
from kesos.proposals.models import Period, Proposal
from kesos.proposals.services import periods
from kesos.regions.queries import tree
from kesos.registry.queries import places
from kesos.registry.services.export_terms import EXPORT
from kesos.registry.services.open_nik import OPEN_NIK

JOB = "proposals.send_to_centre"
SQL = statements("kesos.proposals", "sql/centre_file.sql")
LOCKED = ("FINAL", "DITARIK_PUSAT", "DITETAPKAN", "DITUTUP")
SUCCESSOR = "Usulan pengganti"
COLUMNS = [
    Column("Nomor usulan"),
    Column("Hasil"),
    Column("Desil", width=8),
    Column("Alasan"),
    Column("Jenis usulan"),
    Column("Kode wilayah", width=14),
    Column("Kelurahan/desa"),
    Column("No KK", Kind.NUMBER_AS_TEXT),
    Column("NIK kepala keluarga", Kind.NUMBER_AS_TEXT),
    Column("Nama kepala keluarga"),
    Column("NIK anggota", width=60),
    Column("Alamat", width=40),
    Column("Program", width=16),
    Column("NIK penerima", Kind.NUMBER_AS_TEXT),
    Column("Nama penerima"),
    Column("NIK yang digantikan", Kind.NUMBER_AS_TEXT),
    Column("Sidik daftar", width=66),
]
EXCEL, EXCHANGE = "xlsx", "csv"
NOTES = (
    "Isi kolom Hasil dengan DITETAPKAN atau TIDAK; TIDAK memerlukan Alasan. Lalu impor di halaman periode yang sama.",
    "Baris dengan Program adalah usulan bantuan; NIK penerima adalah orangnya atau pengurus keluarganya.",
)


class NotLockedYet(Refused):
    """What may still change is not sent."""

    code = "period_not_locked"


def refuse_unless_allowed(period: Period, *, by: Actor) -> None:
    """Raises NotAllowed, NotLockedYet; before the job is started and when it runs."""
    by.require(EXPORT, period.region_id)
    by.require(OPEN_NIK, period.region_id)
    if periods.state_of(period.pk) not in LOCKED:
        raise NotLockedYet("Berkas untuk pusat dibuat sesudah periode disahkan dan dikunci.")


@transaction.atomic
def centre_file(
    *, period: Period, folder: Path, by: Actor, at: datetime, progress: Callable[[int], None] = lambda done: None,
    form: str = EXCEL,
) -> tuple[StoredFile, int]:  # fmt: skip
    """The stored file, which expires, and how many proposals it holds. Within the actor's transaction.

    As CSV it has the same bytes whoever makes it and whenever (docs/exchange-format.md); Excel writes its day into it.
    """
    refuse_unless_allowed(period, by=by)
    form = EXCHANGE if form == EXCHANGE else EXCEL
    target, month = folder / f"usulan.{form}", month_name(period.month)
    about = About(
        title=f"Usulan periode {month}, {period.region.name}", made_by=by.name, made_at=at,
        purpose="Dikirim ke pusat untuk ditetapkan", notes=NOTES,
    )  # fmt: skip
    if form == EXCHANGE:
        number = write_csv(target, columns=COLUMNS, rows=_rows(period, progress))
    else:
        number = write_xlsx(target, columns=COLUMNS, rows=_rows(period, progress), about=about)
    with target.open("rb") as data:
        name = f"Usulan {period.region.name} {period.month:%Y-%m}.{form}"
        file = files.put(data=data, name=name, kind="to_centre", region_code=period.region_id, by=by, at=at)
    audit.record(
        "proposals.month_exported", by=by, at=at, subject=f"period:{period.pk}", region_code=period.region_id,
        month=month, count=number, checksum=file.sha256,
    )  # fmt: skip
    return file, number


def _rows(period: Period, progress: Callable[[int], None]) -> Iterator[list[Any]]:
    mark = mark_of(period)
    kinds, names = dict(Proposal.Kind.choices), tree.names(places.villages([period.region_id]))
    for done, row_ in enumerate(stream(SQL["sent"], {"period": period.pk}), start=1):
        number, kind, follows, code, kk, nik, head, niks, address, programme, recipient, name, left = row_
        wanted = SUCCESSOR if follows else kinds[kind]
        yield [
            number, "", "", "", wanted, code, names.get(code, code), kk, nik, head, niks, address, programme, recipient,
            name, left, mark,
        ]  # fmt: skip
        if done % 5_000 == 0:
            progress(done)


def mark_of(period: Period) -> str:
    """The checksum by which the list was locked; each row carries it, so that results prove what they answer."""
    with acting(SYSTEM):
        found = row(SQL["mark"], {"case": period.case_id})
    return str(found[0]) if found else ""
