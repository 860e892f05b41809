"""A stand-in for the population registry: a server of its own over files, with faults to order; it changes nothing.

It speaks what `messages` says. Made for demonstrations, tests and pilots; it knows invented people only.
"""

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kesos.foundation.errors import Refused
from kesos.interop.population.events import EVENTS
from kesos.interop.population.messages import MOST, PATH
from kesos.interop.population.standin_events import EventLog
from kesos.interop.standin_server import Faults, StandInHandler, StandInServer, is_nik

COLUMNS = {
    "NIK": "nik", "NO_KK": "no_kk", "NAMA_LENGKAP": "nama", "JENIS_KELAMIN": "jenis_kelamin",
    "TEMPAT_LAHIR": "tempat_lahir", "TANGGAL_LAHIR": "tanggal_lahir", "NAMA_IBU_KANDUNG": "nama_ibu",
    "STATUS_PERKAWINAN": "status_perkawinan", "STATUS_HIDUP": "status_hidup", "TANGGAL_MENINGGAL": "tanggal_meninggal",
    "ALAMAT": "alamat", "RT": "rt", "RW": "rw", "KODE_WILAYAH": "kode_wilayah",
}  # fmt: skip
ONE = "/v1/penduduk/"
LARGEST_QUESTION = 64 * 1024


class Server(StandInServer):
    def __init__(
        self, address: tuple[str, int], *, data: Path, key: str, faults: Faults, events: Path | None = None
    ) -> None:
        self.people, self.events = load(data), EventLog(events)
        super().__init__(address, Handler, key=key, faults=faults)


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


class Handler(StandInHandler):
    server: Server
    server_version = "standin-penduduk"

    def do_GET(self) -> None:
        if self.path == "/sehat":
            return self.say(200, {"sehat": True})
        if not self.may_enter():
            return None
        if self.path.startswith(EVENTS):
            return self.say(200, self.server.events.page(parse_qs(urlsplit(self.path).query)))
        nik = self.path.removeprefix(ONE)
        if not self.path.startswith(ONE) or not is_nik(nik):
            return self.say(404, {"pesan": "Alamat tidak dikenal."})
        found = self._people([nik])
        return self.say(200, found[0]) if found else self.say(404, {"pesan": "NIK tidak ditemukan."})

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST_QUESTION:
            self.close_connection = True
            return self.say(413, {"pesan": "Pertanyaan terlalu panjang."})
        body = self.rfile.read(int(length))
        if not self.may_enter():
            return None
        if self.path != PATH:
            return self.say(404, {"pesan": "Alamat tidak dikenal."})
        try:
            niks = json.loads(body)["nik"]
            fits = isinstance(niks, list) and len(niks) <= MOST and all(is_nik(nik) for nik in niks)
        except (ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            return self.say(422, {"pesan": f"Kirim paling banyak {MOST} NIK, masing-masing 16 angka sebagai teks."})
        people = self._people(niks)
        there = {person["nik"] for person in people}
        unknown = sorted(set(niks) - there)
        return self.say(200, {"penduduk": people, "tidak_ditemukan": unknown})

    def _people(self, niks: list[str]) -> list[dict[str, Any]]:
        marks = ", ".join("?" * len(niks))
        found = self.server.people.execute(f"select * from person where nik in ({marks})", niks)  # noqa: S608
        return [dict(zip(COLUMNS.values(), row, strict=True)) for row in found.fetchall()]
