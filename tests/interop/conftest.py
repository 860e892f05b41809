"""The stand-in as a process of its own, started by the command an operator runs."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kesos.interop.population.standin import COLUMNS
from tests.registry.world import BAWANG

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
    def __init__(self, data: Path, *options: str, port: int = 0) -> None:
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("kesos"), "standin", "population", "--data", data, "--port", str(port),
             "--key", KEY, *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        said = []
        while line := self.process.stdout.readline():
            said.append(line)
            if found := re.search(r"KESOS_POPULATION_URL=(http://127\.0\.0\.1:(\d+))", line):
                self.url, self.port = found[1], int(found[2])
                return
        self.process.wait()
        raise RuntimeError("".join(said))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def stand_in(tmp_path: Path) -> Iterator[Callable[..., StandIn]]:
    started: list[StandIn] = []

    def start(*records: dict[str, str], options: tuple[str, ...] = (), port: int = 0) -> StandIn:
        started.append(StandIn(a_file(tmp_path, *(records or (SULASTRI,))), *options, port=port))
        return started[-1]

    yield start
    for one in started:
        one.kill()
