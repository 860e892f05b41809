"""Of a set of tens of millions only those who could be one of a few: cleaned slice by slice, kept by their keys."""

from math import ceil

from kesos.padan.linkage.cleaning import clean
from kesos.padan.linkage.engine import Engine

SLICE = 4_000_000
_KEYS = (
    ("nik",),
    ("kk",),
    ("lahir", "desa"),
    ("lahir", "awal"),
    ("lahir", "akhir"),
    ("rapat", "desa"),
    ("urut", "tahun"),
)


def restricted(engine: Engine, *, source: str, rows: float, like: str, into: str) -> str:
    """Make the table `into` of those of `source` who share a key with somebody of `like`."""
    slices = max(1, ceil(rows / SLICE))
    for keys in _KEYS:
        columns = ", ".join(keys)
        engine.table(f"padan_keys_{'_'.join(keys)}", f"select distinct {columns} from {like}")
    shares = " or ".join(_share(keys) for keys in _KEYS)
    for part in range(slices):
        chosen = f"{engine.mixed('id')} % {slices} = {part}"
        engine.run(f"create or replace view padan_slice as select * from {source} where {chosen}")
        clean(engine, people="padan_slice", into="padan_cleaned")
        kept = f"select * from padan_cleaned c where {shares}"
        if part:
            engine.run(f"insert into {into} {kept}")
        else:
            engine.table(into, kept)
        engine.drop("padan_cleaned")
    engine.run("drop view padan_slice")
    engine.drop(*(f"padan_keys_{'_'.join(keys)}" for keys in _KEYS))
    return into


def _share(keys: tuple[str, ...]) -> str:
    same = " and ".join(f"k.{key} = c.{key}" for key in keys)
    return f"exists (select 1 from padan_keys_{'_'.join(keys)} k where {same})"
