"""How often two different people agree, counted in the data; where they are too few, what is usual helps out."""

from kesos.bulk.statements import statements
from kesos.padan.linkage.engine import Engine
from kesos.padan.linkage.model import Comparison, Levels, comparisons

SQL = statements("kesos.padan", "linkage/sql/counts.sql")
SAMPLE = 1_000
# levels rarer than what a sample shows are drawn towards what is usual, by so many pairs
_STEADY = 20_000
# the share of one name, one first word, one day among people at large, and how many people that knowledge is worth
USUAL = {
    "rapat": ("1.0 / 4000", 20),
    "k1": ("1.0 / 150", 20),
    # the days written where nobody knows the day
    "lahir": ("case when substr(lahir, 5, 4) in ('0101', '0701', '1231') then 1.0 / 1500 else 1.0 / 18000 end", 40),
}
# in the sample such pairs may be doubles: they would make agreement look common
_ALIKE = (
    "coalesce(l.nik_l = r.nik_r, false) or coalesce(l.kk_l = r.kk_r, false) "
    "or coalesce(l.rapat_l = r.rapat_r and l.lahir_l = r.lahir_r, false)"
)
_COUNTED = {
    "cards": ("kk", "kk is not null"),
    "houses": ("desa, rumah", "desa is not null and rumah is not null"),
}


def frequencies(engine: Engine, *, people: str, rows: float) -> dict[str, str]:
    """A table of shares for each column whose common values say less: name, first word, day of birth."""
    return {
        column: engine.table(
            f"padan_tf_{column}",
            SQL["frequencies"].format(column=column, people=people, rows=rows, usual=usual, weight=weight),
        )
        for column, (usual, weight) in USUAL.items()
    }


def unlike(engine: Engine, *, people: str, rows: float) -> Levels:
    """u of every level."""
    pairs = max(rows * (rows - 1) / 2, 1)
    found: Levels = {}
    engine.table("padan_sample", SQL["sample"].format(people=people, size=SAMPLE, mixed=engine.mixed("id")))
    ends = engine.columns("padan_sample")
    for end in "lr":
        picked = ", ".join(f"{name} as {name}_{end}" for name in ends)
        engine.run(f"create or replace view padan_sample_{end} as select {picked} from padan_sample")
    for one in comparisons():
        sampled = _sampled(engine, one)
        for level in one.levels:
            if level.u == "numbers":
                value = 0.05 / max(rows, 50)
            elif isinstance(level.u, str):
                columns, known = _COUNTED[level.u]
                equal = engine.number(SQL["equal_pairs"].format(people=people, columns=columns, known=known))
                value = max(equal / pairs, 2 / max(rows, 50))
            elif level.tf and not level.own_tf:
                value = level.u  # replaced by the shares of the value itself
            else:
                value = sampled.get(level.key, level.u)
            found[one.name, level.key] = min(value, 1.0)
    engine.run("drop view padan_sample_l")
    engine.run("drop view padan_sample_r")
    engine.drop("padan_sample")
    return found


def _sampled(engine: Engine, one: Comparison) -> dict[str, float]:
    if all(isinstance(level.u, str) or level.u == 1.0 for level in one.levels):
        return {}
    told = dict(
        engine.rows(SQL["levels"].format(case=one.case, left="padan_sample_l", right="padan_sample_r", alike=_ALIKE))
    )
    whole = sum(told.values())
    usual = {level.key: level.u for level in one.levels if isinstance(level.u, float)}
    return {key: (told.get(key, 0) + _STEADY * u) / (whole + _STEADY) for key, u in usual.items()}
