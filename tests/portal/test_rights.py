"""Rights over one's own data and against decisions: asked at home and at the counter, answered in time."""

import json
from datetime import date, timedelta

import pytest

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.notices.models import Notice
from kesos.portal.models import Consent, PlaceTerm, RightRequest
from kesos.portal.queries import own_data, rights, terms
from kesos.portal.services.rights import Demand, ask, give_consent, take_step
from kesos.registry.models import PpksRecord
from kesos.registry.services.open_nik import open_nik
from kesos.workflow import queries as workflow
from kesos.workflow.models import Case
from kesos.workflow.services.due_steps import due_steps, take_due
from tests.portal.world import AT, BAWANG, DAY, KEDIRI, NGRONGGO, a_citizen, a_recipient, official, person_of
from tests.registry.world import a_source

pytestmark = pytest.mark.django_db
CORRECTION = Demand("koreksi_data", "Tanggal lahir saya 12 Mei 1979", about="Tanggal lahir")
OBJECTION = Demand(
    "keberatan", "Rumah itu milik kakak saya", about="Usulan penghentian PKH", against="usulan_otomatis",
    told_on=date(2026, 11, 5),
)  # fmt: skip


def asked(by, person, demand=CORRECTION, *, at=AT):
    with acting(by):
        return ask(demand=demand, person_id=person.pk, by=by, at=at)


def answered(by, found, action, *, at=AT, **more):
    with acting(by):
        return take_step(request_id=found.pk, action=action, by=by, at=at, **more)


def consented(by, person):
    with acting(by):
        return give_consent(person_id=person.pk, purpose="publikasi_foto", by=by, at=AT)


def fresh(found):
    with acting(SYSTEM):
        return type(found).objects.get(pk=found.pk)


@pytest.mark.requirement("K-27")
def test_a_correction_becomes_a_task_of_the_kelurahan_with_its_day():
    citizen, operator = a_citizen(), official("OP_DESA", BAWANG)

    found = asked(citizen, person_of(citizen))

    assert (found.state, found.taken_by) == ("DIMINTA", None)
    assert found.due_at - AT > 3 * DAY
    waiting = workflow.waiting(operator, at=AT, flow="koreksi_data")
    assert [row.id for row in waiting] == [found.case_id]
    done = answered(operator, found, "penuhi", reason="Diperbaiki menurut KTP")
    assert (done.state, done.answer) == ("DIPENUHI", "Diperbaiki menurut KTP")
    with acting(SYSTEM):
        assert Notice.objects.filter(user_id=citizen.user_id, link=f"/saya/hak/{found.pk}/").exists()


def test_the_days_of_a_correction_are_those_of_the_city():
    with acting(SYSTEM):
        PlaceTerm.objects.create(
            region_code=KEDIRI, key=terms.CORRECT_DAYS, value=7, valid_from=AT.date(), basis="Keputusan wali kota"
        )
    citizen = a_citizen()

    found = asked(citizen, person_of(citizen))

    assert timedelta(days=7) < found.due_at - AT < timedelta(days=9)


@pytest.mark.requirement("K-27")
def test_everything_can_be_asked_at_the_counter_for_somebody_without_an_account():
    operator, person = official("OP_DESA", BAWANG), a_recipient().person

    found = asked(operator, person)
    consent = consented(operator, person)
    withdrawn = asked(operator, person, Demand("cabut_persetujuan", "", consent_id=consent.pk))
    objection = asked(operator, person, OBJECTION)

    assert {found.taken_by, withdrawn.taken_by, objection.taken_by} == {operator.user_id}
    assert objection.state == "DIAJUKAN"


def test_a_citizen_asks_for_the_own_family_alone():
    citizen, stranger = a_citizen(), a_recipient().person

    with pytest.raises(NotFound):
        asked(citizen, stranger)
    with pytest.raises(NotFound):
        asked(official("OP_DESA", NGRONGGO), stranger)
    with pytest.raises(NotAllowed):
        asked(official("LURAH", BAWANG), stranger)


def test_the_same_demand_twice_is_one():
    citizen = a_citizen()
    person = person_of(citizen)

    assert asked(citizen, person).pk == asked(citizen, person).pk


@pytest.mark.parametrize(
    "demand",
    [
        Demand("koreksi_data", "ya", about="Nama"),
        Demand("koreksi_data", "Nama saya YATEMI"),
        Demand("keberatan", "Tidak benar sama sekali", about="PKH", against="", told_on=date(2026, 11, 5)),
        Demand("keberatan", "Tidak benar sama sekali", about="PKH", against="lain"),
        Demand("keberatan", "Tidak benar sama sekali", about="PKH", against="lain", told_on=date(2026, 12, 5)),
        Demand("minta_uang", "Tidak benar sama sekali", about="PKH"),
    ],
)
def test_a_demand_that_lacks_something_is_refused_and_nothing_stays(demand):
    citizen = a_citizen()

    with pytest.raises(Refused):
        asked(citizen, person_of(citizen), demand)

    with acting(SYSTEM):
        assert not RightRequest.objects.exists()
        assert not Case.objects.filter(flow__in=["koreksi_data", "keberatan"]).exists()


def test_a_withdrawn_consent_ends_at_once_and_is_acted_on_within_three_days():
    citizen, operator = a_citizen(), official("OP_DESA", BAWANG)
    person = person_of(citizen)
    consent = consented(citizen, person)

    found = asked(citizen, person, Demand("cabut_persetujuan", "", consent_id=consent.pk))
    withdrawn = fresh(consent)
    late = [row.late for row in workflow.waiting(operator, at=AT + 3 * DAY + timedelta(minutes=1))]
    answered(operator, found, "penuhi", at=AT + DAY, reason="Foto dihapus dari laman")

    assert found.due_at == AT + timedelta(hours=72)
    assert (withdrawn.withdrawn_at, withdrawn.acted_at) == (AT, None)
    assert late == [True]
    assert fresh(consent).acted_at == AT + DAY
    with pytest.raises(Refused, match="sudah ditarik"):
        asked(citizen, person, Demand("cabut_persetujuan", "", consent_id=consent.pk))


def test_a_withdrawal_taken_back_leaves_the_consent():
    citizen = a_citizen()
    person = person_of(citizen)
    consent = consented(citizen, person)
    found = asked(citizen, person, Demand("cabut_persetujuan", "", consent_id=consent.pk))

    answered(citizen, found, "batalkan")

    assert fresh(consent).withdrawn_at is None
    assert consented(citizen, person).pk == consent.pk


def test_an_objection_goes_to_the_head_who_answers_with_a_reason():
    citizen, dinsos, kadis = a_citizen(), official("OP_DINSOS"), official("KADIS")
    found = asked(citizen, person_of(citizen), OBJECTION)

    with pytest.raises(Refused):
        answered(kadis, found, "kabulkan", reason="Benar milik kakaknya")
    answered(dinsos, found, "terima")
    with pytest.raises(Refused):
        answered(kadis, found, "kabulkan")
    done = answered(kadis, found, "kabulkan", reason="Benar milik kakaknya")

    assert (found.state, done.state, done.answer) == ("DIAJUKAN", "DIKABULKAN", "Benar milik kakaknya")


def test_an_objection_after_its_working_days_is_refused_with_the_last_day():
    citizen = a_citizen()
    old = Demand("keberatan", "Tidak benar sama sekali", about="PKH", against="lain", told_on=date(2026, 9, 1))

    with pytest.raises(Refused, match="21 hari kerja") as refused:
        asked(citizen, person_of(citizen), old)

    assert refused.value.code == "guard"
    with acting(SYSTEM):
        assert not RightRequest.objects.exists()


def run_clock(at):
    for due in due_steps(at=at):
        take_due(due, at=at)


def test_an_unanswered_objection_stays_open_as_late_unless_the_city_says_otherwise():
    citizen = a_citizen()
    found = asked(citizen, person_of(citizen), OBJECTION)

    run_clock(AT + 40 * DAY)
    stays = fresh(found).state
    with acting(SYSTEM):
        PlaceTerm.objects.create(
            region_code=KEDIRI, key=terms.GRANTED, value=1, valid_from=AT.date(), basis="Keputusan wali kota"
        )
    run_clock(AT + 5 * DAY)
    early = fresh(found).state
    run_clock(AT + 41 * DAY)

    assert (stays, early, fresh(found).state) == ("DIAJUKAN", "DIAJUKAN", "DIANGGAP_DIKABULKAN")


def test_an_objection_may_be_taken_back_by_the_family_and_by_nobody_of_the_next_area():
    citizen, kadis = a_citizen(), official("KADIS", "3506")
    found = asked(citizen, person_of(citizen), OBJECTION)

    with pytest.raises(NotFound):
        answered(kadis, found, "cabut")
    assert answered(citizen, found, "cabut").state == "DICABUT"


@pytest.mark.requirement("X-02")
def test_lists_of_the_next_area_are_empty():
    citizen, reader = a_citizen(), official("OP_DESA", NGRONGGO)
    person = person_of(citizen)
    found = asked(citizen, person)
    consented(citizen, person)

    with acting(reader):
        assert (rights.page(reader), rights.consents(reader)) == ([], [])
        assert not RightRequest.objects.exists()
        assert not Consent.objects.exists()
        with pytest.raises(NotFound):
            rights.by_id(reader, found.pk)


def test_all_that_is_held_stands_by_kind_with_its_source():
    citizen = a_citizen("YATEMI")
    person = person_of(citizen)
    consented(citizen, person)
    asked(citizen, person)

    with acting(citizen):
        held = own_data.own_data(citizen, person.pk, at=AT, everything=True)

    kinds = {kind.title: kind for kind in held.kinds}
    assert "BNBA November, 1 November 2026" in {entry.source for entry in kinds["Data diri"].entries}
    assert [entry.label for entry in kinds["Persetujuan"].entries] == ["Memuat foto dalam publikasi"]
    assert kinds["Permintaan dan keberatan"].entries
    told = json.loads(held.as_json(at=AT))
    assert told["nama"] == "YATEMI"
    assert str(person.nik) not in held.as_json(at=AT)


@pytest.mark.requirement("X-07")
def test_who_looked_is_told_by_office_and_purpose_without_a_name():
    citizen, operator = a_citizen(), official("OP_DESA", BAWANG)
    person = person_of(citizen)
    with acting(operator):
        open_nik(person_id=person.pk, reason="Mencocokkan KTP di loket", by=operator, at=AT)

    with acting(citizen):
        held = own_data.own_data(citizen, person.pk, at=AT, everything=True)
        less = own_data.own_data(citizen, person.pk, at=AT, everything=False)

    assert [(look.office, look.purpose) for look in held.looks] == [
        ("Operator desa/kelurahan", "Mencocokkan KTP di loket")
    ]
    assert operator.name not in held.as_json(at=AT)
    assert less.looks == []


def test_what_is_guarded_is_not_told_to_the_account_of_a_family():
    citizen = a_citizen("YATEMI")
    person = person_of(citizen)
    with acting(SYSTEM):
        for code in ("PPKS-13", "PPKS-16"):
            PpksRecord.objects.create(person=person, type=code, from_on=date(2026, 1, 1), source=a_source())

    with acting(citizen):
        held = own_data.own_data(citizen, person.pk, at=AT, everything=True).as_json(at=AT)

    assert "Pemulung, sejak" in held
    assert "HIV" not in held


def test_nobody_reads_the_data_of_another_family():
    citizen, stranger = a_citizen(), a_recipient().person

    with acting(citizen), pytest.raises(NotFound):
        own_data.own_data(citizen, stranger.pk, at=AT, everything=True)


def test_the_audit_tells_each_demand():
    citizen = a_citizen()

    found = asked(citizen, person_of(citizen))

    with acting(SYSTEM):
        assert AuditEvent.objects.filter(kind="portal.right_asked", subject=f"right:{found.pk}").count() == 1
