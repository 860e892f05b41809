"""The same seed gives the same files, whoever runs it."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from kesos.demo.people import Summary
from tests.demo.conftest import FAMILIES, RECIPIENTS, SEED, VILLAGE, World, made


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_a_second_run_gives_the_same_bytes(faulty: World, tmp_path: Path) -> None:
    again = made(tmp_path, faults="many", xlsx=VILLAGE)

    assert digests(again.folder) == digests(faulty.folder)


def test_another_process_with_another_hash_seed_gives_the_same_bytes(faulty: World, tmp_path: Path) -> None:
    asked = {"--region": "35.71", "--families": FAMILIES, "--seed": SEED, "--recipients": RECIPIENTS}
    asked |= {"--faults": "many", "--xlsx": VILLAGE, "--out": tmp_path}
    words = [str(word) for pair in asked.items() for word in pair]

    subprocess.run(
        [Path(sys.executable).with_name("kesos"), "people", "generate", *words],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        check=True,
        capture_output=True,
    )

    assert digests(tmp_path) == digests(faulty.folder)


def test_another_seed_gives_other_people(faulty: World, tmp_path: Path) -> None:
    other = made(tmp_path, seed=SEED + 1, faults="many")

    assert {p["NIK"] for p in other.people[:200]} != {p["NIK"] for p in faulty.people[:200]}


def test_the_fault_level_changes_no_family_and_no_house(faulty: World, sound: World) -> None:
    for column in ("head_name", "address", "decile", "floor_type", "total_spend", "survey_date"):
        one, other = ({kk: row[column] for kk, row in world.families.items()} for world in (faulty, sound))
        assert one == other


def test_an_earlier_run_is_known_again_while_its_files_are_whole(tmp_path: Path) -> None:
    world = made(tmp_path, families=200, recipients=60)
    written = {**asdict(world.summary), "seconds": 0.0}

    found = Summary.read(tmp_path)

    assert found is not None
    assert asdict(found) == written
    (tmp_path / "desil.csv").write_text("terpotong")
    assert Summary.read(tmp_path) is None
    assert Summary.read(tmp_path / "tidak ada") is None


def test_the_summary_tells_rows_and_digest_of_every_file(faulty: World) -> None:
    told = json.loads((faulty.folder / "ringkasan.json").read_text())

    found = digests(faulty.folder)
    assert {name: facts["sha256"] for name, facts in told["files"].items()} == {
        name: digest for name, digest in found.items() if name != "ringkasan.json"
    }
    assert told["files"]["penduduk.csv"]["rows"] == len(faulty.people)
    assert (told["families"], told["recipients"]) == (FAMILIES, RECIPIENTS)
