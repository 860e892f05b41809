"""A stand-in for the population registry: a server of its own over files, with faults to order; it changes nothing.

It speaks what `messages` says. Made for demonstrations, tests and pilots; it knows invented people only.
"""

import csv
import json
import random
import sqlite3
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kesos.foundation.errors import Refused
from kesos.interop.population.events import EVENTS
from kesos.interop.population.messages import KEY_HEADER, MOST, PATH
from kesos.interop.population.standin_events import EventLog

COLUMNS = {
    "NIK": "nik", "NO_KK": "no_kk", "NAMA_LENGKAP": "nama", "JENIS_KELAMIN": "jenis_kelamin",
    "TEMPAT_LAHIR": "tempat_lahir", "TANGGAL_LAHIR": "tanggal_lahir", "NAMA_IBU_KANDUNG": "nama_ibu",
    "STATUS_PERKAWINAN": "status_perkawinan", "STATUS_HIDUP": "status_hidup", "TANGGAL_MENINGGAL": "tanggal_meninggal",
    "ALAMAT": "alamat", "RT": "rt", "RW": "rw", "KODE_WILAYAH": "kode_wilayah",
}  # fmt: skip
ONE = "/v1/penduduk/"
LARGEST_QUESTION = 64 * 1024


@dataclass(frozen=True, slots=True)
class Faults:
    """How badly the stand-in behaves: seconds before each answer, and shares of answers that fail or are nonsense."""

    delay: float = 0
    unavailable: float = 0
    garbage: float = 0


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(
        self,
        address: tuple[str, int],
        *,
        data: Path,
        key: str,
        faults: Faults,
        events: Path | None = None,
        seed: int = 1,
    ) -> None:
        self.people, self.key, self.faults = load(data), key, faults
        self.events = EventLog(events)
        self.chance = random.Random(seed)  # noqa: S311 -- faults on order, no secret
        super().__init__(address, Handler)


def load(data: Path) -> sqlite3.Connection:
    """The file in memory, found by NIK. Raises Refused where it is not a population file."""
    people = sqlite3.connect(":memory:", check_same_thread=False)
    names = list(COLUMNS.values())
    people.execute(f"create table person ({', '.join(names)}, primary key (nik)) without rowid")
    try:
        with open(data, encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            head = next(reader, [])
            places = [head.index(column) for column in COLUMNS]
            rows = ([row[place] for place in places] for row in reader)
            put = f"insert or replace into person values ({', '.join('?' * len(names))})"  # noqa: S608
            people.executemany(put, rows)
    except (OSError, ValueError, IndexError) as fault:
        raise Refused(
            f"{data} bukan berkas kependudukan. Buat dengan kesos people generate dan pakai dukcapil.csv."
        ) from fault
    people.commit()
    return people


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "standin-penduduk", ""
    timeout = 30

    def do_GET(self) -> None:
        if self.path == "/sehat":
            return self._say(200, {"sehat": True})
        if not self._may_enter():
            return None
        if self.path.startswith(EVENTS):
            return self._say(200, self.server.events.page(parse_qs(urlsplit(self.path).query)))
        nik = self.path.removeprefix(ONE)
        if not self.path.startswith(ONE) or not _is_nik(nik):
            return self._say(404, {"pesan": "Alamat tidak dikenal."})
        found = self._people([nik])
        return self._say(200, found[0]) if found else self._say(404, {"pesan": "NIK tidak ditemukan."})

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST_QUESTION:
            self.close_connection = True
            return self._say(413, {"pesan": "Pertanyaan terlalu panjang."})
        body = self.rfile.read(int(length))
        if not self._may_enter():
            return None
        if self.path != PATH:
            return self._say(404, {"pesan": "Alamat tidak dikenal."})
        try:
            niks = json.loads(body)["nik"]
            fits = isinstance(niks, list) and len(niks) <= MOST and all(_is_nik(nik) for nik in niks)
        except (ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            return self._say(422, {"pesan": f"Kirim paling banyak {MOST} NIK, masing-masing 16 angka sebagai teks."})
        people = self._people(niks)
        there = {person["nik"] for person in people}
        unknown = sorted(set(niks) - there)
        return self._say(200, {"penduduk": people, "tidak_ditemukan": unknown})

    def _may_enter(self) -> bool:
        """The key, then the faults that were ordered."""
        faults, chance = self.server.faults, self.server.chance
        if self.server.key and self.headers.get(KEY_HEADER) != self.server.key:
            self._say(401, {"pesan": "Kunci API tidak dikenal."})
            return False
        if faults.delay:
            time.sleep(faults.delay)
        if chance.random() < faults.unavailable:
            self._say(503, {"pesan": "Layanan sedang tidak tersedia."})
            return False
        if chance.random() < faults.garbage:
            self._send(200, b"<html>Bukan jawaban</html>", "text/html")
            return False
        return True

    def _people(self, niks: list[str]) -> list[dict[str, Any]]:
        marks = ", ".join("?" * len(niks))
        found = self.server.people.execute(f"select * from person where nik in ({marks})", niks)  # noqa: S608
        return [dict(zip(COLUMNS.values(), row, strict=True)) for row in found.fetchall()]

    def _say(self, status: int, told: Any) -> None:
        self._send(status, json.dumps(told, ensure_ascii=False).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Nothing: an address may hold a NIK."""


def _is_nik(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 16 and text.isascii() and text.isdigit()
