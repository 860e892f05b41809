"""A small Jakarta with many faults, made once: the fewest kecamatan, so the quickest."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kesos.demo.people import REFERENCE_DAY
from kesos.demo.people.province.plan import SETS
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.run import Summary, generate_province

PROVINCE, PEOPLE, SEED = "31", 10_000, 11
KAB = ("3101", "3171", "3172", "3173", "3174", "3175")
RATES = Rates(duplicates=10, registry_nik=3, registry_name=5, rubbish=1)
Row = dict[str, str]


@dataclass(frozen=True)
class Province:
    folder: Path
    summary: Summary

    @cached_property
    def sets(self) -> dict[str, list[Row]]:
        return {name: [row for kab in KAB for row in self.rows(name, kab)] for name in (*SETS, "truth")}

    def rows(self, name: str, kab: str) -> list[Row]:
        with open(self.folder / name / f"{kab}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def parquet_rows(self, name: str, kab: str) -> int:
        return int(pq.read_metadata(self.folder / name / f"{kab}.parquet").num_rows)

    def truth(self, name: str, kab: str) -> list[Row]:
        return [row for row in self.rows("truth", kab) if row["SET"] == name]

    @cached_property
    def by_nik(self) -> dict[str, Row]:
        return {row["NIK"]: row for row in self.sets["register"]}


def quiet(_: str) -> None:
    """Progress is not of interest here."""


def made(folder: Path, **named: object) -> Summary:
    settings: dict[str, object] = {
        "province": PROVINCE, "seed": SEED, "people": PEOPLE, "rates": RATES, "day": REFERENCE_DAY, "processes": 1,
        **named,
    }  # fmt: skip
    return generate_province(out=folder, say=quiet, **settings)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def jakarta(tmp_path_factory: pytest.TempPathFactory) -> Province:
    folder = tmp_path_factory.mktemp("provinsi")
    return Province(folder, made(folder))


def day(text: str) -> date:
    return date.fromisoformat(text)
