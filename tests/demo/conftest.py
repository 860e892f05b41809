"""A small Kediri with many faults, the same without any, made once."""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from kesos.demo.people import Summary, generate

FAMILIES, RECIPIENTS, SEED, VILLAGE = 3000, 1021, 11, "3571031009"
Row = dict[str, str]


@dataclass(frozen=True)
class World:
    folder: Path
    summary: Summary

    def rows(self, name: str) -> list[Row]:
        with open(self.folder / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def people(self) -> list[Row]:
        return self.rows("penduduk.csv")

    @cached_property
    def families(self) -> dict[str, Row]:
        return {row["no_kk"]: row for row in self.rows("keluarga.csv")}

    @cached_property
    def aid(self) -> list[Row]:
        return self.rows("penerima.csv")

    @cached_property
    def truth(self) -> list[Row]:
        return self.rows("kebenaran.csv")

    def members(self) -> dict[str, list[Row]]:
        cards: dict[str, list[Row]] = {}
        for row in self.people:
            cards.setdefault(row["NO_KK"], []).append(row)
        return cards


def quiet(_: str) -> None:
    """Progress is not of interest here."""


def made(folder: Path, **named: object) -> World:
    settings = {"region": "3571", "families": FAMILIES, "seed": SEED, "recipients": RECIPIENTS, **named}
    return World(folder, generate(out=folder, say=quiet, **settings))


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> World:
    return made(tmp_path_factory.mktemp("banyak"), faults="many", xlsx=VILLAGE)


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> World:
    return made(tmp_path_factory.mktemp("tanpa"), faults="none")
