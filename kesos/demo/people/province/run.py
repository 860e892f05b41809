"""Make a province: one kab/kota a task in two processes, going on where an earlier run was cut off."""

import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from kesos.demo.people.province.files import free_bytes
from kesos.demo.people.province.kab import alone, make_kab
from kesos.demo.people.province.order import SUMMARY, begin, reason
from kesos.demo.people.province.plan import KabPlan, Plan, counts_of, plan
from kesos.demo.people.province.rates import Rates
from kesos.foundation.errors import Refused
from kesos.foundation.region_code import without_dots
from kesos.foundation.written import thousands

VERSION = 1  # raised when the same seed gives other people
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
    counts = counts_of(province, people=people, scale=scale)
    order = {
        "version": VERSION, "province": province, "seed": seed, "day": day.isoformat(), "rates": asdict(rates),
        "counts": counts, "csv": csv,
    }  # fmt: skip
    done = begin(out, order)
    whole = plan(province, counts, rates, seed)
    say(f"{whole.name}: {thousands(counts['register'])} penduduk di {len(whole.kab)} kabupaten/kota.")
    _warn_of_disk(out, whole, done, csv, say)
    kept = len(done)
    if kept:
        say(f"{kept} kabupaten/kota sudah selesai dari pekerjaan sebelumnya dan tidak dibuat lagi.")
    advance(sum(told["rows"]["register"] for told in done.values()))
    _make_missing(whole, out, rates, seed, day, csv, processes, done, say, advance)
    told = _summary(whole, seed, day, rates, done)
    told.kept, told.seconds = kept, round(time.monotonic() - started, 1)
    text = json.dumps({"version": VERSION, **asdict(told)}, indent=1, ensure_ascii=False, sort_keys=True)
    (out / SUMMARY).write_text(text + "\n", encoding="utf-8")
    return told


def _make_missing(
    whole: Plan,
    out: Path,
    rates: Rates,
    seed: int,
    day: date,
    csv: bool,
    processes: int,
    done: dict[str, dict[str, Any]],
    say: Say,
    advance: Callable[[int], None],
) -> None:
    today = int(np.datetime64(day, "D").astype(np.int64))
    # the largest first, so that no process sits idle at the end
    missing = sorted((k for k in whole.kab if k.code not in done), key=lambda k: (-k.people, k.code))
    if not missing:
        return
    try:
        for told in _finished(missing, out, rates, seed, today, csv, processes):
            done[told["kab"]] = told
            rows = told["rows"]
            say(
                f"  {told['name']}: {thousands(rows['register'])} penduduk, {thousands(rows['dtks'])} baris DTKS "
                f"({len(done)} dari {len(whole.kab)})"
            )
            advance(rows["register"])
    except (OSError, duckdb.Error, BrokenProcessPool) as fault:
        raise _cut_off(fault, len(done), len(whole.kab)) from fault


def _finished(
    missing: list[KabPlan], out: Path, rates: Rates, seed: int, today: int, csv: bool, processes: int
) -> Iterator[dict[str, Any]]:
    """What each kab/kota came to, in the order they finish."""
    if processes == 1:
        for kab in missing:
            yield make_kab(kab, out, rates, seed, today, csv=csv)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(missing)), mp_context=context, initializer=alone) as pool:
        tasks = [pool.submit(make_kab, kab, out, rates, seed, today, csv=csv) for kab in missing]
        try:
            for task in as_completed(tasks):
                yield task.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _cut_off(fault: BaseException, done: int, of: int) -> Refused:
    return Refused(
        f"Pembuatan terhenti: {reason(fault)}. {done} dari {of} kabupaten/kota sudah utuh. "
        "Bereskan sebabnya, lalu jalankan perintah yang sama: yang sudah utuh tidak dibuat lagi.",
        code="cut_off",
    )


def _warn_of_disk(out: Path, whole: Plan, done: dict[str, dict[str, Any]], csv: bool, say: Say) -> None:
    needed = sum(k.people for k in whole.kab if k.code not in done) * BYTES_A_PERSON[csv]
    free = free_bytes(out)
    say(f"Perlu kira-kira {thousands(round(needed / 1e6))} MB; kosong {thousands(round(free / 1e6))} MB.")
    if free < needed:
        say("Ruang disk mungkin tidak cukup; --only-parquet memakai seperempatnya.")


def _summary(whole: Plan, seed: int, day: date, rates: Rates, done: dict[str, dict[str, Any]]) -> Summary:
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
        seed,
        day.isoformat(),
        asdict(rates),
        dict(rows),
        dict(sorted(planted.items())),
        dict(sorted(sizes.items())),
        len(done),
        cpu_seconds=round(sum(told["cpu_seconds"] for told in done.values()), 1),
    )
