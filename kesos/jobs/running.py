"""Carry out one job as the person who asked for it, and write down how it ended."""

import json
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.module_loading import import_string

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, SYSTEM_USER_ID, Actor
from kesos.foundation.errors import Refused
from kesos.jobs.ledger import Ledger, ledger_of
from kesos.jobs.models import JobRun
from kesos.jobs.registry import JobKind, Result, kind_of

log = logging.getLogger("kesos.jobs")
T = TypeVar("T")
REPORT_SECONDS = 1.0
MOST_ATTEMPTS = 5  # a job that takes its worker down each time does not do so for ever


class Cancelled(Exception):
    """Somebody asked this job to stop."""


class Interrupted(Exception):
    """The worker is asked to end; the job goes on in the next one."""


@dataclass
class Run:
    """A job while it runs. `checkpoint` is what earlier attempts remembered."""

    id: int
    by: Actor
    at: datetime
    region_code: str
    checkpoint: dict[str, Any]
    _ledger: Ledger = field(repr=False)
    _ending: Callable[[], bool] = field(repr=False)
    _reported: float = 0.0

    def acting(self) -> AbstractContextManager[None]:
        """One transaction as the person, for work in slices."""
        return acting(self.by)

    def progress(self, done: int, total: int | None = None, message: str | None = None) -> None:
        """At most one report a second is written. Raises Cancelled or Interrupted when it is time to stop."""
        if self._ending():
            raise Interrupted
        now = time.monotonic()
        if now - self._reported < REPORT_SECONDS and done != total:
            return
        self._reported = now
        told = self._ledger.write("report", done=done, total=total, message=message, at=timezone.now())
        if told and told["cancelled"]:
            raise Cancelled

    def remember(self, **found: Any) -> None:
        """Kept for the next attempt, whatever happens to this one. Keys and ids only."""
        self.checkpoint.update(found)
        self._ledger.write("remember", found=found, at=timezone.now())


def perform(run_id: int, *, ending: Callable[[], bool] = lambda: False) -> None:
    """Run it, unless it is over. Raises Interrupted, Busy or a lost connection: the queue then tries again."""
    with ledger_of(run_id) as ledger:
        begun = ledger.write("begin", at=timezone.now())
        if begun is None:
            return
        if begun["attempts"] > MOST_ATTEMPTS:
            number = error_number()
            log.error("galat %s: job %s stopped its worker %s times", number, run_id, MOST_ATTEMPTS)
            _end(ledger, "failed", f"Terhenti berkali-kali. {QUOTE.format(number=number)}", number=number)
            return
        try:
            if begun["cancelled"]:
                raise Cancelled
            _carry_out(run_id, begun, ledger, ending)
        except Cancelled:
            _end(ledger, "cancelled", "Dibatalkan. Yang sudah tersimpan sebelum ini tetap ada.")
        except Refused as refusal:
            _end(ledger, "refused", refusal.sentence, code=refusal.code)
        except Interrupted:
            ledger.write("wait", message="Dilanjutkan setelah pekerja dinyalakan kembali.", forgiven=1)
            raise
        except (OperationalError, InterfaceError):
            ledger.write("wait", message="Sambungan ke basis data terputus; dicoba lagi.", forgiven=0)
            raise
        except Exception:  # the third entrance beside web and API: a bug gets a number here
            number = error_number()
            log.exception("galat %s: job %s (%s)", number, run_id, begun["kind"])
            _end(ledger, "failed", QUOTE.format(number=number), number=number)


def one_by_one(things: Iterable[T], work: Callable[[T], object], *, name: str) -> int:
    """Work of the clock over many places: what fails in one is written down, and the others go on.

    Returns how many failed. A lost connection stops all; the clock comes again.
    """
    failed = 0
    for thing in things:
        try:
            work(thing)
        except (OperationalError, InterfaceError):
            raise
        except Refused as refusal:
            failed += 1
            log.warning("%s: %s: %s", name, thing, refusal.sentence)
        except Exception:  # as in `perform`: a bug gets a number and stays with its own place
            failed += 1
            log.exception("galat %s: %s: %s", error_number(), name, thing)
    return failed


QUOTE = "Terjadi galat. Sebutkan nomor {number} kepada pengelola."


def error_number() -> str:
    """Short enough to be read out on the telephone."""
    return f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()


def _carry_out(run_id: int, begun: dict[str, Any], ledger: Ledger, ending: Callable[[], bool]) -> None:
    kind = kind_of(begun["kind"])
    if kind is None:
        raise Refused("Jenis pekerjaan ini tidak dikenal lagi. Mulai sekali lagi dari layarnya.", code="job_unknown")
    at = timezone.now()
    run = Run(
        id=run_id,
        by=_actor(begun["user_id"], at),
        at=at,
        region_code=begun["region_code"],
        checkpoint=json.loads(begun["checkpoint"]),
        _ledger=ledger,
        _ending=ending,
    )
    told = json.loads(begun["arguments"])
    if kind.slices:
        result = _work(kind, run, told)
        _end(ledger, "done", result.message, url=result.url)
        return
    with run.acting():
        result = _work(kind, run, told)
        # in the work's own transaction: it can never be done and not be told so
        JobRun.objects.filter(pk=run_id).update(
            state=JobRun.State.DONE,
            finished_at=timezone.now(),
            message=result.message[:500],
            result_url=result.url,
            n_done=Greatest("n_done", Coalesce("n_total", 0)),
        )


def _work(kind: JobKind, run: Run, told: dict[str, Any]) -> Result:
    found = kind.work(run, **told)
    return found if isinstance(found, Result) else Result(found or "Selesai.")


def _end(ledger: Ledger, state: str, message: str, *, code: str = "", number: str = "", url: str = "") -> None:
    ledger.write("end", state=state, at=timezone.now(), message=message[:500], code=code, number=number, url=url)


def _actor(user_id: int, at: datetime) -> Actor:
    """Accounts stand above this part: the settings name who knows them."""
    if user_id == SYSTEM_USER_ID:
        return SYSTEM
    actor: Actor = import_string(settings.KESOS_ACTOR_LOADER)(user_id, at=at)
    return actor
