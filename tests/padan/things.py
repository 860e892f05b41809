"""One finding of the kelurahan Bawang, for walks through every screen and endpoint."""

from datetime import date

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.padan.models import Finding, Run, Snapshot
from tests.api.things import Things
from tests.api.world import BAWANG, NOW


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
