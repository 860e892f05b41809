"""Clients on connections kept alive, as lean as they can be: what is measured is the server, not they.

A request is bytes made before; of the answer no more is read than its status and its length.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from kesos.foundation.errors import Refused

CLIENTS = 8
CSRF = "u" * 32
Requests = Sequence[bytes]  # one look-up: sent one after the other, the next when the one before is answered


@dataclass(slots=True)
class Heard:
    """Seconds of each look-up, and what went on as long as they were made."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    own_seconds: float = 0.0  # processor time of the clients themselves
    bytes: int = 0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    def p(self, part: float) -> float:
        """Milliseconds."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000

    def joined(self, other: "Heard") -> "Heard":
        return Heard(
            self.times + other.times, self.seconds + other.seconds, self.own_seconds + other.own_seconds,
            self.bytes + other.bytes,
        )  # fmt: skip


def asked(port: int, look_ups: Sequence[Requests], seconds: float, *, clients: int = CLIENTS) -> Heard:
    """Each client takes the next look-up as soon as its last is answered. Raises Refused where one is not."""
    return asyncio.run(_asked(port, look_ups, seconds, clients))


async def _asked(port: int, look_ups: Sequence[Requests], seconds: float, clients: int) -> Heard:
    heard, turn = Heard(), count()
    began, own = time.perf_counter(), time.process_time()
    ends = began + seconds

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        try:
            while (at := time.perf_counter()) < ends:
                for request in look_ups[next(turn) % len(look_ups)]:
                    writer.write(request)
                    heard.bytes += await _answer(reader)
                heard.times.append(time.perf_counter() - at)
        finally:
            writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    heard.seconds, heard.own_seconds = time.perf_counter() - began, time.process_time() - own
    return heard


async def _answer(reader: asyncio.StreamReader) -> int:
    """Its length, read whole."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = head[9:12]
    if status not in (b"200", b"302"):
        raise Refused(f"Peladen yang diukur menjawab {status.decode()}: {head[:200]!r}")
    lower = head.lower()
    if b"\r\ntransfer-encoding: chunked" in lower:
        return await _chunks(reader)
    length = int(lower.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0] or 0)
    await reader.readexactly(length)
    return length


async def _chunks(reader: asyncio.StreamReader) -> int:
    whole = 0
    while length := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        await reader.readexactly(length + 2)
        whole += length
    await reader.readuntil(b"\r\n")
    return whole


def get(address: str, cookie: str, *more: str) -> bytes:
    return _request("GET", address, cookie, more)


def post(address: str, cookie: str, body: str, *more: str) -> bytes:
    sent = body.encode()
    return _request("POST", address, cookie, (*more, f"Content-Length: {len(sent)}")) + sent


def _request(method: str, address: str, cookie: str, more: Sequence[str]) -> bytes:
    lines = [f"{method} {address} HTTP/1.1", "Host: localhost", f"Cookie: {cookie}", "Accept: */*", *more]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
