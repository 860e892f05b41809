"""A small registry and an extract beside it."""

from datetime import date
from pathlib import Path

from kesos.foundation.actor import Actor
from kesos.padan.services import runs, snapshots
from tests.registry.world import AT, BAWANG

HEAD = "NIK,NAMA_LENGKAP,TANGGAL_LAHIR,JENIS_KELAMIN,KODE_WILAYAH,STATUS_HIDUP,TANGGAL_MENINGGAL\n"
OFFICE = Actor(user_id=21, name="Dinsos provinsi", grants=frozenset({("padan.run", "35"), ("padan.view", "35")}))


def a_line(person, **other) -> str:
    """What the population registry says of somebody: as the registry has it, unless told otherwise."""
    told = {
        "nik": person.nik, "name": person.full_name, "born": person.birth_date, "sex": person.sex,
        "region": person.region_id, "alive": "HIDUP", "died": "",
    } | other  # fmt: skip
    return ",".join(str(told[key]) for key in ("nik", "name", "born", "sex", "region", "alive", "died")) + "\n"


def an_extract(folder: Path, *lines: str, name: str = "penduduk.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(lines))
    return path


def compared(folder: Path, *lines: str, name: str = "penduduk.csv"):
    """The registry as it stands beside this extract, to the end."""
    snapshots.refresh_mirror(by=OFFICE, at=AT)
    snapshots.receive([an_extract(folder, *lines, name=name)], as_of=date(2026, 11, 1), by=OFFICE, at=AT)
    return runs.compare(by=OFFICE, at=AT)


__all__ = ["AT", "BAWANG", "OFFICE", "a_line", "an_extract", "compared"]
