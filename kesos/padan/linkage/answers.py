"""From judged pairs to an answer: the threshold, who fits two people, the reasons, the groups."""

from dataclasses import dataclass

from splink.clustering import cluster_pairwise_predictions_at_threshold

from kesos.bulk.statements import statements
from kesos.padan.linkage import judging
from kesos.padan.linkage.engine import Engine
from kesos.padan.linkage.model import comparisons
from kesos.padan.linkage.reasons import reasons

SQL = statements("kesos.padan", "linkage/sql/answer.sql")
FEWEST_BITS = 5  # thirty to one: below it an official looks, whatever the mean says
BEARABLE, DISPENSABLE = 0.004, 0.05  # of all pairs found
HALF_A_PAIR = 0.5  # of a few pairs a share says nothing
# the second-best must be this many bits weaker; a number with one slip of the pen is worth so many
MARGIN, SLIP = 1.0, 6.0


@dataclass(frozen=True, slots=True)
class Threshold:
    bits: float
    expected: float  # how many of the pairs above it the weights expect to be right


def threshold(engine: Engine, *, judged: str, expected_precision: float) -> Threshold:
    """The lowest whole number of bits at which all pairs above it together keep the expected precision."""
    pairs, right, best = 0, 0.0, Threshold(99.0, 1.0)
    for bits, more, sure in engine.rows(SQL["steps"].format(judged=judged)):
        pairs, right = pairs + more, right + sure
        if bits < FEWEST_BITS or pairs - right > max((1 - expected_precision) * pairs, HALF_A_PAIR):
            break
        best = Threshold(float(bits), right / pairs)
    return best


def answer(engine: Engine, *, people: str, judged: str, least: float, into: str, one_set: bool) -> str:
    """Make the table `into`: id_a, id_b, probability, match_weight, certain, reasons, and the level of each column."""
    engine.table("padan_accepted", SQL["accepted"].format(judged=judged, least=least))
    contested = judging.SQL["contested" if one_set else "rivals"]
    engine.table("padan_contested", contested.format(accepted="padan_accepted", margin=MARGIN, slip=SLIP))
    doubted = SQL["perhaps_twins"] if _many_twins(engine, people=people, judged=judged) else "false"
    told = {
        "doubted": doubted,
        "accepted": "padan_accepted", "contested": "padan_contested", "reasons": reasons(),
        "levels": ", ".join(f"a.{one.name}" for one in comparisons()),
    }  # fmt: skip
    engine.table(into, SQL["answer"].format(**told))
    engine.drop("padan_accepted", "padan_contested")
    return into


def _many_twins(engine: Engine, *, people: str, judged: str) -> bool:
    """Whether twins of whom one has no number would be taken for doubles more often than can be borne."""
    told = SQL["twins"].format(
        judged=judged, people=people, accepted="padan_accepted", perhaps_twins=SQL["perhaps_twins"]
    )
    twins, without, people_in_all, found, perhaps = engine.rows(told)[0]
    expected = 2 * twins * without / max(people_in_all, 1)
    return bool(expected > BEARABLE * found and perhaps < DISPENSABLE * found)


def groups(engine: Engine, *, answer: str, into: str) -> str:
    """Make the table `into` (cluster_id, id) of whom certain pairs join, also over a third."""
    engine.table("padan_ends", SQL["ends"].format(answer=answer))
    engine.run(f"create or replace view padan_edges as select id_a, id_b from {answer} where certain")
    if engine.number("select count(*) from padan_ends"):
        found = cluster_pairwise_predictions_at_threshold(
            engine.register("padan_ends"), engine.register("padan_edges"), engine.splink, "id", "id_a", "id_b"
        )
        engine.table(into, f"select cluster_id, id from {found.physical_name} order by cluster_id, id")
        engine.drop(found.physical_name)
    else:
        engine.table(into, "select id as cluster_id, id from padan_ends")
    engine.run("drop view padan_edges")
    engine.drop("padan_ends")
    return into
