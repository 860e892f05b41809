"""After the weights: pairs that live together or agree by chance, and are two people."""

from kesos.bulk.statements import statements
from kesos.padan.linkage.engine import WORDS_OF_THE_ENGINE, Engine
from kesos.padan.linkage.model import comparisons

SQL = statements("kesos.padan", "linkage/sql/judge.sql")
# of this share of numbers the date must be the person's own, before one that differs is doubted
DATED_SHARE = 0.7
# a word that so many records bear, and such a share of them, is a name and no slip of the pen
BORNE_BY, BORNE_SHARE = 5, 0.0005
# borne by so many of those, a word is no slip of one pen; among fewer people a name borne once says nothing
SOME_OF_THEM, ENOUGH_PEOPLE = 0.2, 5_000
SHARED_NUMBER = 8.0  # bits
# of whom a card holds one; the codes of lists differ but for the head's
SOLE_ROLE = "hubungan_l in ('kepala keluarga', 'pasangan')"
_ENDS = (
    "nik", "kk", "langka", "tulis", "ayah", "rapat", "k1", "akhir", "sisa", "urut", "jk", "lahir", "tukar", "tahun",
    "biasa", "bulan_hari", "nik_hari", "hari", "desa", "kecamatan", "kabupaten", "jalan", "rumah", "rt", "rw",
    "pekerjaan", "pendidikan", "hubungan",
)  # fmt: skip


def judge(engine: Engine, *, pairs: str, left: str, right: str, into: str) -> str:
    """Make the table `into` of `pairs` (id_l, id_r, match_weight, match_probability): levels, and why not (`bukan`)."""
    dated = engine.number(SQL["dated_share"].format(people=left)) >= DATED_SHARE
    people = engine.count(left)
    borne = max(BORNE_BY, BORNE_SHARE * people)
    told = {
        "pairs": pairs, "left": left, "right": right, "facts": "padan_facts", "shared": "padan_shared",
        "ends": ", ".join(f"{end}.{name} as {name}_{end}" for name in _ENDS for end in "lr"),
        "levels": ", ".join(f"{one.case} as {one.name}" for one in comparisons()),
        "borne": borne, "borne_by_some": max(2, SOME_OF_THEM * borne) if people >= ENOUGH_PEOPLE else 0,
        "initial": SQL["initial"], "same_person": SQL["same_person"],
        "shared_number": SHARED_NUMBER, "sole_role": SOLE_ROLE, "dated": "true" if dated else "false",
        **WORDS_OF_THE_ENGINE,
    }  # fmt: skip
    engine.table("padan_facts", SQL["facts"].format(**told))
    engine.table("padan_shared", SQL["shared"].format(**told))
    engine.table(into, SQL["judged"].format(**told))
    engine.drop("padan_facts", "padan_shared")
    return into
