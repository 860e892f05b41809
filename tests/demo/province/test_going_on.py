"""The same order gives the same files, also when it was cut off in the middle; another order is refused."""

import errno
import hashlib
import json
import os
import shutil
from pathlib import Path

import duckdb
import pytest

from kesos.demo.people.province import files, order
from kesos.foundation.errors import Refused
from tests.demo.province.conftest import KAB, PEOPLE, RATES, SEED, Province, made


def digests(folder: Path) -> dict[str, str]:
    """Of every data file; the summary tells seconds, which differ."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*/*"))
        if path.suffix in (".csv", ".parquet")
    }


@pytest.fixture
def copied(jakarta: Province, tmp_path: Path) -> Path:
    folder = tmp_path / "provinsi"
    shutil.copytree(jakarta.folder, folder)
    return folder


def test_kab_kota_made_again_in_two_other_processes_have_the_same_bytes(jakarta: Province, copied: Path) -> None:
    for kab in ("3101", "3172"):
        (copied / "selesai" / f"{kab}.json").unlink()
        for path in copied.glob(f"*/{kab}.*"):
            path.unlink()

    summary = made(copied, processes=2)

    assert summary.kept == 4
    assert digests(copied) == digests(jakarta.folder)
    assert summary.counts == jakarta.summary.counts
    assert summary.planted == jakarta.summary.planted


def test_another_seed_gives_other_people(jakarta: Province, tmp_path: Path) -> None:
    from kesos.demo.people.province.kab import make_kab
    from kesos.demo.people.province.plan import counts_of, plan

    (tmp_path / "selesai").mkdir()
    other = plan("31", counts_of("31", people=PEOPLE), RATES, SEED + 1).kab[0]
    make_kab(other, tmp_path, RATES, SEED + 1, 20_635, csv=False)

    theirs, ours = (
        duckdb.read_parquet(str(folder / "register" / "3101.parquet")).project("NIK").fetchall()
        for folder in (tmp_path, jakarta.folder)
    )
    assert not set(theirs) & set(ours[:200])


def test_a_kab_kota_whose_file_was_cut_is_made_again(jakarta: Province, copied: Path) -> None:
    cut = copied / "dtks" / "3101.csv"
    cut.write_bytes(cut.read_bytes()[:1000])

    summary = made(copied)

    assert summary.kept == 5
    assert digests(copied) == digests(jakarta.folder)


@pytest.mark.parametrize("other", [{"seed": SEED + 1}, {"people": PEOPLE + 1}, {"rates": RATES.__class__()}])
def test_refuses_a_folder_of_another_order_and_leaves_it_as_it_was(copied: Path, other: dict[str, object]) -> None:
    before = digests(copied)

    with pytest.raises(Refused) as refusal:
        made(copied, **other)

    assert refusal.value.code == "folder_of_another_order"
    assert digests(copied) == before
    assert (copied / "ringkasan.json").exists()


def test_a_full_disk_leaves_whole_files_only_and_the_same_command_goes_on(
    jakarta: Province, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kab in ("3101", "3171"):
        (copied / "selesai" / f"{kab}.json").unlink()
        for path in copied.glob(f"*/{kab}.*"):
            path.unlink()
    write = files.KabFiles._write_csv

    def full(self: files.KabFiles, database: duckdb.DuckDBPyConnection, name: str) -> None:
        if (self.kab, name) == ("3101", "register"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(self, database, name)

    monkeypatch.setattr(files.KabFiles, "_write_csv", full)
    with pytest.raises(Refused, match="ruang disk habis") as refusal:
        made(copied)

    assert refusal.value.code == "cut_off"
    assert not list(copied.glob("*/3101.csv"))
    assert not (copied / "ringkasan.json").exists()
    monkeypatch.undo()
    assert made(copied).kept == len(KAB) - 1
    assert digests(copied) == digests(jakarta.folder)
    assert not list(copied.glob("*/*.sedang-ditulis"))


def test_refuses_a_folder_in_which_another_run_is_writing(copied: Path) -> None:
    with order.sole(copied), pytest.raises(Refused, match="Pekerjaan lain sedang menulis") as refusal:
        made(copied)

    assert refusal.value.code == "folder_busy"
    assert made(copied).kept == len(KAB)


def test_refuses_a_folder_whose_order_cannot_be_read(copied: Path) -> None:
    (copied / "pesanan.json").write_text('{"version"')

    with pytest.raises(Refused, match="rusak"):
        made(copied)

    assert (copied / "ringkasan.json").exists()


def test_the_summary_tells_counts_seed_and_rates(jakarta: Province) -> None:
    told = json.loads((jakarta.folder / "ringkasan.json").read_text(encoding="utf-8"))

    assert told["counts"]["dtks"] == len(jakarta.sets["dtks"])
    assert (told["seed"], told["province"], told["kab"]) == (SEED, "31", 6)
    assert told["rates"]["without_nik"] == 40.0
    assert told["planted"]["dtks:ORANG_GANDA"] == sum(row["JENIS"] == "ORANG_GANDA" for row in jakarta.sets["truth"])
