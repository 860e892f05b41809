"""The stand-ins as processes of their own, started by the command an operator runs."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kesos.interop.population.standin import COLUMNS
from tests.registry.world import BAWANG
from tests.rules.conftest import signed_in_as

__all__ = ["signed_in_as"]
KEY = "kunci-uji"
SULASTRI = {
    "NIK": "9971035204790001", "NO_KK": "9971030101100001", "NAMA_LENGKAP": "SULASTRI", "JENIS_KELAMIN": "P",
    "TEMPAT_LAHIR": "KEDIRI", "TANGGAL_LAHIR": "1979-04-12", "NAMA_IBU_KANDUNG": "SUMINAH",
    "STATUS_PERKAWINAN": "KAWIN", "STATUS_HIDUP": "HIDUP", "TANGGAL_MENINGGAL": "", "ALAMAT": "JL. MAWAR 3",
    "RT": "001", "RW": "002", "KODE_WILAYAH": BAWANG,
}  # fmt: skip


def a_record(**other: str) -> dict[str, str]:
    return SULASTRI | other


def a_file(folder: Path, *records: dict[str, str]) -> Path:
    lines = [",".join(COLUMNS), *(",".join(record[column] for column in COLUMNS) for record in records)]
    path = folder / "dukcapil.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


class StandIn:
    def __init__(self, neighbour: str, data: Path, *options: str, port: int = 0) -> None:
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("kesos"), "standin", neighbour, "--data", data, "--port", str(port),
             "--key", KEY, *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        said = []
        while line := self.process.stdout.readline():
            said.append(line)
            if found := re.search(r"KESOS_[A-Z]+_URL=(http://127\.0\.0\.1:(\d+))", line):
                self.url, self.port = found[1], int(found[2])
                return
        self.process.wait()
        raise RuntimeError("".join(said))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def started() -> Iterator[list[StandIn]]:
    """Whatever stands in it is stopped when the test is over."""
    running: list[StandIn] = []
    yield running
    for one in running:
        one.kill()


@pytest.fixture
def stand_in(started: list[StandIn], tmp_path: Path) -> Callable[..., StandIn]:
    """The population registry."""

    def start(*records: dict[str, str], options: tuple[str, ...] = (), port: int = 0) -> StandIn:
        started.append(StandIn("population", a_file(tmp_path, *(records or (SULASTRI,))), *options, port=port))
        return started[-1]

    return start


@pytest.fixture
def health_stand_in(started: list[StandIn], tmp_path: Path) -> Callable[..., StandIn]:
    """BPJS Kesehatan, knowing these members."""

    def start(members: dict[str, str], *options: str) -> StandIn:
        path = tmp_path / "peserta.csv"
        path.write_text("NIK,STATUS\n" + "".join(f"{nik},{status}\n" for nik, status in members.items()))
        started.append(StandIn("health", path, *options))
        return started[-1]

    return start
