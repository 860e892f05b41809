"""Short words for fact files: a table as a file, imported by an officer of the city."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.registry.facts import services as facts
from kesos.registry.models import FactRow, Family, ImportRun, Listing, Person
from tests.registry.world import AT, a_family, a_person, a_source, an_operator

OFFICER = an_operator("3571", permissions=("person.view", "import.run"))
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
KK, NIK = 9971030101100001, 9971035204790001


def sulastri(**more) -> tuple[Person, Family]:
    person = a_person("SULASTRI", nik=NIK, **more)
    return person, a_family(person, kk=KK, **more)


def listed(family: Family, *, register: str = "dtsen", since: date = date(2025, 2, 20), until: date | None = None):
    with acting(SYSTEM):
        return Listing.objects.create(
            family=family, register=register, from_on=since, to_on=until, source=a_source(dated_on=since)
        )


def opened(
    folder: Path, kind: str, text: str, *, by: Actor = OFFICER, dated_on: date = NOVEMBER, told=None, name="fakta.csv"
) -> ImportRun:
    path = folder / name
    path.write_text(text)
    batch = facts.stage(kind="facts", path=path, by=by, at=AT)
    return facts.open_import(
        kind=kind, batch_id=batch.pk, file_name=name, sender="Kemensos", dated_on=dated_on, region_code="", by=by,
        at=AT, told=told,
    ) if by.may("import.run", "") else facts.open_import(
        kind=kind, batch_id=batch.pk, file_name=name, sender="Kemensos", dated_on=dated_on,
        region_code=by.areas("import.run")[0], by=by, at=AT, told=told,
    )  # fmt: skip


def brought(folder: Path, kind: str, text: str, *, by: Actor = OFFICER, doubles: float = 100, **more) -> ImportRun:
    run = opened(folder, kind, text, by=by, **more)
    run = facts.check(run_id=run.pk, doubles_percent=doubles, slice_rows=2, by=by)
    return facts.apply(run_id=run.pk, by=by, at=AT)


def said(run: ImportRun, column: str = "faults") -> dict[int, str]:
    with acting(SYSTEM):
        return dict(FactRow.objects.filter(run_id=run.pk).exclude(**{column: ""}).values_list("line", column))


def everything(*models: type) -> list[list[dict]]:
    with acting(SYSTEM):
        return [list(model.objects.order_by("pk").values()) for model in models]


def as_table(rows: Iterable[dict[str, object]]) -> str:
    rows = list(rows)
    head = list(rows[0])
    return "\n".join([",".join(head), *(",".join(str(r.get(h, "")) for h in head) for r in rows)]) + "\n"
