"""What every stand-in shares: a door with a key, faults to order, the manner of answering, and no log."""

import json
import random
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kesos.interop.population.messages import KEY_HEADER


@dataclass(frozen=True, slots=True)
class Faults:
    """How badly a stand-in behaves: seconds before each answer, and shares of answers that fail or are nonsense."""

    delay: float = 0
    unavailable: float = 0
    garbage: float = 0


class StandInServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: "type[StandInHandler]", *, key: str, faults: Faults) -> None:
        self.key, self.faults = key, faults
        self.chance = random.Random(1)  # noqa: S311 -- faults on order, no secret
        super().__init__(address, handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class StandInHandler(BaseHTTPRequestHandler):
    server: StandInServer
    protocol_version = "HTTP/1.1"
    sys_version = ""
    timeout = 30

    def may_enter(self) -> bool:
        """The key, then the faults that were ordered; whoever may not has been answered."""
        faults, chance = self.server.faults, self.server.chance
        if self.server.key and self.headers.get(KEY_HEADER) != self.server.key:
            self.say(401, {"pesan": "Kunci API tidak dikenal."})
            return False
        if faults.delay:
            time.sleep(faults.delay)
        if chance.random() < faults.unavailable:
            self.say(503, {"pesan": "Layanan sedang tidak tersedia."})
            return False
        if chance.random() < faults.garbage:
            self.send(200, b"<html>Bukan jawaban</html>", "text/html")
            return False
        return True

    def say(self, status: int, told: Any) -> None:
        self.send(status, json.dumps(told, ensure_ascii=False).encode(), "application/json")

    def send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Nothing: an address may hold a NIK."""


def is_nik(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 16 and text.isascii() and text.isdigit()
