"""The weights: how often unlike people agree, which pairs are looked at, and Splink's sum for each."""

import logging
from collections.abc import Callable

from splink import Linker

from kesos.padan.linkage import blocking, counts, model
from kesos.padan.linkage.engine import Engine

LEAST_BITS = -4.0  # pairs below are not carried on
EXPECTED_DOUBLES, EXPECTED_FOUND = 0.1, 0.6  # a factor of two is one bit
Say = Callable[[str], None]
logging.getLogger("splink").setLevel(logging.ERROR)  # it speaks English to people who did not ask


def weigh(engine: Engine, *, left: str, right: str, rows: float, into: str, say: Say) -> str:
    """Make the table `into` (id_l, id_r, match_weight, match_probability); `rows` of the whole right side."""
    one_set = left == right
    say("Menghitung seberapa lazim nama dan tanggal lahir …")
    shares = counts.frequencies(engine, people=right, rows=engine.count(right))
    u = counts.unlike(engine, people=right, rows=rows)
    rules = blocking.rules(engine, left=left, right=right)
    say(f"Membandingkan paling banyak {sum(rule.pairs for rule in rules):,.0f} pasangan …".replace(",", "."))
    told = model.settings(
        m=model.usual_m(), u=u, rules=[rule.rule for rule in rules],
        link_type="dedupe_only" if one_set else "link_only",
        prior=(2 * EXPECTED_DOUBLES if one_set else EXPECTED_FOUND) / max(rows, 4),
    )  # fmt: skip
    tables = [engine.register(left)] if one_set else [engine.register(left, "a"), engine.register(right, "b")]
    linker = Linker(tables if len(tables) > 1 else tables[0], told, log_level=None)
    for column, table in shares.items():
        linker.table_management.register_term_frequency_lookup(engine.register(table), column)
    found = linker.inference.predict(threshold_match_weight=LEAST_BITS, warning_mode="never")
    engine.table(into, f"select id_l, id_r, match_weight, match_probability from {found.physical_name}")
    engine.drop(found.physical_name, *shares.values())
    return into
