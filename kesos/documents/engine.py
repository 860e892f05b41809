"""From a template and a snapshot to a tagged PDF: the keeper of the printing process.

Same template, same data, same moment: the same bytes. What people typed is data, never Typst source.
"""

import atexit
import fcntl
import hashlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Collection, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from kesos.documents.faults import PressFailed, explain
from kesos.documents.press import LENGTH
from kesos.foundation.errors import Refused

MEMORY = 1536 * 2**20
SECONDS = 10.0
SECONDS_TO_START = 60.0
LETTERS_A_PROCESS = 5000  # Typst remembers what it compiled; a fresh process forgets
AHEAD_BYTES, AHEAD = 48 * 1024, 16  # less than a pipe holds, or both sides would wait for each other
ANSWERS = 2**20
SANS_FILES = [f"SourceSansPro-{style}.ttf" for style in ("Regular", "It", "Bold", "BoldIt")]
# the letter may reach neither the network (Typst would fetch packages) nor our secrets
BARE_ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "RAYON_NUM_THREADS": "2",
    "MALLOC_ARENA_MAX": "2",
    **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9"),
}
_HEAD = '#import "/house.typ": *\n#let isi(surat, kantor, pejabat, isi) = [\n'
_TAIL = "\n]\n#surat-resmi(json(bytes(sys.inputs.data)), isi)\n"
_PICTURE = """#set page(width: auto, height: auto, margin: 0pt)
#let told = json(bytes(sys.inputs.data))
#image(told.file, page: told.page)
"""
FIRST_LINE = _HEAD.count("\n") + 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter to print: an office's body, the data put into it, and the moment that stands in the file."""

    body: str
    data: dict[str, Any]
    moment: datetime
    check_address: str = ""
    format: Literal["pdf", "png"] = "pdf"
    ppi: float = 110
    fonts: tuple[str, ...] = ()
    whole: bool = False  # the body is a source of our own, not the middle of a letter

    @property
    def source(self) -> bytes:
        return (self.body if self.whole else _HEAD + self.body + _TAIL).encode()


@dataclass(slots=True)
class _Sent:
    sheet: Sheet
    source: str
    size: int


@dataclass
class Press:
    """One printing process and its folder; made again when it dies."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="kesos-press-")))
    seconds: float = SECONDS
    memory: int = MEMORY
    _process: subprocess.Popen[bytes] | None = None
    _printed: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        atexit.register(self.close)
        (self.folder / "house.typ").write_text(_house(), encoding="utf-8")
        sans = self.folder / "sans"
        sans.mkdir()
        for name in SANS_FILES:
            sans.joinpath(name).write_bytes(
                resources.files("font_source_sans_pro").joinpath("files", name).read_bytes()
            )

    def print_one(self, sheet: Sheet) -> list[bytes]:
        """The file (PDF), or one picture a page (PNG). Raises the refusal that mends it."""
        return next(self.print_all([sheet]))

    def print_all(self, sheets: Iterable[Sheet]) -> Generator[list[bytes]]:
        """In order, some requests ahead of the answers, so that the two processes work side by side."""
        with self._lock:
            waiting: deque[_Sent] = deque()
            coming = iter(sheets)
            more = True
            try:
                while more or waiting:
                    while more and self._takes_more(waiting):
                        if (sheet := next(coming, None)) is None:
                            more = False
                            break
                        waiting.append(self._send(sheet))
                    if waiting:
                        yield self._receive(waiting.popleft())
            finally:
                while waiting and self._process is not None:
                    self._drain(waiting.popleft())

    def picture(self, pdf: bytes, *, page: int, moment: datetime, ppi: float = 110) -> bytes:
        """One page of a stored PDF as PNG: the very file, not a second setting of the same text."""
        data: dict[str, Any] = {"file": self.place(pdf, ".pdf"), "page": page}
        try:
            return self.print_one(Sheet(_PICTURE, data, moment, format="png", ppi=ppi, whole=True))[0]
        finally:
            (self.folder / data["file"][1:]).unlink(missing_ok=True)

    def place(self, content: bytes, suffix: str) -> str:
        """Put a picture or file where a template can name it; returns that name."""
        name = f"/{hashlib.sha256(content).hexdigest()[:32]}{suffix}"
        target = self.folder / name[1:]
        if not target.exists():
            _write_whole(target, content)
        return name

    def place_font(self, content: bytes) -> str:
        """Put an office's font where Typst finds it; returns the folder."""
        target = self.folder / f"font-{hashlib.sha256(content).hexdigest()[:32]}"
        target.mkdir(exist_ok=True)
        if not (target / "office.ttf").exists():
            _write_whole(target / "office.ttf", content)
        return str(target)

    def close(self) -> None:
        self._stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _takes_more(self, waiting: Collection[_Sent]) -> bool:
        """A process that is to be replaced answers first what it was asked."""
        if waiting and self._printed + len(waiting) >= LETTERS_A_PROCESS:
            return False
        return len(waiting) < AHEAD and sum(sent.size for sent in waiting) < AHEAD_BYTES

    def _send(self, sheet: Sheet) -> _Sent:
        source = self.place(sheet.source, ".typ")
        request = json.dumps(
            {
                "main": source[1:],
                "fonts": [str(self.folder / "sans"), *sheet.fonts],
                "data": sheet.data,
                "check_address": sheet.check_address,
                "format": sheet.format,
                "ppi": sheet.ppi,
                "moment": int(sheet.moment.timestamp()),
            }
        ).encode()
        pipe = self._running().stdin
        assert pipe is not None  # noqa: S101 – opened below with PIPE
        try:
            pipe.write(LENGTH.pack(len(request)) + request)
            pipe.flush()
        except BrokenPipeError as broken:
            self._stop()
            raise PressFailed(_DIED) from broken
        return _Sent(sheet, source, len(request))

    def _receive(self, sent: _Sent) -> list[bytes]:
        until = time.monotonic() + self.seconds
        answer = json.loads(self._frame(until))
        pages = [self._exactly(length, until) for length in answer["lengths"]]
        self._printed += 1
        if fault := answer.get("fault"):
            raise explain(fault, first_line=FIRST_LINE, source=sent.source)
        return pages

    def _drain(self, sent: _Sent) -> None:
        try:
            self._receive(sent)
        except Refused:
            return

    def _running(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and process.poll() is None and self._printed < LETTERS_A_PROCESS:
            return process
        self._stop()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kesos.documents.press", str(self.folder), str(self.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=BARE_ENVIRONMENT,
            cwd=Path(__file__).resolve().parents[2],
        )
        self._printed = 0
        if self._process.stdout and hasattr(fcntl, "F_SETPIPE_SZ"):  # Linux: room for the letters that are ahead
            with suppress(OSError):
                fcntl.fcntl(self._process.stdout.fileno(), fcntl.F_SETPIPE_SZ, ANSWERS)
        self._frame(time.monotonic() + SECONDS_TO_START)
        return self._process

    def _frame(self, until: float) -> bytes:
        return self._exactly(LENGTH.unpack(self._exactly(LENGTH.size, until))[0], until)

    def _exactly(self, length: int, until: float) -> bytes:
        if self._process is None or self._process.stdout is None:
            raise PressFailed(_DIED)
        pipe = self._process.stdout.fileno()
        got = bytearray()
        while len(got) < length:
            if not select.select([pipe], [], [], max(until - time.monotonic(), 0))[0]:
                self._stop()
                raise PressFailed(_TOO_LONG.format(round(self.seconds)))
            chunk = os.read(pipe, length - len(got))
            if not chunk:
                self._stop()
                raise PressFailed(_DIED)
            got += chunk
        return bytes(got)

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        process.wait()


_TOO_LONG = "Penyusunan surat lebih dari {} detik dan dihentikan. Periksa perulangan di dalam templat."
_DIED = "Penyusunan surat berhenti karena memakai terlalu banyak memori. Periksa perulangan di dalam templat."


@cache
def _house() -> str:
    return resources.files("kesos.documents").joinpath("typst/house.typ").read_text(encoding="utf-8")


def _write_whole(target: Path, content: bytes) -> None:
    part = target.with_suffix(f"{target.suffix}.{threading.get_ident()}")
    part.write_bytes(content)
    part.replace(target)


_presses: dict[int, Press] = {}


def press() -> Press:
    """The press of this process; a forked child starts its own."""
    if os.getpid() not in _presses:
        _presses.clear()
        _presses[os.getpid()] = Press()
    return _presses[os.getpid()]
