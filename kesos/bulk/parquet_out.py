"""Tables for programs: Parquet with numbers as text where people keep them so, real dates, and who made it why."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from kesos.bulk.excel_out import About, Column, Kind, refuse_if_full, without_numbers

ROWS_A_GROUP = 10_000


def write_parquet(target: Path, *, columns: Sequence[Column], rows: Iterable[Sequence[Any]], about: About) -> int:
    """How many rows were written, a group of them in memory. Raises DiskFull, and leaves nothing, where it is full."""
    import pyarrow as pa  # read in by whoever writes one, not by every process of the web
    from pyarrow import parquet

    types = {
        Kind.DATE: pa.date32(), Kind.MOMENT: pa.timestamp("us", tz="UTC"), Kind.NUMBER: pa.float64(),
        Kind.RUPIAH: pa.int64(), Kind.YES_NO: pa.bool_(),
    }  # fmt: skip
    fields = [pa.field(column.title, types.get(column.kind, pa.string())) for column in columns]
    schema = pa.schema(fields, metadata=_told(about))
    waiting, written = iter(rows), 0
    try:
        with parquet.ParquetWriter(target, schema, compression="zstd") as out:
            while some := list(islice(waiting, ROWS_A_GROUP)):
                values = zip(*some, strict=True)
                cells = [
                    pa.array([_cell(value, column.kind) for value in line], kept.type)
                    for column, kept, line in zip(columns, fields, values, strict=True)
                ]
                out.write_batch(pa.record_batch(cells, schema=schema), row_group_size=ROWS_A_GROUP)
                written += len(some)
    except OSError as failed:
        target.unlink(missing_ok=True)
        refuse_if_full(failed)
        raise
    return written


def _cell(value: Any, kind: Kind) -> Any:
    if value is None or value == "":
        return None
    if kind is Kind.DATE and isinstance(value, datetime):
        return value.date()
    if kind in (Kind.DATE, Kind.MOMENT, Kind.YES_NO):
        return value
    if kind is Kind.NUMBER:
        return float(value)
    if kind is Kind.RUPIAH:
        return int(value)
    return f"{value:016d}" if kind is Kind.NUMBER_AS_TEXT and isinstance(value, int) else str(value)


def _told(about: About) -> dict[str, str]:
    def moment(value: date | datetime | None) -> str:
        return value.isoformat() if isinstance(value, date) else ""

    return {
        "judul": about.title, "dibuat_oleh": about.made_by, "dibuat_pada": moment(about.made_at),
        "tujuan": without_numbers(about.purpose), "data_per": moment(about.data_as_of),
        "hapus_sebelum": moment(about.expires_at),
        "saringan": without_numbers("; ".join(f"{name}: {value}" for name, value in about.filters)),
        "catatan": " ".join(about.notes),
    }  # fmt: skip
