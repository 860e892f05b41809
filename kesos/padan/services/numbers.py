"""People without a sound NIK looked for in the newest extract of the population registry, one kab/kota at a time.

What is found goes on the work list of findings, as a proposal; nothing changes before it is agreed to.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection

from kesos.bulk.sql import one_at_a_time
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.padan.engines import duck
from kesos.padan.linkage.engine import Limits
from kesos.padan.linkage.linking import link
from kesos.padan.models import Search
from kesos.padan.models.findings import LINKED
from kesos.padan.services.doubles import SQL, finished, may_search, pour
from kesos.padan.services.runs import latest_of
from kesos.padan.services.snapshots import POPULATION
from kesos.padan.services.writing import WRITE, settle
from kesos.padan.snapshots.places import aside

Say = Callable[[str], None]


def find_numbers(
    *, area: str, by: Actor, at: datetime, say: Say = lambda _: None, limits: Limits | None = None
) -> Search:
    """Findings of one kab/kota (four digits). Raises NotAllowed, Refused where no extract was received, DiskFull."""
    may_search(by, area)
    extract = latest_of(POPULATION)
    with acting(SYSTEM):
        search = Search.objects.create(kind=Search.Kind.NUMBERS, region_code=area, begun_at=at, by_user_id=by.user_id)
    with aside() as folder:
        people, others, answer = (folder / f"{name}.parquet" for name in ("warga", "penduduk", "cocok"))
        say("Menyalin warga tanpa NIK yang sah …")
        rows = pour(people, area, statement="people_without")
        said: list[tuple[Any, ...]] = []
        with duck.connected() as engine:
            told = SQL["population"].format(files=duck.listed(extract.every_file()), area=area)
            duck.write(engine, told, others)
            (known,) = engine.execute(f"select count(*) from read_parquet('{duck.quoted(others)}')").fetchall()[0]
        if rows and known:
            link(people, against=others, into=answer, limits=limits or Limits(), say=say)
            with duck.connected() as engine:
                said = engine.execute(
                    SQL["said_numbers"].format(answer=answer, people=people, others=others)
                ).fetchall()
        counts = _write(said, area, at=at)
    return finished(search, {"people": rows, "pairs": len(said), **counts}, by=by, at=at)


def _write(said: list[tuple[Any, ...]], area: str, *, at: datetime) -> dict[str, int]:
    """As the monthly comparison writes a bucket: the kab/kota is one."""
    told: dict[str, Any] = {"run": None, "source": LINKED, "bucket": int(area), "whole": True}
    with acting(SYSTEM), connection.cursor() as cursor:
        one_at_a_time("padan numbers", int(area))
        cursor.execute(WRITE["said"])
        cursor.execute(SQL["why_staged"])
        with cursor.copy(
            "copy padan_said (person_id, nik, bucket, region_code, outcome, differs, their_name, their_birth_date,"
            " their_sex, their_region, their_death) from stdin"
        ) as copy:
            for person, nik, region, outcome, differs, name, born, sex, their_region, died, _, _ in said:
                copy.write_row((person, nik, int(area), region, outcome, differs, name, born, sex, their_region, died))
        with cursor.copy("copy padan_said_why from stdin") as copy:
            for row in said:
                copy.write_row((row[1], row[-2], row[-1]))
        cursor.execute(SQL["taken"])
        counts = settle(cursor, told, at=at)
        cursor.execute(SQL["why"], told)
        cursor.execute(WRITE["forget"])
        cursor.execute("drop table padan_said_why")
    return counts
