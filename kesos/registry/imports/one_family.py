"""One family from a form, through the statements of the import: the same verdicts, the same writing, another source.

The batch lives within the caller's transaction and is gone at its end: nobody meets it among the imports.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from kesos.bulk import staging, typed
from kesos.bulk.sql import row, rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.numbers import only_number
from kesos.registry.imports.fields import FIELDS
from kesos.registry.imports.services import APPLY, CHECK, apply_slice, judge
from kesos.registry.models import ImportRun, Source

SQL = statements("kesos.registry", "sql/one_family.sql")
KIND = "family_form"
KNOWN = ("same", "changed")


@dataclass(frozen=True, slots=True)
class Judged:
    """One member beside what is known. `family_id` is where somebody known stands now, as far as the actor sees.

    `staying` is how many others would remain there, `known_as` their name where it is not the one that was said.
    """

    line: int
    verdict: str
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    person_id: int | None
    nik: int | None
    full_name: str
    family_id: int | None
    relation: int | None
    died_on: date | None
    known_as: str | None
    staying: int

    @property
    def known(self) -> bool:
        return self.verdict in KNOWN


@dataclass(frozen=True, slots=True)
class Form:
    """A form on its way: judged, not yet written."""

    run: ImportRun
    members: tuple[Judged, ...]

    @property
    def says_otherwise(self) -> bool:
        """Somebody known is said to be otherwise than they are kept: sent once more, but not the same."""
        return any(one.verdict == "changed" for one in self.members)


def hold(numbers: Sequence[str]) -> None:
    """Wait for whoever writes one of these numbers, until the end of the transaction."""
    wanted = sorted({digits for number in numbers if (digits := only_number(number))})
    rows(SQL["hold"], {"numbers": wanted})


@contextmanager
def judged(
    people: Sequence[dict[str, str]], *, region_code: str, areas: list[str], same_name: float, by: Actor, at: datetime
) -> Iterator[Form]:
    """The rows by field, judged within `areas`. Nothing of the batch is left behind."""
    batch = staging.open_batch(kind=KIND, by=by, at=at, region_code=region_code)
    typed.stage_typed(batch, [[each.get(field, "") for field in FIELDS] for each in people], by=by)
    found = ImportRun.objects.create(
        batch_id=batch.pk, kind=KIND, file_name="", sender="", region_code=region_code, dated_on=localdate(at),
        by_user_id=by.user_id, columns={field: place for place, field in enumerate(FIELDS)},
        data_from=typed.FIRST_LINE, created_at=at,
    )  # fmt: skip
    # as the system, within the sender's areas: what is held elsewhere must be known; only the verdict comes out
    with acting(SYSTEM):
        judge(found, areas=areas, same_name=same_name)
    yield Form(found, tuple(_judged(each) for each in rows(SQL["judged"], {"run": found.pk})))
    run(CHECK["forget"], {"run": found.pk})
    found.delete()
    typed.throw_away(batch)


def write(form: Form, source: Source, *, with_family: bool, at: datetime) -> tuple[int, int] | None:
    """Write what was judged as the acting user: row policies hold. The family, and how many of the form stand in it."""
    told: dict[str, Any] = {
        "run": form.run.pk, "source": source.pk, "dated_on": form.run.dated_on, "at": at,
        "first": typed.FIRST_LINE, "last": typed.FIRST_LINE + len(form.members),
    }  # fmt: skip
    if with_family:
        run(APPLY["families"], told)
    apply_slice(told)
    return row(SQL["written"], {"run": form.run.pk})


def _judged(found: tuple[Any, ...]) -> Judged:
    line, verdict, faults, warnings, *more = found
    return Judged(line - typed.FIRST_LINE, verdict, tuple(faults.split()), tuple(warnings.split()), *more)
