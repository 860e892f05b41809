"""Figures of this part: XLSX against calamine alone, CSV against a bare COPY into the same table, memory."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from django.db import connection

from kesos.bulk import staging
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.figure import Figure

MEASURER = Actor(user_id=-1, name="Pengukur")
XLSX_ROWS, CSV_ROWS = 100_000, 1_000_000


def figures() -> list[Figure]:
    """All of them, some two minutes."""
    with tempfile.TemporaryDirectory() as folder:
        book = _workbook(Path(folder) / "a.xlsx", XLSX_ROWS)
        alone = _calamine_seconds(book)
        began = _cpu()
        _stage(book, "Data")
        ratio = (_cpu() - began) / alone
        table = _csv(Path(folder) / "a.csv", CSV_ROWS)
        bare = _bare_copy_seconds(table)
        started = time.perf_counter()
        _stage(table, "")
        staged = time.perf_counter() - started
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Figure("xlsx_100000_staged_to_calamine_cpu", round(ratio, 2), 3.0),
        Figure("csv_1000000_staged_to_bare_copy_rate", round(bare / staged, 2), 0.35, at_least=True),
        Figure("staging_memory_mb", round(max(children, own)), 500),
    ]


def _stage(path: Path, sheet: str) -> None:
    at = datetime.now(UTC)
    with acting(MEASURER):
        batch = staging.open_batch(kind="bench", by=MEASURER, at=at, sheet=sheet)
    staging.stage(batch_id=batch.pk, path=path, by=MEASURER, at=at)
    with acting(MEASURER), connection.cursor() as cursor:
        cursor.execute("delete from bulk_staged_row where batch_id = %s", [batch.pk])
        cursor.execute("delete from bulk_batch where id = %s", [batch.pk])


def _cpu() -> float:
    """Of this process and its children; PostgreSQL's own is not counted, as calamine has none."""
    told = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in told)


def _calamine_seconds(book: Path) -> float:
    code = (
        "import sys, python_calamine as c; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
    )
    began = _cpu()
    subprocess.run([sys.executable, "-c", code, str(book)], check=True)
    return _cpu() - began


def _bare_copy_seconds(table: Path) -> float:
    """The same rows into the same table with the same index, by the shortest way row policies leave open."""
    started = time.perf_counter()
    with acting(MEASURER), connection.cursor() as cursor:
        cursor.execute(
            "create temporary table bare (line bigserial, a text, b text, c text, d text, e text, f text)"
            " on commit drop"
        )
        with (
            cursor.copy("copy bare (a, b, c, d, e, f) from stdin with (format csv, delimiter ';')") as copy,
            table.open("rb") as file,
        ):
            while piece := file.read(1 << 20):
                copy.write(piece)
        cursor.execute(
            "insert into bulk_staged_row (batch_id, line, user_id, texts, kinds)"
            " select -1, line, kesos_user(), array[a, b, c, d, e, f], '' from bare"
        )
    taken = time.perf_counter() - started
    with acting(MEASURER), connection.cursor() as cursor:
        cursor.execute("delete from bulk_staged_row where batch_id = -1")
    return taken


def _workbook(path: Path, rows: int) -> Path:
    """Thirty columns, as calamine's own figure was measured."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet("Data")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, [f"Kolom {n}" for n in range(30)])
        for r in range(1, rows):
            page.write_string(r, 0, f"9971{r:012d}")
            page.write_string(r, 1, f"ORANG {r}")
            page.write_number(r, 2, 20000 + r % 9000, day)
            for c in range(3, 30):
                if c % 3:
                    page.write_string(r, c, f"kata {r * c % 5000}")
                else:
                    page.write_number(r, c, r * c % 100_000)
    return path


def _csv(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for r in range(rows):
            file.write(f"9971{r:012d};ORANG {r};17/08/1980;9971010001;JL. CONTOH NO {r % 999};001/002\n")
        file.flush()
        os.fsync(file.fileno())
    return path
