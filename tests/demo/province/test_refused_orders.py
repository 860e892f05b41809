"""What cannot be made is said in a sentence before anything is written."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kesos.config.commands import people
from kesos.demo.people import REFERENCE_DAY
from kesos.demo.people.province.linkage import generate_linkage
from kesos.demo.people.province.rates import Rates
from kesos.foundation.errors import Refused
from tests.demo.province.conftest import made


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"province": "99"}, "region_unknown"),
        ({"province": "3"}, "region_unknown"),
        ({"seed": -1}, "number_impossible"),
        ({"people": -5}, "number_impossible"),
        ({"people": 4_300}, "number_impossible"),
        ({"people": 50_000_000}, "number_impossible"),
        ({"people": None, "scale": -0.1}, "number_impossible"),
        ({"people": None, "scale": 2.0}, "number_impossible"),
        ({"people": 16_000, "scale": 0.5}, "number_impossible"),
        ({"processes": 0}, "number_impossible"),
    ],
)
def test_refuses_an_order_that_cannot_be_made(asked: dict[str, object], code: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        made(tmp_path / "hasil", **asked)

    assert refusal.value.code == code
    assert not (tmp_path / "hasil").exists()


@pytest.mark.parametrize(
    "rates",
    [{"duplicates": -1}, {"duplicates": 60}, {"without_nik": 90, "wrong_nik": 20}, {"dead": 101}, {"typing": 99}],
)
def test_refuses_rates_that_cannot_be(rates: dict[str, float]) -> None:
    with pytest.raises(Refused) as refusal:
        Rates(**rates)

    assert refusal.value.code == "rate_impossible"


def test_refuses_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "hasil").write_text("catatan")

    with pytest.raises(Refused, match="bukan folder") as refusal:
        made(tmp_path / "hasil")

    assert refusal.value.code == "folder_unwritable"


@pytest.mark.parametrize("rows", [-1, 0, 9, 20_000_000])
def test_refuses_a_file_for_finding_doubles_of_an_impossible_size(rows: int, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        generate_linkage(rows, 1, tmp_path / "hasil", day=REFERENCE_DAY, rates=Rates())

    assert not (tmp_path / "hasil").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--region", "33", "--families", "10"], "hanya untuk satu kabupaten/kota"),
        (["--region", "3571", "--scale", "0.1"], "hanya untuk provinsi"),
        (["--region", "3571", "--duplicates", "3"], "hanya untuk provinsi"),
        (["--linkage", "1000", "--only-parquet"], "menulis satu berkas"),
        (["--linkage", "1000", "--dead", "2"], "menulis satu berkas"),
        (["--linkage", "1000", "--duplicates", "50"], "paling banyak 40 persen"),
        ([], "Sebut wilayahnya"),
        (["--region", "00"], "bukan kode provinsi"),
        (["--region", "1.2.3"], "bukan kode kabupaten/kota"),
    ],
)
def test_the_command_refuses_words_that_do_not_go_together(words: list[str], sentence: str, tmp_path: Path) -> None:
    app = typer.Typer()
    people.join(app)
    done = CliRunner().invoke(app, ["people", "generate", "--out", str(tmp_path / "hasil"), *words])

    assert done.exit_code == 1
    assert sentence in " ".join(done.stderr.split())
    assert not (tmp_path / "hasil").exists()
