"""A stand-in for BPJS Kesehatan: a server of its own over one CSV file (NIK,STATUS), with faults to order."""

import csv
import json
import random
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kesos.foundation.errors import Refused
from kesos.interop.health.client import PATH, STATUSES
from kesos.interop.population.messages import KEY_HEADER
from kesos.interop.population.standin import Faults

UNKNOWN = "tidak_terdaftar"


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], *, data: Path, key: str, faults: Faults, seed: int = 1) -> None:
        self.members, self.key, self.faults = load(data), key, faults
        self.chance = random.Random(seed)  # noqa: S311 -- faults on order, no secret
        super().__init__(address, Handler)


def load(data: Path) -> dict[str, str]:
    """Raises Refused where it is no file of members."""
    try:
        with open(data, encoding="utf-8", newline="") as file:
            found = {row["NIK"]: row["STATUS"] for row in csv.DictReader(file)}
    except (OSError, ValueError, KeyError) as fault:
        raise Refused(f"{data} bukan berkas peserta. Kolomnya NIK dan STATUS.") from fault
    if odd := sorted(set(found.values()) - set(STATUSES)):
        raise Refused(f"Status tidak dikenal: {', '.join(odd)}. Pakai {', '.join(STATUSES)}.")
    return found


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "standin-jkn", ""
    timeout = 30

    def do_GET(self) -> None:
        faults, chance = self.server.faults, self.server.chance
        if self.server.key and self.headers.get(KEY_HEADER) != self.server.key:
            return self._send(401, b'{"pesan": "Kunci API tidak dikenal."}')
        time.sleep(faults.delay)
        if chance.random() < faults.unavailable:
            return self._send(503, b'{"pesan": "Layanan sedang tidak tersedia."}')
        if chance.random() < faults.garbage:
            return self._send(200, b"<html>Bukan jawaban</html>")
        nik = self.path.removeprefix(PATH)
        if not self.path.startswith(PATH) or len(nik) != 16 or not nik.isdigit():
            return self._send(404, b'{"pesan": "Alamat tidak dikenal."}')
        told = {"nik": nik, "status": self.server.members.get(nik, UNKNOWN)}
        return self._send(200, json.dumps(told).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Nothing: an address holds a NIK."""
