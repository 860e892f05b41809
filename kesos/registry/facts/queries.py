"""What a check found, for the page and for the rejects file."""

from collections.abc import Iterator
from dataclasses import dataclass

from kesos.bulk.cells import Row
from kesos.bulk.excel_out import stream
from kesos.bulk.rejects import Rejected
from kesos.bulk.sql import rows
from kesos.registry.facts.faults import sentence
from kesos.registry.facts.statements import CHECK
from kesos.registry.models import ImportRun

__all__ = ["Finding", "faults", "rejected", "samples", "sentence", "warnings"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or warning: how often, in which lines first, and what to do."""

    code: str
    count: int
    first_lines: list[int]
    sentence: str


def faults(run: ImportRun) -> list[Finding]:
    """Within the acting transaction of the run's user, like all below."""
    return _found(run, "faults")


def warnings(run: ImportRun) -> list[Finding]:
    return _found(run, "warnings")


def samples(run: ImportRun, verdicts: list[str], *, most: int) -> list[tuple[str, int, str, str, str]]:
    """Verdict, line, whose it is, warnings and faults of the first rows of each verdict."""
    return rows(CHECK["samples"], {"run": run.pk, "verdicts": verdicts, "most": most})


def rejected(run: ImportRun) -> Iterator[Rejected]:
    """Every wrong row as it was sent with its reasons, for kesos.bulk.rejects.write_rejects."""
    for line, texts, kinds, codes in stream(CHECK["rejected"], {"run": run.pk, "batch": run.batch_id}):
        yield Rejected(Row(line, tuple(texts), kinds), [sentence(code) for code in codes.split(" ")])


def _found(run: ImportRun, column: str) -> list[Finding]:
    return [
        Finding(code, count, lines, sentence(code))
        for code, count, lines in rows(CHECK["faults"].replace("{column}", column), {"run": run.pk})
    ]
