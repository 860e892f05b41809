"""One file for measuring a search for doubles: the columns of a BNBA file, so many doubles, and their truth."""

import csv
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kesos.demo.people import REFERENCE_DAY
from kesos.demo.people.province.linkage import COLUMNS, generate_linkage
from kesos.demo.people.province.rates import Rates
from tests.demo.province.conftest import quiet

ROWS, RATES = 12_000, Rates(duplicates=20, registry_nik=0, registry_name=0, rubbish=0)


@dataclass
class File:
    folder: Path
    told: dict[str, int]
    people: list[dict[str, str]] = field(default_factory=list)
    truth: list[list[str]] = field(default_factory=list)


def written(folder: Path, seed: int = 4, rows: int = ROWS) -> File:
    told = generate_linkage(rows, seed, folder, day=REFERENCE_DAY, rates=RATES, province="34", say=quiet)
    file = File(folder, told)
    with open(folder / "people.csv", encoding="utf-8", newline="") as people:
        file.people = list(csv.DictReader(people))
    with open(folder / "truth.csv", encoding="utf-8", newline="") as truth:
        file.truth = list(csv.reader(truth))[1:]
    return file


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> File:
    return written(tmp_path_factory.mktemp("ganda"))


def test_has_the_columns_of_bnba_and_the_share_of_doubles_asked_for(file: File) -> None:
    assert list(file.people[0]) == list(COLUMNS)
    assert len(file.people) == ROWS
    assert len(file.truth) == ROWS * 0.2
    assert len({line[0] for line in file.truth}) == len({line[1] for line in file.truth}) == len(file.truth)


def test_the_first_two_columns_of_the_truth_are_rows_of_one_person(file: File) -> None:
    for double, origin, done in file.truth:
        again, first = file.people[int(double) - 1], file.people[int(origin) - 1]
        kinds = done.split()
        assert (again["jk"], again["pekerjaan"]) == (first["jk"], first["pekerjaan"])
        assert (again["nik"] == "") == ("TANPA_NIK" in kinds)
        assert (again["tgl_lahir"] != first["tgl_lahir"]) == bool({"TANGGAL_BEDA", "TANGGAL_KOSONG"} & set(kinds))
        assert (again["no_kk"] != first["no_kk"]) == ("KK_LAIN" in kinds)
        if "TANPA_NIK" not in kinds and not [kind for kind in kinds if "NIK" in kind]:
            assert again["nik"] == first["nik"]


def test_the_originals_are_sound_and_nobody_is_twice_among_them(file: File) -> None:
    doubles = {int(line[0]) for line in file.truth}
    originals = [row for line, row in enumerate(file.people, start=1) if line not in doubles]

    assert len({row["nik"] for row in originals}) == len(originals)
    assert all(row["nik"].startswith("99") and len(row["nik"]) == 16 for row in originals)


def test_among_the_doubles_are_the_faults_that_make_them_hard(file: File) -> None:
    doubles = len(file.truth)

    assert file.told["TANPA_NIK"] == doubles * 0.4
    assert sum(file.told[k] for k in ("NIK_SALAH_ANGKA", "NIK_TERTUKAR", "NIK_KURANG_ANGKA", "ORANG_DUA_NIK")) == (
        doubles * 0.2
    )
    assert file.told["SALAH_KETIK"] + file.told["EJAAN_VARIAN"] >= doubles * 0.5
    for kind in ("NAMA_TERTUKAR", "NAMA_SATU_KATA", "TANGGAL_BEDA", "TANGGAL_KOSONG", "KK_LAIN"):
        assert file.told[kind] > 0


def test_some_originals_are_easy_to_mistake_for_each_other(file: File) -> None:
    doubles = {int(line[0]) for line in file.truth}
    originals = [row for line, row in enumerate(file.people, start=1) if line not in doubles]
    siblings: dict[tuple[str, str], list[str]] = {}
    for row in originals:
        siblings.setdefault((row["no_kk"], row["tgl_lahir"]), []).append(row["nama"])

    twins = [names for names in siblings.values() if len(names) > 1]
    assert twins
    assert any(a[:2] == b[:2] and a != b for a, b, *_ in twins)
    assert sum(row["tgl_lahir"][5:] == "07-01" for row in originals) > len(originals) / 365


def test_rows_are_in_no_order(file: File) -> None:
    near = sum(abs(int(double) - int(origin)) < ROWS / 20 for double, origin, _ in file.truth)
    neighbours = sum(a["no_kk"] == b["no_kk"] for a, b in zip(file.people, file.people[1:], strict=False))

    assert near < len(file.truth) * 0.2
    assert neighbours < ROWS * 0.02


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(file: File, tmp_path: Path) -> None:
    again, other = written(tmp_path / "a"), written(tmp_path / "b", seed=5, rows=100)

    def digests(folder: Path) -> list[str]:
        return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("people.csv", "truth.csv")]

    assert digests(again.folder) == digests(file.folder)
    assert not {row["nik"] for row in other.people if row["nik"]} & {row["nik"] for row in file.people}
