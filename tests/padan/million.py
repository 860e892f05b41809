"""A million people of the registry beside 1.27 million of an extract, drawn by arithmetic: the same on any machine."""

from pathlib import Path

from kesos.padan.engines import duck
from kesos.padan.snapshots.places import BUCKET, BUCKETS, Place

_PEOPLE = """
select i, 9901010101700001 + (i % 576) * 10000000000 + (i // 576) as nik,
    array_extract(['siti', 'budi', 'sulastri', 'agus', 'dewi', 'slamet', 'wahyu', 'endang'], 1 + i % 8)
        || ' ' || array_extract(['santoso', 'ningsih', 'widodo', 'lestari', 'hartatik'], 1 + i // 8 % 5)
        || ' ' || chr(cast(97 + i // 40 % 26 as integer)) as name_key,
    date '1940-01-01' + cast(i * 7919 % 25000 as integer) as birth_date,
    case when i % 2 = 0 then 'L' else 'P' end as sex,
    '33' || lpad(cast(1 + i % 35 as varchar), 2, '0') || '012001' as region_code,
    hash(i) as luck
from range({number}) t(i)
"""
_POPULATION = """
select nik, upper(name_key) as full_name,
    case when luck % 100 = 1 then name_key || 'a' when luck % 100 = 2 then 'x' else name_key end as name_key,
    case when luck % 100 = 3 then birth_date + 1 else birth_date end as birth_date,
    case when luck % 1000 = 4 then 'P' else sex end as sex,
    case when luck % 100 in (5, 6) then '3301012099' else region_code end as region_code,
    case when luck % 100 = 7 then 0 else 1 end as alive,
    case when luck % 100 = 7 then date '2026-10-01' end as died_on,
    case when luck % 10000 = 8 then 2 else 1 end as copies, {bucket} as bucket
from people where luck % 100 <> 9
"""
_REGISTRY = """
select i + 1 as person_id, nik, name_key, birth_date, sex, region_code,
    case when luck % 1000 = 17 then 0 else 1 end as alive, {bucket} as bucket
from people where luck % 127 < 100
"""


def drawn(folder: Path, number: int) -> tuple[Place, Place]:
    """Registry and population as snapshots; `number` people in the extract before some are lost."""
    registry, population = Place(folder / "registry"), Place(folder / "population")
    with duck.connected() as engine:
        engine.execute(f"create temporary table people as {_PEOPLE.format(number=number)}")
        for into, select in ((registry, _REGISTRY), (population, _POPULATION)):
            into.folder.mkdir(parents=True)
            engine.execute(
                f"copy ({select.format(bucket=BUCKET)}) to '{into.raw}' (format parquet, partition_by (bucket))"
            )
            for bucket in range(BUCKETS):
                (into.raw / f"bucket={bucket}").rename(into.bucket(bucket))
    return registry, population
