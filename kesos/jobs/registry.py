"""Kinds of jobs, named by the parts that own them in their `jobs.py`.

@job("registry.import_people", queue="bulk", lock="registry.import", slices=True)
def import_people_file(run: Run, *, batch_id: int, **later: object) -> Result: ...

@periodic("files.sweep", cron="20 2 * * *")
def sweep_files(at: datetime) -> None: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.utils import timezone
from procrastinate.contrib.django import app

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM


@dataclass(frozen=True, slots=True)
class Result:
    """What the person reads at the end, and where the result is."""

    message: str
    url: str = ""


Work = Callable[..., Result | str | None]
W = TypeVar("W", bound=Work)
P = TypeVar("P", bound=Callable[[datetime], object])


@dataclass(frozen=True, slots=True)
class JobKind:
    """`lock` lets only one job with it run at a time. `slices`: the function opens its own transactions."""

    name: str
    work: Work
    queue: str
    lock: str | None
    slices: bool


_KINDS: dict[str, JobKind] = {}


def job(name: str, *, queue: str = "default", lock: str | None = None, slices: bool = False) -> Callable[[W], W]:
    """Register a kind. Without `slices` the work is one transaction, acting as the user who asked for it.

    The function gets the run and the arguments it was started with; it lets unknown arguments pass
    (`**later`), so that an old worker takes newer jobs. It may be run again after a power cut.
    """

    def register(work: W) -> W:
        if name in _KINDS and _KINDS[name].work.__module__ != work.__module__:
            raise ValueError(f"two jobs are named {name}")
        _KINDS[name] = JobKind(name, work, queue, lock, slices)
        return work

    return register


def kind_of(name: str) -> JobKind | None:
    return _KINDS.get(name)


def periodic(name: str, *, cron: str, queue: str = "clock") -> Callable[[P], P]:
    """A job by the clock (cron in UTC), as the system. One at a time; a missed hour is not made up for."""

    def register(work: P) -> P:
        @app.periodic(cron=cron, periodic_id=name)
        @app.task(name=name, queue=queue, queueing_lock=name, lock=name)
        def by_the_clock(timestamp: int) -> None:
            work(timezone.now())

        return work

    return register


def woken(name: str, *, queue: str) -> Callable[[P], P]:
    """Work that `queue.put(name, queue=…, only_one=name)` wakes, without a page of its own. One at a time."""

    def register(work: P) -> P:
        @app.task(name=name, queue=queue, lock=name)
        def when_woken(**later: object) -> None:
            work(timezone.now())

        return work

    return register


def as_system(work: P) -> P:
    """For a periodic job that is one transaction: it runs as the system actor."""

    def run(at: datetime) -> object:
        with acting(SYSTEM):
            return work(at)

    return run  # type: ignore[return-value]
