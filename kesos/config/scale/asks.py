"""One look-up after the other over HTTP, in the province and in a kab/kota of a million: does size show?"""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from kesos.config.bench.clients import CSRF
from kesos.config.bench.figures import Figure, machine_load, p50, p99
from kesos.config.bench.starts import free_port, serving, until_answered
from kesos.config.scale import million
from kesos.config.scale.ground import Ground

ROUNDS, EACH, WARM = 5, 400, 100
P50_TIMES, P99_TIMES = 1.3, 2.0


@dataclass(frozen=True, slots=True)
class Side:
    """A server, who asks it, and whom for: (nik, id), each asked once."""

    port: int
    cookie: str
    people: list[tuple[str, int]]

    def ask(self, connection: http.client.HTTPConnection, number: int) -> tuple[float, float]:
        """Seconds of the look-up by NIK (who, where, four pillars), and of all that is known of the person."""
        nik, person = self.people[number % len(self.people)]
        # with a session, as a screen asks: a token may ask no more than so often a minute
        head = {
            "Cookie": f"{self.cookie}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "Content-Type": "application/json",
        }  # fmt: skip
        found = _timed(connection, "POST", "/api/v1/people/one", json.dumps({"nik": nik}), head)
        return found, _timed(connection, "GET", f"/api/v1/people/{person}", None, head)


def by_nik(ground: Ground) -> list[Figure]:
    """Five rounds in turns, one client that keeps its connection; every look-up of another person."""
    here, there = dict(os.environ), million.environment(ground)
    with ExitStack() as open_:
        sides = [_side(told, open_) for told in (here, there)]
        lines = [http.client.HTTPConnection("127.0.0.1", side.port, timeout=60) for side in sides]
        told: list[list[tuple[float, float]]] = [[], []]
        for round_ in range(-1, ROUNDS):  # the first warms both
            for at, (side, line) in enumerate(zip(sides, lines, strict=True)):
                first, number = max(round_, 0) * EACH + (WARM if round_ >= 0 else 0), EACH if round_ >= 0 else WARM
                times = [side.ask(line, turn) for turn in range(first, first + number)]
                told[at] += times if round_ >= 0 else []
    figures = []
    for place, (name, what) in enumerate(
        (("nik", "Siapa, di mana, keempat pilar"), ("person", "Semua tentang satu warga"))
    ):
        large, small = ([one[place] for one in side] for side in told)
        for share, of, limit in (("p50", p50, P50_TIMES), ("p99", p99, P99_TIMES)):
            about = f"{what}: {of(large) * 1000:.2f} dan {of(small) * 1000:.2f} ms, {len(large)} kali; {machine_load()}"
            figures.append(Figure(f"{name}_{share}_to_a_million", round(of(large) / of(small), 2), limit, about=about))
    return figures


def _side(told: Mapping[str, str], open_: ExitStack) -> Side:
    code = f"from kesos.config.scale.told import people; people({ROUNDS * EACH + WARM})"
    said = subprocess.run([sys.executable, "-c", code], env=told, check=True, stdout=subprocess.PIPE, text=True)
    known: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    port = free_port()
    web = open_.enter_context(serving(port, dict(told)))
    until_answered(f"http://127.0.0.1:{port}{known['sign_in']}", web)
    return Side(port, known["cookie"], [(nik, person) for nik, person in known["people"]])


def _timed(line: http.client.HTTPConnection, verb: str, address: str, body: str | None, head: dict[str, str]) -> float:
    began = time.perf_counter()
    line.request(verb, address, body, head)
    answer = line.getresponse()
    answer.read()
    taken = time.perf_counter() - began
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}")
    return taken
