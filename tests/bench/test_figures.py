"""A figure says whether its limit holds; rounds take turns."""

import json
from contextlib import nullcontext
from importlib import import_module

import pytest

from kesos.config.bench import measures
from kesos.config.bench.figures import Figure, in_turns, middle_ratio
from kesos.config.commands import bench
from kesos.config.scale import stages
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


def test_every_stage_of_a_province_stands_where_it_is_looked_for():
    found = [where.partition(".") for _, where in stages.STAGES.values()]

    assert all(callable(getattr(import_module(f"kesos.config.scale.{m}"), name, None)) for m, _, name in found)


@pytest.fixture
def measured(monkeypatch, tmp_path):
    """The command over measures that are not taken: what it prints and writes."""
    monkeypatch.setattr("kesos.config.bench.place.database", lambda say: nullcontext({}))
    found = {"nik": [Figure("quick", 1.5, 2.0)], "nama": [Figure("slow", 0.2, 0.35, at_least=True)]}
    monkeypatch.setattr(bench, "in_a_process", lambda key, *_: found.get(key, []))
    file = tmp_path / "figures.json"

    def run(*only: str) -> list:
        bench.bench.__wrapped__(json_file=file, people=3000, cases=100, letters=30, rounds=1, only=list(only))
        return json.loads(file.read_text())

    return run


def test_the_file_is_a_list_of_name_value_limit_and_verdict(measured, capsys):
    told = measured("nik", "nama")

    assert told == [
        {"name": "quick", "value": 1.5, "limit": 2.0, "holds": True},
        {"name": "slow", "value": 0.2, "limit": 0.35, "holds": False},
    ]
    rows = [line for line in capsys.readouterr().out.splitlines() if "│" in line]
    assert ["ya" in rows[0], "tidak" in rows[1]] == [True, True]


def test_a_measure_that_broke_is_named_and_the_others_are_written(measured, tmp_path):
    with pytest.raises(Refused, match="Tidak terukur: surat"):
        measured("nik", "surat")

    assert [one["name"] for one in json.loads((tmp_path / "figures.json").read_text())] == ["quick"]


def test_every_measure_is_taken_unless_some_are_named(measured):
    with pytest.raises(Refused) as missing:
        measured()

    assert all(key in missing.value.sentence for key in measures.MEASURES if key not in ("nik", "nama"))


def test_refuses_a_measure_that_does_not_exist():
    with pytest.raises(Refused, match="Tidak ada ukuran «cuaca»"):
        bench.bench.__wrapped__(json_file=None, people=3000, cases=100, letters=30, rounds=1, only=["cuaca"])
