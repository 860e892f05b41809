"""kill -9 at any stage: nothing is half applied, and the same command goes on to the same end."""

import signal
from datetime import date

import pytest

from kesos.audit.models import AuditEvent as Event
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.padan.models import Finding, Run, Snapshot
from kesos.padan.services import runs, snapshots
from kesos.padan.services.alone import UnderWay
from tests.padan.others import Other, patience
from tests.padan.world import AT, OFFICE, a_line, an_extract, compared
from tests.registry.world import NGRONGGO, a_person

NAMES = ("SULASTRI", "MARSUDI", "TUTIK", "BAMBANG", "WARNI")


@pytest.fixture
def extract(committed, tmp_path):
    """Five people, and what the population registry says otherwise of four."""
    same, spelt, dead, moved, _ = (a_person(name) for name in NAMES)
    return an_extract(
        tmp_path, a_line(same), a_line(spelt, name="MARSUDY"), a_line(dead, alive="MENINGGAL", died="2026-10-02"),
        a_line(moved, region=NGRONGGO),
    )  # fmt: skip


def steps(extract):
    return {
        "receive": lambda: snapshots.receive([extract], as_of=date(2026, 11, 1), by=OFFICE, at=AT),
        "mirror": lambda: snapshots.refresh_mirror(by=OFFICE, at=AT),
        "compare": lambda: runs.compare(by=OFFICE, at=AT),
    }


def told():
    """Findings and events of a month, without the numbers that a second try changes."""
    with acting(SYSTEM):
        found = Finding.objects.order_by("nik").values_list(
            "person__full_name", "bucket", "outcome", "differs", "likeness", "their_name", "their_death", "state"
        )
        events = Event.objects.filter(kind__startswith="padan.").order_by("pk").values_list("kind", flat=True)
        return list(found), list(events)


STAGES = [
    ("receive", "kesos.padan.snapshots.take", "_cut", 1),  # read, not yet cut into buckets
    ("receive", "kesos.padan.snapshots.take", "_bucket", 7),
    ("receive", "kesos.padan.services.snapshots", "_ready", 1),
    ("mirror", "kesos.padan.snapshots.mirror", "_settle", 7),
    ("mirror", "kesos.padan.services.snapshots", "_ready", 1),
    ("compare", "kesos.padan.engines.duck", "_settle", 7),  # some buckets of a portion in their place
    ("compare", "kesos.padan.services.matching", "write", 1),
    ("compare", "kesos.padan.services.writing", "_note", 7),  # inside the transaction of a bucket
    ("compare", "kesos.padan.services.runs", "_note", 1),  # inside that of the end
]


@pytest.mark.requirement("X-01")
def test_killed_at_every_stage_the_month_ends_as_if_nothing_had_happened(extract, tmp_path):
    for step, act in steps(extract).items():
        for stage in (stage[1:] for stage in STAGES if stage[0] == step):
            killed = Other(f"dying_at{stage!r}; steps[{step!r}]()", tmp_path)
            assert killed.ended() == -signal.SIGKILL, (step, stage)
        act()

    found, events = told()
    assert [(name, outcome) for name, _, outcome, *_ in found] == [
        ("MARSUDI", "sebagian"), ("TUTIK", "meninggal"), ("BAMBANG", "pindah"), ("WARNI", "tidak_ditemukan"),
    ]  # fmt: skip
    assert sorted(events) == ["padan.compared", "padan.mirrored", "padan.received"]
    with acting(SYSTEM):
        assert (Snapshot.objects.count(), Run.objects.count()) == (2, 1)


def test_killed_in_the_middle_of_reading_and_of_copying_they_begin_again(extract, tmp_path):
    parts = {"receive": "padan/population/*/mentah/*/*", "mirror": "padan/registry/*/mentah/*/*"}
    for step, written in parts.items():
        killed = Other(f"dying_when({str(tmp_path / 'data')!r}, {written!r}); steps[{step!r}]()", tmp_path)
        assert killed.ended() == -signal.SIGKILL
    for step in steps(extract).values():
        step()

    assert len(told()[0]) == 4


SLOWLY = """
from tests.padan.others import patience
from kesos.padan.services import matching
def slowly(*told):
    Path({begun!r}).touch()
    with patience() as until:
        until(Path({may_end!r}).exists)
    return whole(*told)
whole, matching.match = matching.match, slowly
steps["compare"]()
"""


def test_of_two_processes_the_second_is_told_so_and_changes_nothing(extract, tmp_path):
    for step in ("receive", "mirror"):
        steps(extract)[step]()
    begun, may_end = tmp_path / "begun", tmp_path / "may end"

    first = Other(SLOWLY.format(begun=str(begun), may_end=str(may_end)), tmp_path)
    with patience() as until:
        until(begun.exists)
    with pytest.raises(UnderWay, match=r"sedang dikerjakan proses lain\. Tunggu sampai selesai"):
        steps(extract)["compare"]()
    assert told()[0] == []

    may_end.touch()
    assert first.ended() == 0
    assert len(told()[0]) == 4
    steps(extract)["compare"]()  # nobody holds it any more


@pytest.mark.django_db
def test_who_brought_and_compared_what_is_in_the_audit(tmp_path):
    compared(tmp_path, a_line(a_person("SULASTRI"), name="LASTRI"))

    with acting(SYSTEM):
        events = {event.kind: event for event in Event.objects.filter(kind__startswith="padan.")}
        number = Snapshot.objects.get(kind="population").pk
    received, done = events["padan.received"], events["padan.compared"]
    assert (received.actor_id, received.actor_name, received.subject) == (21, "Dinsos provinsi", f"snapshot:{number}")
    assert {"source": "Data kependudukan", "as_of": "1 November 2026", "rows": 1}.items() <= received.details.items()
    assert {"source": "data kependudukan", "new": 1, "changed": 0, "gone": 0}.items() <= done.details.items()
    assert events["padan.mirrored"].details["rows"] == 1


@pytest.mark.django_db
def test_what_is_older_than_what_was_received_is_refused_unless_it_is_the_same_content(tmp_path):
    person = a_person("SULASTRI")
    october, november = (an_extract(tmp_path, a_line(person, name=name), name=f"{name}.csv") for name in "ON")

    def received(path, on):
        return snapshots.receive([path], as_of=on, by=OFFICE, at=AT).pk

    first = received(october, date(2026, 10, 1))
    second = received(november, date(2026, 11, 1))
    with pytest.raises(Refused, match="per 9 Oktober 2026 lebih lama daripada yang sudah diterima, per 1 November"):
        received(an_extract(tmp_path, name="lain.csv"), date(2026, 10, 9))
    with pytest.raises(Refused, match="30 November 2026 belum tiba"):
        received(an_extract(tmp_path, name="lain.csv"), date(2026, 11, 30))

    assert (received(october, date(2026, 10, 1)), received(november, date(2026, 11, 1))) == (first, second)
    with acting(SYSTEM):
        assert Snapshot.objects.count() == 2
