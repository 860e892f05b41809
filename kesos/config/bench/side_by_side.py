"""Kesos beside a tuned Django admin: the same million people, server, PostgreSQL, clients and minutes."""

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from kesos.config.bench import asking
from kesos.config.bench.both_told import Imported, imports, look_ups
from kesos.config.bench.clients import Heard, asked
from kesos.config.bench.figures import Figure, Size
from kesos.config.bench.planted import Planted, planted, sample, unsaid
from kesos.config.bench.rival import Rival, programs
from kesos.config.bench.sampled import somebody
from kesos.config.bench.starts import free_port, serving, until_answered
from kesos.foundation.errors import Refused

SAMPLE = 20_000  # rows the rival imports
SLOT = float(os.environ.get("KESOS_BENCH_SLOT", "6"))  # seconds of one kind of look-up in one round
PROVINCE, OFFICIAL = "33", "ukur.bersisian"


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
    return [*imports(ours, theirs), *look_ups(heard)]


def _rivals_import(rival: Rival, told: Planted, folder: Path) -> Imported:
    part = sample(told, SAMPLE, folder / "sample.csv")
    screen = rival.ask("screen", part.people)
    if screen["kept"] != screen["rows"]:
        raise Refused(f"Layar impor pembanding memasukkan {screen['kept']} dari {screen['rows']} baris.")
    done = rival.ask("bulk", part.people)
    refused = set(done["refused"])
    through = sum(double not in refused for double, _ in part.pairs)
    fastest = done["rows"] / done["seconds"]
    return Imported(screen["rows"], screen["seconds"], (through, through), len(part.pairs), fastest)


def _our_import(told: Planted) -> Imported:
    from kesos.config.importing_people import bring_sets
    from kesos.config.scale.officials import an_official
    from kesos.demo.people import REFERENCE_DAY

    an_official(OFFICIAL, "DINSOS_PROV", PROVINCE)
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
    people = somebody(asking.PEOPLE)
    port, ours = free_port(), asking.our_session(OFFICIAL)
    with rival.served(port), serving(free := free_port(), dict(os.environ)) as web:
        until_answered(f"http://127.0.0.1:{free}/akun/login/", web)
        theirs, ids = rival.ask("session")["cookie"], rival.ids([one.nik for one in people])
        kinds: dict[str, tuple[int, list[list[bytes]]]] = {
            **{name: (port, told) for name, told in asking.of_the_rival(people, ids, theirs).items()},
            **{name: (free, told) for name, told in asking.of_ours(people, ours).items()},
        }

        def act(name: str, slot: float) -> Heard:
            return asked(*kinds[name], slot)

        for name in kinds:
            act(name, SLOT / 3)  # templates, plans and pages of the database are read once
        heard: dict[str, list[Heard]] = {name: [] for name in kinds}
        for _ in range(size.rounds):
            for name in kinds:
                heard[name].append(act(name, SLOT))
    sys.stderr.write(json.dumps({name: [round(one.rate) for one in each] for name, each in heard.items()}) + "\n")
    return heard


def _aside(said: str) -> None:
    """Standard output is for the figures."""
    sys.stderr.write(said + "\n")
