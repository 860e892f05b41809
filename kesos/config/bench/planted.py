"""A file of people with doubles that are known: what each side says of them when they come in."""

import csv
from dataclasses import dataclass
from pathlib import Path

from kesos.bulk.sql import rows
from kesos.config.bench.figures import Size
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.evaluating import measuring, reading
from kesos.padan.linkage import answers, linking
from kesos.padan.linkage.engine import Limits, opened

SEED, DOUBLES = 5, 2.0  # percent, as a province has them
_SAID = """
select r.line - i.data_from + 1 from registry_importrow r join registry_importrun i on i.id = r.run_id
where r.verdict in ('faulty', 'doubled') and i.file_name = %(file)s
"""


@dataclass(frozen=True, slots=True)
class Planted:
    people: Path
    pairs: list[tuple[int, int]]  # the row of a double and of its original; the first below the headings is 1


def planted(size: Size, folder: Path) -> Planted:
    from kesos.demo.people import REFERENCE_DAY
    from kesos.demo.people.province.linkage import generate_linkage
    from kesos.demo.people.province.rates import Rates

    rates = Rates(duplicates=DOUBLES, registry_nik=0.0, registry_name=0.0, rubbish=0.0)
    generate_linkage(size.people, SEED, folder, day=REFERENCE_DAY, rates=rates, say=lambda _: None)
    return Planted(folder / "people.csv", reading.truth(folder / "truth.csv", rows=size.people))


def sample(of: Planted, most: int, file: Path) -> Planted:
    """So many rows in their order, with the same share of doubles, each beside its original."""
    with of.people.open(encoding="utf-8", newline="") as told:
        heading, *every = csv.reader(told)
    most = min(most, len(every))
    pairs = of.pairs[: round(most * len(of.pairs) / len(every))]
    kept = {row for pair in pairs for row in pair}
    doubles = {double for double, _ in of.pairs}
    rest = (row for row in range(1, len(every) + 1) if row not in kept and row not in doubles)
    kept |= {row for row, _ in zip(rest, range(most - len(kept)), strict=False)}
    order = sorted(kept)
    place = {row: at for at, row in enumerate(order, start=1)}
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([heading, *(every[row - 1] for row in order)])
    return Planted(file, [(place[double], place[original]) for double, original in pairs])


def unsaid(of: Planted) -> tuple[int, int]:
    """Doubles that came in without a word: after the import alone, and after the search for doubles as well."""
    with acting(SYSTEM):
        said = {line for (line,) in rows(_SAID, {"file": of.people.name})}
    left = [pair for pair in of.pairs if pair[0] not in said and pair[1] not in said]
    table = reading.people(of.people)
    with opened(Limits()) as engine:
        linking.link_in(engine, table, say=lambda _: None)
        groups = answers.groups(engine, answer="answer", into="padan_groups")
        found = measuring.closed(engine.rows(answers.SQL["within_groups"].format(groups=groups)))
    return len(left), sum((min(pair), max(pair)) not in found for pair in left)
