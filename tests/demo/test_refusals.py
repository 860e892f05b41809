"""What cannot be made is said in a sentence, and nothing is written."""

import subprocess
import sys
from pathlib import Path

import pytest

from kesos.foundation.errors import Refused
from tests.demo.conftest import made


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"region": "9999"}, "region_unknown"),
        ({"region": "357103"}, "region_unknown"),
        ({"families": 0}, "number_impossible"),
        ({"seed": -1}, "number_impossible"),
        ({"families": 100, "recipients": 90}, "too_many_recipients"),
        ({"faults": "some"}, "faults_unknown"),
        ({"xlsx": "3372011001"}, "village_unknown"),
    ],
)
def test_refuses_what_cannot_be_made_before_writing(asked: dict[str, object], code: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        made(tmp_path / "hasil", **asked)

    assert refusal.value.code == code
    assert not (tmp_path / "hasil").exists()


def test_a_run_that_runs_out_of_numbers_leaves_no_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kesos.demo.people.numbering.SLOT", 2)
    monkeypatch.setattr("kesos.demo.people.numbering.NATIVE", 1)

    with pytest.raises(Refused, match="nomor urut NIK habis"):
        made(tmp_path, families=3000)

    assert not (tmp_path / "ringkasan.json").exists()


def test_the_command_refuses_an_unknown_region_with_one_sentence(tmp_path: Path) -> None:
    kesos = Path(sys.executable).with_name("kesos")

    done = subprocess.run(
        [kesos, "people", "generate", "--region", "0000", "--out", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "bukan kode kabupaten/kota" in done.stderr
    assert "Traceback" not in done.stderr
