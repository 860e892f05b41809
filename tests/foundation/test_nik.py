"""The 23 cases of a NIK: what is a fault, what only a warning."""

import csv
import gzip
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Literal

import pytest

from kesos.foundation.numbers import as_text, check_nik, masked, only_number, structure_fault

VECTORS = Path(__file__).parent / "nik_test_vectors.csv"
CASES = list(csv.DictReader(VECTORS.read_text(encoding="utf-8").splitlines()))


def region(code: str) -> Literal["current", "retired", "unknown"]:
    """As the shipped codes know it; a code without an end is one of today."""
    return "unknown" if code not in ENDED else "retired" if ENDED[code] else "current"


def _ended() -> dict[str, str]:
    raw = resources.files("kesos.regions").joinpath("data", "wilayah.csv.gz").read_bytes()
    return {row["code"]: row["valid_to"] for row in csv.DictReader(gzip.decompress(raw).decode().splitlines())}


ENDED = _ended()


def test_there_are_23_cases() -> None:
    assert len(CASES) == 23


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['nik']}-{case['reason_code'] or 'ok'}")
def test_each_case_is_judged_as_written(case: dict[str, str]) -> None:
    born = date.fromisoformat(case["birth_date_declared"]) if case["birth_date_declared"] else None
    sex: Literal["L", "P"] | None = {"L": "L", "P": "P"}.get(case["sex_declared"])  # type: ignore[assignment]

    found = check_nik(case["nik"], birth_date=born, sex=sex, region=region)

    reason = case["reason_code"]
    if case["expect_structure"] == "invalid":
        assert (found.value, found.fault) == (None, reason)
    else:
        assert (found.value, found.fault) == (int(case["nik"]), None)
        assert found.warnings == ((reason,) if case["expect_level"] == "warn" else ())


def test_a_number_is_read_past_blanks_dots_and_the_apostrophe_of_excel() -> None:
    written = ("'9971010508900001", " 9971 0105 0890 0001 ", "9971.0105.0890.0001", "9971010508900001\u00a0")

    assert {only_number(text) for text in written} == {"9971010508900001"}


def test_a_family_card_number_knows_no_women_plus_forty() -> None:
    assert structure_fault("9971014508900001") is None
    assert structure_fault("9971014508900001", women_plus_forty=False) == "DAY_RANGE"


def test_a_number_keeps_its_sixteen_digits_as_text_and_hides_the_birth_date_when_masked() -> None:
    assert as_text(9971010508900001) == "9971010508900001"
    assert masked(9971010508900001) == "9971••••••••0001"
    assert masked(None) == "tanpa NIK"
