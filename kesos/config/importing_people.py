"""The sets of a province by file, in the order in which they lean on one another."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kesos.access import settings_store
from kesos.access.services.by_username import official
from kesos.database.acting import acting
from kesos.registry.imports.runs import IMPORT
from kesos.registry.services import import_files as service

SETS: dict[str, tuple[str, dict[str, str]]] = {
    "dtks": ("people", {"register": "dtks"}),
    "sembako": ("enrolment", {}),
    "ppks": ("ppks", {}),
    "psks": ("psks", {}),
    "panti": ("panti", {}),
    "ekstrem": ("ekstrem", {}),
}


@dataclass(frozen=True, slots=True)
class OfASet:
    """What a set's files brought; `name` is its folder, empty where the path was no province's."""

    name: str
    kind: str
    brought: service.Brought
    seconds: float


def bring_sets(
    path: Path, user: str, sender: str, dated_on: date, *, kind: str, told: Mapping[str, str], at: datetime,
    say: Callable[[str], None],
) -> Iterator[OfASet]:  # fmt: skip
    """Set by set, each given when it is in. Raises Refused, NotAllowed; what came in before stays."""
    by = official(user, permission=IMPORT, at=at)
    with acting(by):
        same_name = settings_store.number("registry.same_name_percent", at=at) / 100
        doubles = settings_store.number("registry.doubles_percent", at=at)
    for name, (of_kind, holds) in {one: SETS[one] for one in SETS if (path / one).is_dir()}.items() or [
        ("", (kind, dict(told)))
    ]:
        if name:
            say(name)
        letter = service.Letter(of_kind, sender, dated_on, by.areas(IMPORT)[0], holds)
        began = time.perf_counter()
        brought = service.import_files(
            path / name, letter, same_name=same_name, doubles_percent=doubles, by=by, at=at, say=say
        )
        yield OfASet(name, of_kind, brought, time.perf_counter() - began)
