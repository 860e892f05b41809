"""People who come with a fact and are not known yet: judged and written by the statements of the import of people."""

from typing import Any

from kesos.bulk.sql import row, rows, run
from kesos.registry.facts.kinds import FactKind
from kesos.registry.facts.statements import BROUGHT, cells
from kesos.registry.imports import services as people
from kesos.registry.imports.fields import FIELDS
from kesos.registry.models import ImportRun

# no more than writing people needs: what is known of somebody is not changed by a list of something else
WRITES = ("families", "people", "join", "tasks")


def judge(found: ImportRun, kind: FactKind, told: dict[str, Any]) -> None:
    """Find or foresee the people of the rows that `fact_person` does not have; within the check."""
    told = told | {"anybody": kind.whose == "anybody"}
    run(people.CHECK["forget"], told)
    run(BROUGHT["unknown"], told)
    if row("select 1 from fact_unknown limit 1", {}):
        run("analyze fact_unknown")
        people.judge(
            found, areas=told["areas"], same_name=told["same_name"], only=BROUGHT["only_unknown"],
            given=_given(found, kind),
        )  # fmt: skip
    run(BROUGHT["brought"], told)
    run("analyze fact_brought")
    run(BROUGHT["persons"], told)


def keep(told: dict[str, Any]) -> None:
    """Of the people foreseen only those whose fact stands, each once."""
    run(BROUGHT["bringers"], told)


def write(told: dict[str, Any]) -> None:
    """The people of one slice, before their facts. Who came in by another way since the check is not written twice."""
    for step in WRITES:
        run(people.APPLY[step], told)
    if overtaken := rows(BROUGHT["overtaken"], told):
        was, now = zip(*overtaken, strict=True)
        run(BROUGHT["point_to"], told | {"was": list(was), "now": list(now)})


def how_many(run_id: int) -> int:
    """People this run writes down."""
    (number,) = row(BROUGHT["how_many"], {"run": run_id}) or (0,)
    return int(number)


def _given(found: ImportRun, kind: FactKind) -> dict[str, str]:
    """What holds for every row, and what follows from other cells."""
    cell = cells(found, kind)
    told = {name: cell[name] for name in FIELDS if found.told.get(name) and name not in found.columns}
    made = {"sex": BROUGHT["sex"], **kind.given}
    for name, text in made.items():
        for of, written in cell.items():
            text = text.replace("{" + of + "}", written)
        told[name] = text
    return told
