"""Kesos beside a tuned Django admin: the same million people, server, PostgreSQL, clients and minutes."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import psycopg

from kesos.config.bench import asking
from kesos.config.bench.clients import Heard, asked
from kesos.config.bench.figures import Figure, Size, machine_load
from kesos.config.bench.planted import Planted, planted, sample, unsaid
from kesos.config.bench.rival import Rival, programs
from kesos.config.bench.starts import free_port, serving, until_answered

SAMPLE = 20_000  # rows the rival imports
SLOT = float(os.environ.get("KESOS_BENCH_SLOT", "6"))  # seconds of one kind of look-up in one round
LEAST_IMPORT, LEAST_JSON, LEAST_HTML, LEAST_NAMES, MOST_P99 = 50.0, 5.0, 3.0, 5.0, 0.33
PROVINCE, OFFICIAL = "33", "ukur.bersisian"


@dataclass(frozen=True, slots=True)
class Imported:
    rows: int
    seconds: float
    unsaid: tuple[int, int]  # doubles let in without a word: by the import, and after the search for doubles
    doubles: int

    @property
    def rate(self) -> float:
        return self.rows / self.seconds


def beside_the_rival(size: Size) -> list[Figure]:
    """`size.people` in both; the rival's import is measured on a sample, for it takes minutes a million."""
    programs()
    with tempfile.TemporaryDirectory(prefix="kesos-") as place:
        folder = Path(place)
        folder.chmod(0o755)
        told = planted(size, folder)
        rival = Rival(folder)
        with rival.database():
            theirs = _rivals_import(rival, told, folder)
            ours = _our_import(told)
            rival.ask("fill", told.people)
            _tidied()
            heard = _looked_up(rival, size)
    return [*_imports(ours, theirs), *_look_ups(heard)]


def _rivals_import(rival: Rival, told: Planted, folder: Path) -> Imported:
    part = sample(told, SAMPLE, folder / "sample.csv")
    done = rival.ask("bulk", part.people)
    refused = set(done["refused"])
    through = sum(double not in refused for double, _ in part.pairs)
    return Imported(done["rows"], done["seconds"], (through, through), len(part.pairs))


def _our_import(told: Planted) -> Imported:
    from kesos.config.importing_people import bring_sets
    from kesos.demo.people import REFERENCE_DAY

    asking.official(OFFICIAL, PROVINCE)
    (done,) = bring_sets(
        told.people, OFFICIAL, "Ukur", REFERENCE_DAY, kind="people", told={"register": "dtks"}, at=datetime.now(UTC),
        say=_aside,
    )  # fmt: skip
    return Imported(done.brought.rows, done.seconds, unsaid(told), len(told.pairs))


def _tidied() -> None:
    """As the server does by itself some minutes after a load; the rival's table is as well."""
    with psycopg.connect(os.environ["KESOS_DATABASE_URL"], autocommit=True) as owner:
        for table in ("person", "family", "membership", "listing", "importrow"):
            owner.execute(f"vacuum analyze registry_{table}")


def _looked_up(rival: Rival, size: Size) -> dict[str, list[Heard]]:
    """In turns, so that another load on the machine falls on both alike."""
    people = asking.some_people(OFFICIAL)
    port, ours = free_port(), asking.our_session(OFFICIAL)
    with rival.served(port), serving(free := free_port(), dict(os.environ)) as web:
        until_answered(f"http://127.0.0.1:{free}/akun/login/", web)
        theirs = rival.ask("session")["cookie"]
        kinds: dict[str, tuple[int, list[list[bytes]]]] = {
            **{name: (port, told) for name, told in asking.of_the_rival(people, theirs).items()},
            **{name: (free, told) for name, told in asking.of_ours(people, ours).items()},
        }
        act: Callable[[str, float], Heard] = lambda name, slot: asked(*kinds[name], slot)  # noqa: E731
        for name in kinds:
            act(name, SLOT / 3)  # templates, plans and pages of the database are read once
        heard: dict[str, list[Heard]] = {name: [] for name in kinds}
        for _ in range(size.rounds):
            for name in kinds:
                heard[name].append(act(name, SLOT))
    sys.stderr.write(json.dumps({name: [round(one.rate) for one in each] for name, each in heard.items()}) + "\n")
    return heard


def _imports(ours: Imported, theirs: Imported) -> list[Figure]:
    about = (
        f"Kesos {ours.rate:.0f} baris/detik, {ours.rows} baris dengan keluarga dan semua pemeriksaan; pembanding "
        f"{theirs.rate:.0f}, {theirs.rows} baris tanpa keluarga dan tanpa pemeriksaan; {machine_load()}"
    )
    share = [round(100 * part / one.doubles, 1) for one in (ours, theirs) for part in one.unsaid]
    said = (
        f"persen data ganda yang masuk tanpa sepatah kata: Kesos {share[0]:g} pada impor dan {share[1]:g} sesudah "
        f"pencarian ganda, dari {ours.doubles}; pembanding {share[2]:g}, dari {theirs.doubles}"
    )
    return [
        Figure("rival_import_rate", round(ours.rate / theirs.rate, 1), LEAST_IMPORT, True, about),
        Figure("rival_doubles_unsaid_percent", share[1], share[2], about=said),
    ]


def _look_ups(heard: dict[str, list[Heard]]) -> list[Figure]:
    found = []
    for name, ours, theirs, least in (
        ("nik_json", "json", "rival", LEAST_JSON),
        ("nik_html", "html", "rival", LEAST_HTML),
        ("name_json", "names", "rival_names", LEAST_NAMES),
        ("name_html", "names_html", "rival_names", LEAST_NAMES),
    ):
        mine, other = heard[ours], heard[theirs]
        rate = median(a.rate / b.rate for a, b in zip(mine, other, strict=True))
        slowest = median(a.p(0.99) / b.p(0.99) for a, b in zip(mine, other, strict=True))
        about = f"Kesos {_told(mine)}; pembanding {_told(other)}; {len(mine)} putaran, {machine_load()}"
        found += [
            Figure(f"rival_{name}_rate", round(rate, 2), least, True, about),
            Figure(f"rival_{name}_p99", round(slowest, 2), MOST_P99),
        ]
    return found


def _told(each: list[Heard]) -> str:
    whole = each[0]
    for one in each[1:]:
        whole = whole.joined(one)
    own = 100 * whole.own_seconds / whole.seconds
    return f"{whole.rate:.0f}/detik, p50 {whole.p(0.5):.0f} p99 {whole.p(0.99):.0f} ms, pemanggil {own:.0f}% satu inti"


def _aside(said: str) -> None:
    """Standard output is for the figures."""
    sys.stderr.write(said + "\n")
