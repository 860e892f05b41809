"""A stand-in of the population registry: a real HTTP server over a CSV file; looks up, and does nothing else."""

import csv
import hmac
import json
import random
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

MOST_AT_ONCE = 1000
COLUMNS = {
    "nik": "NIK", "no_kk": "NO_KK", "nama": "NAMA_LENGKAP", "jk": "JENIS_KELAMIN", "tanggal_lahir": "TANGGAL_LAHIR",
    "status_hidup": "STATUS_HIDUP", "tanggal_meninggal": "TANGGAL_MENINGGAL", "kode_wilayah": "KODE_WILAYAH",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Faults:
    """How badly the stand-in behaves, to try the client: a delay, and the share of answers that are 503."""

    delay_seconds: float = 0
    unavailable_share: float = 0


def server(*, data: Path, key: str, port: int, faults: Faults = Faults()) -> ThreadingHTTPServer:
    """Listens on the loopback address only; port 0 takes a free one."""
    people = _read(data)
    chance = random.Random(1)  # noqa: S311 - a trial's dice

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            time.sleep(faults.delay_seconds)
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(min(length, 1_000_000))
            if not hmac.compare_digest(self.headers.get("Authorization") or "", f"Bearer {key}"):
                return self._answer(401, {"galat": "kunci salah"})
            if self.path != "/v1/cari":
                return self._answer(404, {"galat": "alamat tidak dikenal"})
            if chance.random() < faults.unavailable_share:
                return self._answer(503, {"galat": "sedang tidak tersedia"})
            try:
                asked = json.loads(body)["nik"]
            except (ValueError, KeyError, TypeError):
                return self._answer(400, {"galat": "permintaan tidak terbaca"})
            if len(asked) > MOST_AT_ONCE:
                return self._answer(413, {"galat": f"paling banyak {MOST_AT_ONCE} NIK"})
            return self._answer(200, {"ditemukan": [people[nik] for nik in asked if nik in people]})

        def do_GET(self) -> None:
            self._answer(200 if self.path == "/sehat" else 404, {"orang": len(people)} if self.path == "/sehat" else {})

        def _answer(self, status: int, told: dict[str, Any]) -> None:
            data = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """A NIK must not reach a log."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def _read(data: Path) -> dict[str, dict[str, str]]:
    with data.open(encoding="utf-8", newline="") as lines:
        return {row["NIK"]: {ours: row[theirs] for ours, theirs in COLUMNS.items()} for row in csv.DictReader(lines)}
