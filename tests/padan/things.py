"""One finding of the kelurahan Bawang, for walks through every screen and endpoint."""

from datetime import date

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.models import Finding, Pair, Run, Snapshot
from kesos.padan.services.judge import judge
from kesos.registry.models import Merge
from kesos.registry.services.merge_people import merge_people
from tests.api.things import Things
from tests.api.world import BAWANG, NOW
from tests.programmes.world import official
from tests.registry.world import a_family, a_person

OFFICE = official("OP_DINSOS", "3571", 203, "padan.view")


def a_pair_of(things: Things, *, judged: bool = False) -> Pair:
    """The person, and somebody of the same kelurahan who may be the same; judged to be two, if wished."""

    def make() -> Pair:
        double = a_person("SULASTRI WIJI", region=BAWANG, no_nik_reason="unknown")
        first, second = sorted((things.person.pk, double.pk))
        with acting(SYSTEM):
            pair = Pair.objects.create(
                first_id=first, second_id=second, first_region=BAWANG, second_region=BAWANG, probability=0.998,
                is_certain=True, reasons="nama sama", mark=1, found_at=NOW,
            )  # fmt: skip
        return judge(pair_id=pair.pk, action="beda", by=OFFICE, at=NOW) if judged else pair

    return things.once("judged pair" if judged else "pair", make)


def a_merge() -> Merge:
    """Two of Bawang made one, with a row that was touched for it."""
    stays, gone = a_person("SULASTRI W", region=BAWANG), a_person("SULASTRY W", region=BAWANG)
    a_family(gone)
    return merge_people(stays_id=stays.pk, gone_id=gone.pk, reason="KTP sama", by=OFFICE, at=NOW)


def a_finding(things: Things) -> Finding:
    """The population registry spells the person's name otherwise."""

    def make() -> Finding:
        with acting(SYSTEM):
            told = {"as_of": date(2026, 11, 1), "taken_at": NOW, "ready_at": NOW, "by_user_id": 1}
            ours = Snapshot.objects.create(kind="registry", source="kesos", **told)
            theirs = Snapshot.objects.create(kind="population", source="kependudukan", **told)
            run = Run.objects.create(
                source="kependudukan", registry=ours, other=theirs, is_whole=True, engine="duckdb", state="done",
                begun_at=NOW, finished_at=NOW, by_user_id=1,
            )  # fmt: skip
            return Finding.objects.create(
                source="kependudukan", bucket=3, nik=things.person.nik, person=things.person, region_code=BAWANG,
                outcome="sebagian", differs="nama", likeness=90, their_name="SULASTRI WIJI", run=run,
                their_birth_date=things.person.birth_date, their_sex="P", their_region=BAWANG,
            )  # fmt: skip

    return things.once("finding", make)
