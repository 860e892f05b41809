"""Doubles without a sound number in a generated file whose doubles are known, beside Splink alone."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from kesos.config.bench.figures import Size, machine_load
from kesos.foundation.figure import Figure

SEED = 5


def doubles(size: Size) -> list[Figure]:
    """One row in five is a double; of these two in five have no NIK, one in five a wrong one."""
    from kesos.demo.people import REFERENCE_DAY
    from kesos.demo.people.province.linkage import generate_linkage
    from kesos.demo.people.province.rates import Rates
    from kesos.padan import bench

    with tempfile.TemporaryDirectory(prefix="kesos-") as folder:
        out = Path(folder)
        rates = Rates(duplicates=20)
        generate_linkage(size.people, SEED, out, day=REFERENCE_DAY, rates=rates, say=_aside)
        found = bench.figures(
            out / "people.csv", out / "truth.csv", rounds=1 if size.people >= 500_000 else size.rounds
        )
    return [replace(one, about=f"{one.about}; {machine_load()}") if one.about else one for one in found]


def _aside(said: str) -> None:
    """Standard output is for the figures."""
    sys.stderr.write(said + "\n")
