"""Background entrances: the feed by the clock and on demand, moves that wait for an answer, files, lists."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from kesos.foundation.actor import SYSTEM
from kesos.jobs.registry import Result, job, periodic, woken
from kesos.jobs.running import Run
from kesos.journeys import ports
from kesos.journeys.job_names import APPLY, HEALTH, PULL, TAKE_FILE
from kesos.journeys.models import HealthStatus
from kesos.journeys.services import apply, ask_health, pull_feed, report_move, take_file
from kesos.registry.ports import population

log = logging.getLogger("kesos.journeys")


@periodic("journeys.pull_by_the_clock", cron="*/10 * * * *")
def pull_by_the_clock(at: datetime) -> None:
    """Where there is no line, there is nothing to ask; the page says so."""
    try:
        pull_feed.pull(feed=ports.feed, by=SYSTEM, at=at)
    except ports.NeighbourSilent as silent:
        log.warning("peristiwa: %s", silent.sentence)


@job(PULL, queue="default", lock="journeys.pull", slices=True)
def pull_now(run: Run, **later: Any) -> Result:
    """A silent registry ends the job with its sentence."""
    new = pull_feed.pull(feed=ports.feed, by=run.by, at=run.at)
    return Result(f"{new} peristiwa baru diterima dari Dukcapil.", "/peristiwa/")


@job(TAKE_FILE, queue="default", lock="journeys.pull")
def take_a_file(run: Run, *, file_key: str, **later: Any) -> Result:
    taken, wrong = take_file.take(key=UUID(file_key), by=run.by, at=run.at)
    told = f"{taken.new} peristiwa baru diterima, {taken.known} sudah diketahui, {wrong} baris salah."
    return Result(told, f"/peristiwa/berkas/{file_key}/" if wrong else "/peristiwa/")


@woken(report_move.ASK, queue="default")
def ask_about_moves(at: datetime) -> None:
    ask_about_moves_now()


@periodic("journeys.ask_again", cron="*/5 * * * *", queue="default")
def ask_again(at: datetime) -> None:
    """What a registry that was down left waiting; and events that a cut left unapplied."""
    ask_about_moves_now()
    apply.apply_waiting(at=at)


def ask_about_moves_now() -> None:
    while report_move.ask_next(population=population, at=timezone.now()):
        pass


@woken(APPLY, queue="default")
def apply_what_came(at: datetime) -> None:
    apply.apply_waiting(at=at)


@job(HEALTH, queue="default", slices=True)
def ask_about_health(run: Run, *, person_id: int, **later: Any) -> Result:
    status = ask_health.ask_health(person_id=person_id, health=ports.health, by=run.by, at=run.at)
    return Result(f"BPJS Kesehatan menjawab: {HealthStatus.Status(status).label}.", f"/warga/{person_id}/")
