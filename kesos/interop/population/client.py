"""Asks the population registry over HTTP: with a time limit, some patience, and no belief in what cannot be read."""

import http.client
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from kesos.interop.population.messages import KEY_HEADER, MOST, PATH, Garbled, answer, question
from kesos.registry.ports import NotFoundThere, PopulationRecord, RegistryDown

T = TypeVar("T")
LOG = logging.getLogger(__name__)
LARGEST = 8 * 2**20  # bytes of one answer; five hundred people are below one megabyte
PAUSE = 0.5  # seconds before the second try, doubled before each further one

NO_ANSWER = "Dukcapil tidak menjawab. Belum ada yang berubah; padan dicoba lagi beberapa saat kemudian."
NO_SENSE = (
    "Jawaban Dukcapil tidak dapat dibaca. Belum ada yang berubah; coba lagi, dan beri tahu pengelola bila berulang."
)
NO_ENTRY = "Dukcapil menolak sambungan ini. Minta pengelola memeriksa KESOS_POPULATION_URL dan KESOS_POPULATION_KEY."


class _Again(Exception):
    """Worth another try."""


class _SameDoor(urllib.request.HTTPRedirectHandler):
    """The key and the NIKs go to the address that was set, and nowhere an answer may point to."""

    def redirect_request(self, *args: object, **more: object) -> None:
        return None


class Client:
    """Implements kesos.registry.ports.PopulationRegistry."""

    def __init__(
        self, url: str, *, key: str = "", seconds: float = 10, tries: int = 3, pause: float = PAUSE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        if urlsplit(url).scheme not in ("http", "https"):
            raise RegistryDown(NO_ENTRY)
        self._url, self._key, self._seconds = url.rstrip("/"), key, seconds
        self._tries, self._pause, self._sleep = max(1, tries), pause, sleep
        # no proxy of the environment: NIKs go straight to the registry
        self._open = urllib.request.build_opener(urllib.request.ProxyHandler({}), _SameDoor()).open

    def look_up(self, niks: Sequence[str]) -> Mapping[str, PopulationRecord | NotFoundThere]:
        """Asks in batches; all are answered, or RegistryDown is raised."""
        wanted = sorted(set(niks))
        found: dict[str, PopulationRecord | NotFoundThere] = {}
        for start in range(0, len(wanted), MOST):
            found |= self._people(wanted[start : start + MOST])
        return found

    def _people(self, niks: Sequence[str]) -> dict[str, PopulationRecord | NotFoundThere]:
        return self._patiently(lambda: answer(self._ask(PATH, question(niks)), niks))

    def read(self, path: str, understand: Callable[[bytes], T]) -> T:
        """One GET, understood. Raises RegistryDown."""
        return self._patiently(lambda: understand(self._ask(path, None)))

    def _patiently(self, ask: Callable[[], T]) -> T:
        sentence = NO_ANSWER
        for attempt in range(self._tries):
            if attempt:
                self._sleep(self._pause * 2 ** (attempt - 1))
            try:
                return ask()
            except _Again as fault:
                sentence = NO_ANSWER
                LOG.warning("population registry, try %s: %s", attempt + 1, fault)
            except Garbled as fault:
                sentence = NO_SENSE
                LOG.warning("population registry, try %s: garbled (%s)", attempt + 1, fault)
        raise RegistryDown(sentence)

    def _ask(self, path: str, body: bytes | None) -> bytes:
        request = urllib.request.Request(  # noqa: S310 -- the scheme was checked
            self._url + path, body, {"Content-Type": "application/json", KEY_HEADER: self._key}
        )
        ends = time.monotonic() + self._seconds
        try:
            with self._open(request, timeout=self._seconds) as response:
                return _whole(response, ends)
        except urllib.error.HTTPError as fault:
            with fault:
                if fault.code >= 500 or fault.code == 429:
                    raise _Again(f"status {fault.code}") from fault
                raise RegistryDown(NO_ENTRY) from fault
        except (OSError, http.client.HTTPException) as fault:
            raise _Again(type(fault).__name__) from fault


def _whole(response: http.client.HTTPResponse, ends: float) -> bytes:
    """The body, unless it is too long or trickles in beyond the time limit."""
    parts, size = [], 0
    while part := response.read1(65536):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise Garbled("too long")
        if time.monotonic() > ends:
            raise _Again("too slow")
    body = b"".join(parts)
    if response.length:  # read1 tells the end of a connection that broke as the end of the answer
        raise _Again("cut off")
    return body
