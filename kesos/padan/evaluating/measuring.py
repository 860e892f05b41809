"""Precision and recall by pairs, both sides closed: of three records of one person all three pairs count."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from kesos.padan.evaluating import reading
from kesos.padan.linkage import answers, cleaning, linking
from kesos.padan.linkage.engine import Limits, opened
from kesos.padan.linkage.run import Say

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    rows: int
    true_pairs: int
    found_pairs: int
    right_pairs: int
    unsure_pairs: int
    unread: tuple[tuple[str, int], ...]  # column and how many of its values say nothing
    threshold: answers.Threshold

    @property
    def precision(self) -> float:
        return self.right_pairs / self.found_pairs if self.found_pairs else 0.0

    @property
    def recall(self) -> float:
        return self.right_pairs / self.true_pairs


def evaluate(*, people: Path, truth: Path, limits: Limits, say: Say) -> Outcome:
    """Raises Refused for a file that cannot be judged, before any work."""
    rows = reading.people(people)
    return compared(rows, closed(reading.truth(truth, rows=rows.num_rows)), limits=limits, say=say)


def compared(rows: pa.Table, true: set[Pair], *, limits: Limits, say: Say = lambda _: None) -> Outcome:
    """What `link` finds among the rows beside the pairs that are true."""
    with opened(limits) as engine:
        linked = linking.link_in(engine, rows, say=say)
        groups = answers.groups(engine, answer="answer", into="padan_groups")
        unread = cleaning.unread(engine, given="padan_given", cleaned="people")
        found = engine.rows(answers.SQL["within_groups"].format(groups=groups))
    return Outcome(
        rows=rows.num_rows,
        true_pairs=len(true),
        found_pairs=len(found),
        right_pairs=sum(pair in true for pair in found),
        unsure_pairs=linked.pairs - linked.certain,
        unread=unread,
        threshold=linked.threshold,
    )


def closed(pairs: list[Pair]) -> set[Pair]:
    """All pairs of records that are one person: a double's double is the original's too."""
    root: dict[int, int] = {}

    def top(one: int) -> int:
        while (above := root.setdefault(one, one)) != one:
            root[one] = root[above]
            one = root[one]
        return one

    for one, other in pairs:
        root[top(one)] = top(other)
    together = defaultdict[int, list[int]](list)
    for one in root:
        together[top(one)].append(one)
    return {(a, b) for members in together.values() for a in members for b in members if a < b}
