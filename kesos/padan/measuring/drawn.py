"""People by arithmetic, for measuring without a province: the same on any machine, half of them odd in some way."""

from pathlib import Path

from django.db import connection
from django.utils import timezone

from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.engines import duck
from kesos.padan.measuring.apart import AS_OF
from kesos.padan.snapshots.places import aside
from kesos.registry.models import Source

SQL = statements("kesos.padan", "measuring/sql/drawn.sql")


def draw(folder: Path, number: int) -> None:
    """Register and recipients as Parquet in the folder; of 127 in the register 100 stand in the registry, `number`."""
    for kind in ("register", "sembako"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    with aside() as beside, duck.connected() as engine:
        engine.execute(f"create temporary table village as {_villages()}")
        engine.execute(f"create temporary table people as {SQL['people'].format(number=number * 127 // 100)}")
        for kind in ("register", "sembako"):
            duck.write(engine, SQL[kind], folder / kind / "semua.parquet")
        engine.execute(f"copy ({SQL['registry']}) to '{duck.quoted(beside / 'warga.csv')}' (format csv, header false)")
        _into_the_registry(beside / "warga.csv")


def _villages() -> str:
    with connection.cursor() as cursor:
        cursor.execute(SQL["villages"])
        codes = ", ".join(f"('{code}')" for (code,) in cursor.fetchall())
    return f"select code, row_number() over (order by code) - 1 as place from (values {codes}) v (code)"


def _into_the_registry(people: Path) -> None:
    at = timezone.now()
    with acting(SYSTEM), connection.cursor() as cursor:
        source = Source.objects.create(
            kind=Source.Kind.IMPORT, title="Pengukuran", dated_on=AS_OF, received_at=at, by_user_id=-1
        )
        cursor.execute(SQL["brought"])
        with cursor.copy(SQL["bring"]) as copy, people.open("rb") as rows:
            while piece := rows.read(1 << 20):
                copy.write(piece)
        cursor.execute(SQL["enter"], {"source": source.pk, "at": at})
        cursor.execute("analyze registry_person")


def changed(register: list[Path], into: Path) -> None:
    """The register of next month: of a hundred one has another name."""
    into.parent.mkdir(parents=True, exist_ok=True)
    with duck.connected() as engine:
        duck.view(engine, "register", register)
        duck.write(engine, SQL["next_month"], into)
