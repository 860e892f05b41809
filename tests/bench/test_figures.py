"""A figure says whether its limit holds; rounds take turns."""

from importlib import import_module

import pytest

from kesos.config.bench import measures
from kesos.config.bench.figures import Figure, in_turns, middle_ratio
from kesos.config.commands import bench
from kesos.foundation.errors import Refused


@pytest.mark.parametrize(
    ("value", "at_least", "holds"),
    [(3.0, False, True), (3.1, False, False), (3.0, True, True), (2.9, True, False)],
)
def test_a_rate_must_reach_its_limit_and_a_cost_must_not_pass_it(value, at_least, holds):
    figure = Figure("x", value, 3.0, at_least=at_least)

    assert figure.holds is holds
    assert figure.as_json() == {"name": "x", "value": value, "limit": 3.0, "holds": holds}


def test_rounds_take_turns_and_the_middle_of_their_ratios_counts():
    order, ours, bare = [], iter([2.0, 30.0, 4.0]), iter([1.0, 1.0, 1.0])

    told = in_turns(3, lambda: order.append("ours") or next(ours), lambda: order.append("bare") or next(bare))

    assert order == ["ours", "bare"] * 3
    assert middle_ratio(*told) == 4.0


def test_every_measure_stands_where_it_is_looked_for():
    found = [where.partition(".") for _, where in measures.MEASURES.values()]

    assert all(callable(getattr(import_module(f"kesos.config.bench.{m}"), name, None)) for m, _, name in found)


def test_refuses_a_measure_that_does_not_exist():
    with pytest.raises(Refused, match="Tidak ada ukuran «cuaca»"):
        bench.bench.__wrapped__(json_file=None, people=3000, cases=100, letters=30, rounds=1, only=["cuaca"])
