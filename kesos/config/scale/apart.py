"""What is measured on a million people of its own, in a database of its own, as `kesos bench` does it."""

import sys
from functools import partial

from kesos.config.bench.figures import Figure, Size
from kesos.config.bench.measures import in_a_process
from kesos.config.bench.place import database
from kesos.config.scale.ground import Ground

MILLION, LEAST, ROUNDS = 1_000_000, 3_000, 3


def _measured(key: str, ground: Ground) -> list[Figure]:
    size = Size(people=max(LEAST, round(MILLION * ground.scale)), cases=100, letters=30, rounds=ROUNDS)
    with database(partial(print, file=sys.stderr)) as environment:
        return in_a_process(key, size, environment)


linkage = partial(_measured, "ganda")
rival = partial(_measured, "rival")
