"""Kesos and the tuned admin are measured on the same people, in one run, with every figure told for both."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kesos.config.bench import planted as doubles
from kesos.config.bench.clients import Heard
from kesos.config.bench.figures import Size
from kesos.config.bench.rival import programs
from kesos.foundation.errors import Refused

NAMES = {
    "rival_import_rate", "rival_import_without_its_screen_rate", "rival_doubles_unsaid_percent",
    *(
        f"rival_{kind}_{what}"
        for kind in ("nik_json", "nik_html", "name_json", "full_name_json", "nik_json_to_its_list_alone", "whole_page")
        for what in ("rate", "p99")
    ),
}  # fmt: skip


def test_who_has_not_built_the_rival_is_told_how(monkeypatch, tmp_path):
    monkeypatch.setenv("KESOS_RIVAL", str(tmp_path))

    with pytest.raises(Refused, match="sh tools/rival"):
        programs()


def test_a_sample_keeps_the_share_of_doubles_and_each_beside_its_original(tmp_path):
    whole = doubles.planted(Size(2_000, 0, 0, 1), tmp_path)

    part = doubles.sample(whole, 500, tmp_path / "sample.csv")

    rows = part.people.read_text().splitlines()
    every = whole.people.read_text().splitlines()
    assert (len(rows), len(whole.pairs), len(part.pairs)) == (501, 40, 10)
    for pair, was in zip(part.pairs, whole.pairs, strict=False):
        assert [rows[row] for row in pair] == [every[row] for row in was]


def test_rounds_of_one_kind_are_told_together():
    both = Heard([0.1, 0.2], 1.0, 0.1).joined(Heard([0.3, 0.4], 1.0, 0.3))

    assert (both.rate, round(both.p(0.99))) == (2.0, 400)


def test_both_columns_stand_in_one_run(tmp_path):
    """As `kesos bench --only rival` runs it, small: the limits are meant for a million."""
    try:
        programs()
    except Refused:
        pytest.skip("The rival's environment is not there: sh tools/rival builds it.")
    environment = {**os.environ, "KESOS_BENCH_SLOT": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    told = tmp_path / "figures.json"
    command = [Path(sys.executable).with_name("kesos"), "bench", "--only", "rival", "--people", "3000", "--rounds", "1"]

    done = subprocess.run([*command, "--json", told], env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert {one["name"] for one in json.loads(told.read_text())} == NAMES
