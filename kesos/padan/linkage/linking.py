"""`link`: doubles inside one set, or people of one set found in another; the same model, guards and threshold."""

from dataclasses import dataclass
from pathlib import Path

from kesos.padan.linkage import answers, cleaning, judging, run
from kesos.padan.linkage.engine import USUAL, Engine, Limits, opened
from kesos.padan.linkage.restricting import restricted
from kesos.padan.linkage.sources import Source, shown

EXPECTED_PRECISION = 0.997


@dataclass(frozen=True, slots=True)
class Linked:
    """What was found; the pairs stand in the table `answer` of the engine, or in the Parquet file asked for."""

    rows: int
    pairs: int
    certain: int
    threshold: answers.Threshold


def link(
    people: Source, *, into: Path, against: Source | None = None, expected_precision: float = EXPECTED_PRECISION,
    limits: Limits = USUAL, say: run.Say = lambda _: None,
) -> Linked:  # fmt: skip
    """Write to `into` (Parquet) who of `people` is the same person, or which of `against` each of them is.

    `people` has `id` and those of cleaning.COLUMNS that are known. Columns of the answer: id_a, id_b, probability,
    match_weight, certain (no other fits as well), reasons (Indonesian), and the level reached by each comparison;
    sorted by id_a, id_b, the same in every run.
    """
    with opened(limits) as engine:
        linked = link_in(engine, people, against=against, expected_precision=expected_precision, say=say)
        path = str(into).replace("'", "''")
        engine.run(f"copy (select * from answer order by id_a, id_b) to '{path}' (format parquet, compression zstd)")
    return linked


def link_in(
    engine: Engine, people: Source, *, against: Source | None = None,
    expected_precision: float = EXPECTED_PRECISION, say: run.Say = lambda _: None,
) -> Linked:  # fmt: skip
    """The same in an engine that is open; afterwards its table `answer` holds the pairs."""
    say("Menyeragamkan nama, tanggal, nomor, dan alamat …")
    left = cleaning.clean(engine, people=shown(engine, people, name="padan_given"), into="people")
    rows = engine.count(left)
    right, of = left, rows
    if against is not None:
        source = shown(engine, against, name="padan_others")
        of = engine.count(source)
        right = restricted(engine, source=source, rows=of, like=left, into="others")
    run.weigh(engine, left=left, right=right, rows=of, into="padan_pairs", say=say)
    say("Memeriksa keluarga serumah, kembar, dan kebetulan …")
    judging.judge(engine, pairs="padan_pairs", left=left, right=right, into="judged")
    found = answers.threshold(engine, judged="judged", expected_precision=expected_precision)
    answers.answer(engine, people=left, judged="judged", least=found.bits, into="answer", one_set=against is None)
    engine.drop("padan_pairs", "judged")
    pairs, certain = engine.rows("select count(*), count(*) filter (where certain) from answer")[0]
    return Linked(rows, pairs, certain, found)
