"""Make a province: one kab/kota a task in two processes, going on where an earlier run was cut off."""

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from kesos.demo.people.province.files import free_bytes, keep
from kesos.demo.people.province.kab import alone, make_kab
from kesos.demo.people.province.order import SUMMARY, VERSION, Order, begin, reason, sole
from kesos.demo.people.province.plan import KabPlan, Plan, counts_of, plan
from kesos.demo.people.province.rates import Rates
from kesos.foundation.errors import Refused
from kesos.foundation.region_code import without_dots
from kesos.foundation.written import thousands

BYTES_A_PERSON = {True: 340, False: 90}  # with and without CSV, for the warning about the disk
Say = Callable[[str], None]


def _silent(_: int) -> None: ...


@dataclass(slots=True)
class Summary:
    """What was made. `seconds` and `cpu_seconds` differ from run to run, the rest does not."""

    province: str
    name: str
    seed: int
    day: str
    rates: dict[str, float]
    counts: dict[str, int]
    planted: dict[str, int] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)  # by set and ending
    kab: int = 0
    kept: int = 0  # kab/kota that an earlier run had finished
    seconds: float = 0.0
    cpu_seconds: float = 0.0


def generate_province(
    province: str,
    seed: int,
    out: Path,
    *,
    day: date,
    rates: Rates,
    people: int | None = None,
    scale: float | None = None,
    csv: bool = True,
    processes: int = 2,
    say: Say = print,
    advance: Callable[[int], None] = _silent,
) -> Summary:
    """`advance` is told the people of every kab/kota that is finished.

    Raises Refused for what is no province, impossible numbers, a folder of another run, a full disk.
    """
    started = time.monotonic()
    province = without_dots(province)
    if seed < 0 or processes < 1 or (people is not None and people < 1):
        raise Refused(
            "Benih tidak boleh negatif; jumlah penduduk dan proses paling sedikit 1.", code="number_impossible"
        )
    order = Order(province, seed, day, rates, counts_of(province, people=people, scale=scale), csv)
    whole = plan(province, order.counts, rates, seed)
    with sole(out):
        done = begin(out, order)
        say(f"{whole.name}: {thousands(order.counts['register'])} penduduk di {len(whole.kab)} kabupaten/kota.")
        _warn_of_disk(out, whole, done, csv, say)
        kept = len(done)
        if kept:
            say(f"{kept} kabupaten/kota sudah selesai dari pekerjaan sebelumnya dan tidak dibuat lagi.")
        advance(sum(told["rows"]["register"] for told in done.values()))
        with _where_it_stopped(done, len(whole.kab)):
            for told in _finished(_missing(whole, done), out, order, processes):
                done[told["kab"]] = told
                rows = told["rows"]
                say(
                    f"  {told['name']}: {thousands(rows['register'])} penduduk, {thousands(rows['dtks'])} baris DTKS "
                    f"({len(done)} dari {len(whole.kab)})"
                )
                advance(rows["register"])
            summary = _summary(whole, order, done)
            summary.kept, summary.seconds = kept, round(time.monotonic() - started, 1)
            keep(out / SUMMARY, {"version": VERSION, **asdict(summary)})
    return summary


def _missing(whole: Plan, done: dict[str, dict[str, Any]]) -> list[KabPlan]:
    """The largest first, so that no process sits idle at the end."""
    return sorted((kab for kab in whole.kab if kab.code not in done), key=lambda kab: (-kab.people, kab.code))


def _finished(missing: list[KabPlan], out: Path, order: Order, processes: int) -> Iterator[dict[str, Any]]:
    """What each kab/kota came to, in the order they finish."""
    if processes == 1 or len(missing) < 2:
        for kab in missing:
            yield make_kab(kab, out, order.rates, order.seed, order.today, csv=order.csv)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(missing)), mp_context=context, initializer=alone) as pool:
        tasks = [
            pool.submit(make_kab, kab, out, order.rates, order.seed, order.today, csv=order.csv) for kab in missing
        ]
        try:
            for task in as_completed(tasks):
                yield task.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _where_it_stopped(done: dict[str, dict[str, Any]], of: int) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error, BrokenProcessPool, KeyboardInterrupt) as fault:
        raise Refused(
            f"Pembuatan terhenti: {reason(fault)}. {len(done)} dari {of} kabupaten/kota sudah utuh. "
            "Bereskan sebabnya, lalu jalankan perintah yang sama: yang sudah utuh tidak dibuat lagi.",
            code="cut_off",
        ) from fault


def _warn_of_disk(out: Path, whole: Plan, done: dict[str, dict[str, Any]], csv: bool, say: Say) -> None:
    needed = sum(k.people for k in whole.kab if k.code not in done) * BYTES_A_PERSON[csv]
    free = free_bytes(out)
    say(f"Perlu kira-kira {thousands(round(needed / 1e6))} MB; kosong {thousands(round(free / 1e6))} MB.")
    if free < needed:
        say("Ruang disk mungkin tidak cukup; --only-parquet memakai seperempatnya.")


def _summary(whole: Plan, order: Order, done: dict[str, dict[str, Any]]) -> Summary:
    rows: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for told in done.values():
        rows.update(told["rows"])
        planted.update(told["planted"])
        for name, size in told["bytes"].items():
            sizes[f"{name.split('/')[0]}.{name.rsplit('.', 1)[1]}"] += size
    short = {name: rows[name] for name, count in whole.counts.items() if rows[name] != count}
    if short:
        raise RuntimeError(f"counts differ from what was asked: {short}")
    return Summary(
        whole.province,
        whole.name,
        order.seed,
        order.day.isoformat(),
        asdict(order.rates),
        dict(rows),
        dict(sorted(planted.items())),
        dict(sorted(sizes.items())),
        len(done),
        cpu_seconds=round(sum(told["cpu_seconds"] for told in done.values()), 1),
    )
