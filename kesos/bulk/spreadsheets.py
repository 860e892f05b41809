"""Tables people send: XLSX and CSV, read in a child process of bounded memory, as texts with what they were."""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO

from kesos.bulk.cells import Row, from_copy_line
from kesos.bulk.headings import DATA, NOTES
from kesos.bulk.limits import LIMITS, Limits
from kesos.bulk.reader import REFUSED, Task
from kesos.bulk.refusals import SENTENCES, Unreadable


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is before its rows are read; a CSV has one sheet without a name."""

    format: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""

    @property
    def first_sheet(self) -> str:
        """The first one a person sees."""
        return next((sheet.name for sheet in self.sheets if sheet.visible), "")

    @property
    def readable(self) -> list[str]:
        """The sheets a person may mean: those seen, without the notes in a workbook we wrote ourselves."""
        seen = [sheet.name for sheet in self.sheets if sheet.visible]
        return [name for name in seen if name != NOTES] if DATA in seen else seen


def look(path: Path, limits: Limits = LIMITS) -> Look:
    """Raises Unreadable for anything that is not a table we read."""
    with _child(Task("look", str(path), "", 0, limits)) as out:
        told = json.loads(out.read() or b"{}")
    sheets = tuple(Sheet(**sheet) for sheet in told.get("sheets", ()))
    return Look(told["format"], sheets, told["encoding"], told["delimiter"])


def lines(path: Path, *, sheet: str = "", after: int = 0, limits: Limits = LIMITS) -> Iterator[bytes]:
    """Rows that are not blank, ready for COPY (`line, texts, kinds`); what staging takes.

    `after` leaves out the lines up to that number: where an interrupted run goes on.
    """
    begun = False
    try:
        with _child(Task("rows", str(path), sheet, after, limits)) as out:
            for line in out:
                begun = True
                yield line
    except Unreadable as refusal:
        # calamine holds a sheet whole; what does not fit is read again row by row, slower
        if begun or refusal.code != "file_too_large" or limits.calamine_bytes == 0:
            raise
        yield from lines(path, sheet=sheet, after=after, limits=replace(limits, calamine_bytes=0))


def rows(
    path: Path, *, sheet: str = "", after: int = 0, first: int | None = None, limits: Limits = LIMITS
) -> Iterator[Row]:
    """The same, for Python; `first` ends after so many."""
    with contextlib.closing(lines(path, sheet=sheet, after=after, limits=limits)) as found:  # type: ignore[type-var]
        for line in islice(found, first):
            yield from_copy_line(line.decode())


@contextlib.contextmanager
def _child(task: Task) -> Iterator[IO[bytes]]:
    """Its standard output; when the caller has read to the end, its verdict."""
    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(
            [sys.executable, "-m", "kesos.bulk.reader", task.to_json()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
        )
        if child.stdout is None:
            raise RuntimeError("no pipe")
        try:
            yield child.stdout
            # left before its end, the child meets a closed pipe: that is no verdict
            ended = not child.stdout.read(1)
        except GeneratorExit:
            ended = False
            raise
        finally:
            child.stdout.close()
            if sys.exc_info()[0] is not None:
                child.kill()
            status = child.wait()
        if ended:
            complaints.seek(0)
            _judge(status, complaints.read().decode(errors="replace"))


def _judge(status: int, complaint: str) -> None:
    if status == 0:
        return
    if status == REFUSED:
        told = json.loads(complaint.splitlines()[-1])
        raise Unreadable(told["code"], **told["details"])
    if status == -signal.SIGXCPU:
        raise Unreadable("file_too_slow")
    # Rust ends the process when memory is refused; the kernel kills it where that limit is not known
    if status in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV) or "MemoryError" in complaint:
        raise Unreadable("file_too_large")
    raise RuntimeError(f"reader ended with {status}: {complaint[-2000:]}")


__all__ = ["SENTENCES", "Look", "Row", "Sheet", "Unreadable", "lines", "look", "rows"]
