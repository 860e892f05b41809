"""What the measures of `kesos bench` share: their size, the middle of several rounds, the load beside."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from kesos.foundation.figure import Figure as Figure


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: the limits are meant for the sizes the command begins with."""

    people: int
    cases: int
    letters: int
    rounds: int
    operators: int = 100
    seconds: int = 300


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def of_a_process(command: Sequence[str], environment: Mapping[str, str] | None = None) -> list[Figure]:
    """What it says in its last line. Memory is counted apart, and one that breaks leaves the others: then empty."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
        try:
            said, _ = child.communicate()
        except KeyboardInterrupt:
            child.terminate()
            raise
    return [Figure(**one) for one in json.loads(said.splitlines()[-1])] if child.returncode == 0 else []


def in_turns(rounds: int, *acts: Callable[[], float]) -> list[list[float]]:
    """What each act measured, round by round; in turns, so that another load on the machine falls on all alike."""
    told: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for place, act in enumerate(acts):
            told[place].append(act())
    return told


def middle_ratio(above: Iterable[float], below: Iterable[float]) -> float:
    """The middle of the rounds' own ratios."""
    return round(median(a / b for a, b in zip(above, below, strict=True)), 2)


def p50(measured: list[float]) -> float:
    return median(measured)


def p99(measured: list[float]) -> float:
    return quantiles(measured, n=100)[98]


def machine_load() -> str:
    """A time in seconds says little on a machine that does something else: how many ran beside."""
    return f"beban mesin {os.getloadavg()[0]:.1f} pada {os.cpu_count()} inti"
