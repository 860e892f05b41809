"""Every way of `kematian`, allowed and refused; what the database itself keeps."""

from datetime import date
from itertools import permutations

import pytest
from django.db import DatabaseError, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.journeys.models import Event, Move
from kesos.journeys.services import report_move
from kesos.journeys.services.report_death import report_death
from kesos.journeys.services.report_move import Asked
from kesos.workflow import services as workflow
from tests.journeys.world import (
    AT,
    MOJOROTO,
    NEXT_OPERATOR,
    OFFICE,
    OPERATOR,
    SUPERVISOR,
    a_correction,
    a_death,
    arrive,
    died_on,
    event,
    official,
    state,
)
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)
REPORTER = official("OP_DESA", "3571031009", 101, "death.report")


def a_report(person=None, **more) -> Event:
    told = {"person_id": (person or a_person()).pk, "died_on": DAY, "file_key": "akta", "by": REPORTER, "at": AT}
    return report_death(**told | more)


def now(found: Event) -> str:
    with acting(SYSTEM):
        return Event.objects.values_list("state", flat=True).get(pk=found.pk)


def test_a_report_of_the_kelurahan_waits_and_changes_nothing():
    person = a_person()

    found = a_report(person)

    assert (now(found), died_on(person)) == ("DICOCOKKAN", None)
    assert a_report(person).pk == found.pk


def test_the_supervisor_confirms_a_report_and_whoever_made_it_does_not():
    person = a_person()
    found = a_report(person)
    both = official("SUPERVISOR", "3571", 101)

    with pytest.raises(Refused):
        workflow.decide(case_id=found.case_id, action="konfirmasi", by=OPERATOR, at=AT)
    with pytest.raises(Refused):
        workflow.decide(case_id=found.case_id, action="konfirmasi", by=both, at=AT)
    workflow.decide(case_id=found.case_id, action="konfirmasi", by=SUPERVISOR, at=AT)

    assert (now(found), died_on(person)) == ("DITERAPKAN", DAY)


def test_the_registrys_own_event_confirms_a_report():
    person = a_person()
    found = a_report(person)
    told = a_death(person, on=DAY)

    arrive(told)

    assert (now(found), state(told)[0], died_on(person)) == ("DITERAPKAN", "DITERAPKAN", DAY)
    with acting(SYSTEM):
        assert Event.objects.get(pk=found.pk).same_as_id == event(told).pk


def test_a_confirmed_report_is_corrected_by_the_supervisor_with_dukcapils_word_and_by_nobody_else():
    person = a_person()
    found = a_report(person)
    workflow.decide(case_id=found.case_id, action="konfirmasi", by=SUPERVISOR, at=AT)

    with pytest.raises(Refused, match="koreksi"):
        workflow.decide(case_id=found.case_id, action="batalkan", by=SUPERVISOR, at=AT)
    with pytest.raises(Refused):
        workflow.decide(case_id=found.case_id, action="batalkan", by=OPERATOR, at=AT)
    workflow.attach_paper(case_id=found.case_id, paper="koreksi_dukcapil", value="471/2026", by=SUPERVISOR, at=AT)
    workflow.decide(case_id=found.case_id, action="batalkan", by=SUPERVISOR, at=AT)

    assert (now(found), died_on(person)) == ("DIKOREKSI", None)


def test_the_registrys_correction_takes_back_a_confirmed_report_as_well():
    person = a_person()
    found = a_report(person)
    workflow.decide(case_id=found.case_id, action="konfirmasi", by=SUPERVISOR, at=AT)
    told = a_death(person, on=DAY, issued=1)
    arrive(told)

    arrive(a_correction(told))

    assert (now(found), state(told)[0], died_on(person)) == ("DIKOREKSI", "DIKOREKSI", None)


def test_a_report_that_is_not_true_is_put_aside_with_a_reason():
    found = a_report()

    with pytest.raises(Refused, match="lasan"):
        workflow.decide(case_id=found.case_id, action="kesampingkan", by=SUPERVISOR, at=AT)
    workflow.decide(case_id=found.case_id, action="kesampingkan", by=SUPERVISOR, at=AT, reason="Orangnya masih hidup")

    assert now(found) == "DIKOREKSI"


def test_the_system_alone_says_that_a_report_does_not_match():
    found = a_report()

    with pytest.raises(Refused):
        workflow.decide(case_id=found.case_id, action="tidak_cocok", by=SUPERVISOR, at=AT)
    workflow.decide(case_id=found.case_id, action="tidak_cocok", by=SYSTEM, at=AT)

    assert now(found) == "TIDAK_COCOK"


def test_who_is_still_unknown_is_not_matched_again():
    told = a_death(a_person(), nik=9971035204790444)
    arrive(told)

    with pytest.raises(Refused, match="tidak tercatat"):
        workflow.decide(case_id=event(told).case_id, action="padan_ulang", by=OFFICE, at=AT)
    with pytest.raises(Refused):
        workflow.decide(case_id=event(told).case_id, action="padan_ulang", by=OPERATOR, at=AT)

    assert state(told) == ("TIDAK_COCOK", "nik_unknown")


def test_the_next_kelurahan_does_not_see_the_case():
    found = a_report()

    with pytest.raises(NotFound):
        workflow.decide(case_id=found.case_id, action="konfirmasi", by=NEXT_OPERATOR, at=AT)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"died_on": date(1960, 1, 1)}, "before_birth"),
        ({"died_on": date(2027, 1, 1)}, "in_future"),
        ({"died_on": None}, "in_future"),
        ({"file_key": ""}, "paper_missing"),
    ],
)
def test_a_report_that_cannot_be_is_refused_with_a_sentence(more, code):
    with pytest.raises(Refused) as refused:
        a_report(**more)

    assert refused.value.code == code
    with acting(SYSTEM):
        assert not Event.objects.exists()


def test_nobody_reports_a_death_twice_or_in_another_kelurahan():
    dead = a_person(died_on=date(2026, 1, 1))

    with pytest.raises(Refused, match="sudah tercatat meninggal"):
        a_report(dead)
    with pytest.raises(NotFound):
        a_report(a_person(region=MOJOROTO))


EVERY = ("DITERIMA", "DICOCOKKAN", "DITERAPKAN", "TIDAK_COCOK", "DIKOREKSI")
FORWARD = {
    ("DITERIMA", "DICOCOKKAN"), ("DITERIMA", "DITERAPKAN"), ("DITERIMA", "TIDAK_COCOK"), ("DITERIMA", "DIKOREKSI"),
    ("DICOCOKKAN", "DITERAPKAN"), ("DICOCOKKAN", "TIDAK_COCOK"), ("DICOCOKKAN", "DIKOREKSI"),
    ("TIDAK_COCOK", "DICOCOKKAN"), ("TIDAK_COCOK", "DITERAPKAN"), ("TIDAK_COCOK", "DIKOREKSI"),
    ("DITERAPKAN", "DIKOREKSI"),
}  # fmt: skip


def test_sql_by_hand_keeps_to_the_ways_of_an_event():
    """Each of the twenty ways between two states: those of the machine, and no other."""
    arrive(told := a_death(a_person()))
    found = event(told)

    with acting(SYSTEM):
        for before, after in permutations(EVERY, 2):
            row = Event.objects.create(
                number=f"{before}-{after}", kind="kematian", origin="feed", issued_at=AT, received_at=AT, state=before,
                why="unreadable", settled_at=AT, happened_on=DAY, person=found.person, same_as=found,
                source=found.source,
            )  # fmt: skip
            if (before, after) in FORWARD:
                assert Event.objects.filter(pk=row.pk).update(state=after) == 1
            else:
                with pytest.raises(DatabaseError, match="no way from"), transaction.atomic():
                    Event.objects.filter(pk=row.pk).update(state=after)


def test_sql_by_hand_keeps_to_the_ways_of_a_move():
    family = a_family(a_person())
    asked = Asked(family_id=family.pk, to_region_code=MOJOROTO, moved_on=DAY)
    move = report_move.report_move(asked=asked, paper="kk_baru", file_key="b", by=OPERATOR, at=AT)

    with acting(SYSTEM):
        for wrong in ("DILAPORKAN", "DITOLAK"):
            with pytest.raises(DatabaseError, match="no way from"), transaction.atomic():
                Move.objects.filter(pk=move.pk).update(state=wrong, settled_at=AT if wrong == "DITOLAK" else None)
        with pytest.raises(DatabaseError, match="move_goes_elsewhere"), transaction.atomic():
            Move.objects.filter(pk=move.pk).update(to_region_code=move.region_code)
        with pytest.raises(DatabaseError, match="move_settled"), transaction.atomic():
            Move.objects.filter(pk=move.pk).update(settled_at=AT)
        again = Move(**{f.attname: getattr(move, f.attname) for f in Move._meta.concrete_fields if f.name != "id"})
        again.number, again.case_id = "P-2", None
        with pytest.raises(DatabaseError, match="move_one_under_way"), transaction.atomic():
            again.save(force_insert=True)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"number": ""}, "event_has_number|event_corrects_another"),
        ({"kind": "kelahiran"}, "event_kind"),
        ({"nik": 12}, "event_nik_16_digits"),
        ({"person": None}, "event_applied_to_somebody"),
        ({"corrects": "X"}, "event_correction_names_one"),
        ({"state": "LAIN"}, "event_state"),
    ],
)
def test_the_database_refuses_an_event_that_cannot_be(change, name):
    arrive(told := a_death(a_person()))
    found = event(told)

    with acting(SYSTEM), pytest.raises(DatabaseError, match=f"{name}|no way from"), transaction.atomic():
        Event.objects.filter(pk=found.pk).update(**change)


def test_the_database_lets_nobody_die_twice():
    arrive(told := a_death(a_person()))
    first = event(told)
    first.pk, first.number = None, "DUK-lain"

    with acting(SYSTEM), pytest.raises(DatabaseError, match="event_one_death"), transaction.atomic():
        first.save(force_insert=True)
