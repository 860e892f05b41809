"""Figures of linkage: doubles of a file found by us and by bare Splink with the same model, in turns, in one run.

`python -m kesos.padan.bench PEOPLE TRUTH [ROUNDS]` on the two files of `kesos padan evaluate`. Bare Splink is given the
same cleaned columns, for the model compares no others, and trains itself as its documents advise: u by random sampling,
m by expectation maximisation in a small block, then predicts and clusters. The ratio counts the cleaning on both sides;
what it is without the cleaning on Splink's side is told beside it.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median

import pyarrow as pa
from splink import Linker, block_on

from kesos.foundation.errors import Refused
from kesos.foundation.figure import Figure
from kesos.padan.evaluating import measuring, reading
from kesos.padan.linkage import answers, blocking, cleaning, model, run
from kesos.padan.linkage.engine import Engine, Limits, opened

MOST_TO_BARE, LEAST_PRECISION, LEAST_RECALL, MOST_MEMORY_MB = 1.2, 0.995, 0.93, 4_096
SAMPLED_PAIRS, SEED = 1e6, 1
TRAINING_BLOCK = ("lahir", "desa")  # small: a birth date and a sex alone grow with the square


def figures(people: Path, truth: Path, *, rounds: int = 1, limits: Limits = Limits()) -> list[Figure]:  # noqa: B008
    if rounds < 1:
        raise Refused("Jumlah putaran paling sedikit 1.")
    table = reading.people(people)
    true = measuring.closed(reading.truth(truth, rows=table.num_rows))
    ours, bare = list[float](), list[tuple[float, float]]()
    for _ in range(rounds):
        began = time.process_time()
        outcome = measuring.compared(table, true, limits=limits)
        ours.append(time.process_time() - began)
        held = getrusage(RUSAGE_SELF).ru_maxrss // 1024
        bare.append(_bare(table, limits))
    ratio = median(mine / (cleaned + theirs) for mine, (cleaned, theirs) in zip(ours, bare, strict=True))
    alone = median(mine / theirs for mine, (_, theirs) in zip(ours, bare, strict=True))
    about = (
        f"{table.num_rows} baris; detik prosesor {median(ours):.1f}; Splink saja {median(t for _, t in bare):.1f} dan "
        f"pembersihan kolomnya {median(c for c, _ in bare):.1f}; tanpa pembersihan itu {alone:.2f}"
    )
    return [
        Figure("linkage_to_bare_splink", round(ratio, 2), MOST_TO_BARE, about=about),
        Figure("linkage_precision", round(outcome.precision, 4), LEAST_PRECISION, True),
        Figure("linkage_recall", round(outcome.recall, 4), LEAST_RECALL, True),
        Figure("linkage_memory_mb", held, MOST_MEMORY_MB, about="sesudah yang pertama, sebelum Splink saja"),
    ]


def _bare(table: pa.Table, limits: Limits) -> tuple[float, float]:
    """Processor seconds of cleaning, and of all that Splink does."""
    with opened(limits) as engine:
        engine.connection.register("padan_given", table)
        cleaned = _processor_seconds(lambda: cleaning.clean(engine, people="padan_given", into="people"))
        rules = [rule.rule for rule in blocking.rules(engine, left="people", right="people")]
        return cleaned, _processor_seconds(lambda: _trained_and_found(engine, rules))


def _trained_and_found(engine: Engine, rules: list[str]) -> None:
    told = model.settings(
        m=model.usual_m(), u=model.usual_u(), rules=rules, link_type="dedupe_only",
        prior=2 * run.EXPECTED_DOUBLES / engine.count("people"),
    )  # fmt: skip
    linker = Linker(engine.register("people"), told, log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=SEED)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on(*TRAINING_BLOCK))
    found = linker.inference.predict(threshold_match_weight=run.LEAST_BITS, warning_mode="never")
    linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold_match_weight=answers.FEWEST_BITS)


def _processor_seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def main(people: str, truth: str, rounds: str = "1") -> None:
    for figure in figures(Path(people), Path(truth), rounds=int(rounds)):
        held = "ya" if figure.holds else "tidak"
        sys.stdout.write(f"{figure.name}: {figure.value:g} ({figure.limit_written}: {held}) {figure.about}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
