"""A visit to a family: its steps, its skip rules, what the database keeps, who may look."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kesos.access.permissions import PERMISSIONS
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.regions.models import CodeEntry
from kesos.registry import dtsen
from kesos.registry.models import Family, FamilyVisit, PersonVisit, Source
from kesos.registry.queries import visits
from kesos.registry.services import open_answers, visit_family
from kesos.registry.services.visit_family import AnswersWrong
from tests.registry.visit_world import (
    COLLEAGUE,
    DONE,
    OPERATOR,
    begun,
    closed,
    member,
    row,
    said,
    statements,
    sulastris_family,
)  # fmt: skip
from tests.registry.world import AT, BAWANG, NGRONGGO, a_family, a_person, an_operator

pytestmark = pytest.mark.django_db
NEIGHBOUR = an_operator(NGRONGGO, user_id=13, permissions=("person.view", "visit.fill", "visit.open_health"))


def test_a_visit_begins_with_what_the_registry_knows_of_family_and_members():
    visit = begun(sulastris_family(children=2))

    found, mother = row(visit), member(visit)

    assert (found.head_name, found.member_count, found.address, found.sls_name) == (
        "SULASTRI", 3, "JL. MAWAR 3", "RT 004 RW 002",
    )  # fmt: skip
    assert (mother.sex, mother.age, mother.birth_date) == ("2", 47, date(1979, 4, 12))


def test_a_second_click_goes_on_with_the_same_draft_and_takes_in_a_newcomer():
    family = sulastris_family()
    first = begun(family)
    with acting(SYSTEM):
        family.memberships.model.objects.create(
            person=a_person("NENEK"), family=family, relation=7, joined_on=date(2026, 1, 1), source=family.source
        )

    second = begun(family)

    assert second.pk == first.pk
    assert member(second, "NENEK").draft


def test_refuses_a_second_officer_while_a_draft_is_open():
    family = sulastris_family()
    begun(family)

    with pytest.raises(Refused) as refused:
        begun(family, by=COLLEAGUE)

    assert refused.value.code == "visit_open"


def test_a_step_keeps_typed_answers_and_empties_what_is_not_sent():
    visit = begun()
    said(visit, "rumah", floor_type="2", floor_area="36,5", power_source="1", power_va_1="2", bedrooms="2")

    said(visit, "rumah", floor_type="8", has_dwelling="ya", total_spend="Rp1.150.000")

    found = row(visit)
    assert (found.floor_type, found.floor_area, found.bedrooms, found.has_dwelling, found.total_spend) == (
        "8", None, None, True, 1_150_000,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("step", "answers", "column", "told"),
    [
        ("rumah", {"bedrooms": "51"}, "bedrooms", "«Jumlah kamar tidur»: paling besar 50"),
        ("rumah", {"bedrooms": "dua"}, "bedrooms", "tulis dengan angka saja"),
        ("rumah", {"floor_type": "77"}, "floor_type", "pilih salah satu jawaban dari daftar"),
        ("rumah", {"power_source": "4", "power_va_1": "1"}, "power_va_1", "hanya ditanyakan bila «Sumber penerangan»"),
        ("rumah", {"power_va_1": "1"}, "power_va_1", "Listrik PLN dengan meteran"),
        ("program-keluarga", {"got_pkh": "2", "got_pkh_month": "2026-08"}, "got_pkh_month", "Kosongkan"),
        ("petugas", {"survey_date": "2026-12-01"}, "survey_date", "tidak boleh sesudah hari ini"),
        ("barang", {"asset_tv": "-1"}, "asset_tv", "tidak boleh kurang dari 0"),
        ("alamat", {"latitude": "-78,2"}, "latitude", "paling kecil -11,5"),
    ],
)
def test_refuses_an_answer_that_cannot_stand_and_says_which_and_how_to_mend_it(step, answers, column, told):
    visit = begun()

    with pytest.raises(AnswersWrong) as refused:
        said(visit, step, **answers)

    assert refused.value.by_field.keys() == {column}
    assert told in refused.value.by_field[column]
    assert refused.value.sentence.startswith("Keluarga SULASTRI: ")
    assert getattr(row(visit), column) in (None, date(2026, 11, 9))


def test_a_refusal_names_the_member_whose_answer_it_is():
    visit = begun()
    child = member(visit, "ANAK KE-0")

    with pytest.raises(AnswersWrong) as refused:
        said(visit, "kesehatan", person=child.person_id, nutrition="9")

    assert refused.value.sentence.startswith("ANAK KE-0: «Status gizi balita»")


def test_a_question_not_put_at_this_age_is_not_taken():
    visit = begun()
    child = member(visit, "ANAK KE-0")

    with pytest.raises(Refused) as refused:
        said(visit, "pekerjaan", person=child.person_id, worked="1")

    assert refused.value.code == "not_asked"
    assert "ANAK KE-0" in refused.value.sentence


def test_refuses_an_answer_that_would_leave_one_of_another_step_unasked():
    mother = a_person("TANPA LAHIR", born=None, no_nik_reason="unknown")
    visit = begun(a_family(mother))
    who = member(visit, "TANPA LAHIR").person_id
    said(visit, "identitas", person=who, age="40")
    said(visit, "pekerjaan", person=who, worked="1", work_hours="40")

    with pytest.raises(AnswersWrong) as refused:
        said(visit, "identitas", person=who, age="3")

    assert "«Bekerja seminggu lalu» (bagian Pekerjaan)" in refused.value.sentence


def test_another_day_of_the_visit_gives_other_ages():
    visit = begun()
    child = member(visit, "ANAK KE-0")
    assert child.age == 3

    said(visit, "petugas", **DONE | {"survey_date": date(2025, 6, 1)})

    assert member(visit, "ANAK KE-0").age == 2


def test_sums_of_codes_are_ticked_one_by_one_and_what_stands_alone_stands_alone():
    visit = begun()
    who = member(visit).person_id
    said(visit, "identitas", person=who, id_cards=["1", "4"])

    with pytest.raises(AnswersWrong) as refused:
        said(visit, "identitas", person=who, id_cards=["0", "4"])

    assert member(visit).id_cards == 5
    assert "«Tidak memiliki» tidak dapat dipilih bersama" in refused.value.sentence


def test_a_visit_without_date_and_result_is_not_closed():
    visit = begun()

    with acting(OPERATOR), pytest.raises(Refused) as refused:
        visit_family.close_visit(visit_id=visit.pk, by=OPERATOR, at=AT)

    assert refused.value.code == "result_missing"
    assert row(visit).draft


def test_a_complete_result_is_refused_while_steps_are_untouched():
    visit = begun()
    said(visit, "petugas", **DONE | {"survey_result": "1"})

    with acting(OPERATOR), pytest.raises(Refused) as refused:
        visit_family.close_visit(visit_id=visit.pk, by=OPERATOR, at=AT)

    assert "Keluarga SULASTRI, bagian Rumah" in refused.value.sentence
    assert "Terisi tidak lengkap" in refused.value.sentence


def test_a_closed_visit_is_a_fact_with_its_source_and_date():
    visit = closed()

    with acting(OPERATOR):
        source = Source.objects.get(pk=visit.source_id)
        told = list(AuditEvent.objects.filter(kind="registry.visit_closed"))
    assert (source.kind, source.dated_on) == ("form", date(2026, 11, 8))
    assert not row(visit).draft
    assert not member(visit).draft
    assert len(told) == 1


def test_nobody_answers_into_a_closed_visit():
    visit = closed()

    with pytest.raises(Refused) as refused:
        said(visit, "rumah", floor_type="2")

    assert refused.value.code == "visit_closed"
    assert "kunjungan baru" in refused.value.sentence


@pytest.mark.parametrize(
    "statement",
    [
        "update registry_familyvisit set bedrooms = 3 where id = {visit}",
        "update registry_familyvisit set draft = true where id = {visit}",
        "delete from registry_familyvisit where id = {visit}",
        "update registry_personvisit set worked = '1' where visit_id = {visit}",
        "delete from registry_personvisit where visit_id = {visit}",
        "insert into registry_personvisit (person_id, visit_id, source_id, recorded_at, by_user_id)"
        " select person_id, visit_id, source_id, recorded_at, 11 from registry_personvisit where visit_id = {visit}",
    ],
)
def test_the_database_keeps_a_closed_visit_as_it_is(statement):
    visit = closed()

    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(visit=visit.pk))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("registry_familyvisit set power_va_1 = '1'", "family_skip_power_va_1"),
        ("registry_familyvisit set power_source = '4', power_va_1 = '1'", "family_skip_power_va_1"),
        ("registry_familyvisit set got_pkh = '2', got_pkh_month = '2026-08-01'", "family_skip_got_pkh_month"),
        ("registry_familyvisit set floor_type = '77'", "visit_code"),
        ("registry_familyvisit set bedrooms = 51", "family_visit_bedrooms"),
        ("registry_familyvisit set by_user_id = null", "family_visit_draft_is_somebodys"),
        ("registry_familyvisit set survey_result = null, draft = false", "family_visit_closed_whole"),
        ("registry_personvisit set work_hours = 40", "individual_skip_work_hours"),
        ("registry_personvisit set age = null, worked = '1'", "individual_skip_worked"),
        ("registry_personvisit set disability_type = '{{lain}}'", "visit_code"),
        ("registry_personvisit set alive = true, alive_died_on = '2026-01-01'", "individual_skip_alive_died_on"),
    ],
)
def test_the_database_refuses_by_itself_what_the_form_would_refuse(change, constraint):
    begun()

    with acting(SYSTEM), pytest.raises(IntegrityError) as broken, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update {change.format()}")

    assert broken.value.__cause__.diag.constraint_name == constraint


def test_the_database_holds_one_draft_a_family():
    visit = row(begun())

    with acting(SYSTEM), pytest.raises(IntegrityError, match="family_visit_one_draft"), transaction.atomic():
        FamilyVisit.objects.create(
            family_id=visit.family_id, source_id=visit.source_id, recorded_at=AT, by_user_id=12, draft=True
        )


def test_every_list_of_the_table_is_kept_by_the_database():
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(prosrc, '') from pg_proc where proname like 'registry\\_%%visit\\_codes'")
        (kept,) = cursor.fetchone()

    for v in dtsen.variables():
        if v.kind in ("code", "code+date", "set") and v.codelist and v.codelist != "region":
            assert f"new.{v.field})" in kept, v.field
            assert f"'{v.codelist.removeprefix('dukcapil.')}'" in kept


def test_a_code_whose_days_are_over_is_offered_and_taken_no_more():
    visit = begun()
    with acting(SYSTEM):
        CodeEntry.objects.filter(list="lantai", code="9").update(valid_to=date(2025, 12, 31))

    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update registry_familyvisit set floor_type = '9' where id = %s", [visit.pk])


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_finds_no_family_no_visit_no_step():
    visit = closed()
    family = row(visit).family_id

    with acting(NEIGHBOUR):
        for look in (
            lambda: visits.family_of(NEIGHBOUR, family),
            lambda: visits.whole(NEIGHBOUR, visit.pk),
            lambda: visit_family.open_visit(family_id=family, by=NEIGHBOUR, at=AT),
            lambda: visit_family.discard_visit(visit_id=visit.pk, by=NEIGHBOUR, at=AT),
            lambda: open_answers.open_answers(
                visit_id=visit.pk, classes=["health"], reason="ingin tahu", by=NEIGHBOUR, at=AT
            ),
        ):
            with pytest.raises(NotFound):
                look()
        assert not FamilyVisit.objects.filter(pk=visit.pk).exists()
        assert not PersonVisit.objects.filter(visit_id=visit.pk).exists()


def test_whoever_may_look_but_not_fill_begins_no_visit():
    family = sulastris_family()
    reader = an_operator(BAWANG, user_id=14)

    with acting(reader), pytest.raises(NotAllowed):
        visit_family.open_visit(family_id=family.pk, by=reader, at=AT)


def test_only_who_opened_a_draft_answers_into_it_but_a_colleague_may_throw_it_away():
    visit = begun()

    with pytest.raises(Refused) as refused:
        said(visit, "rumah", by=COLLEAGUE, floor_type="2")
    with acting(COLLEAGUE):
        visit_family.discard_visit(visit_id=visit.pk, by=COLLEAGUE, at=AT)

    assert refused.value.code == "visit_of_another"
    with acting(OPERATOR):
        assert not FamilyVisit.objects.filter(pk=visit.pk).exists()
        assert AuditEvent.objects.filter(kind="registry.visit_discarded").count() == 1


@pytest.mark.requirement("X-07")
def test_sensitive_answers_open_by_class_for_a_reason_that_is_written_down():
    visit = closed()

    with acting(OPERATOR):
        opened = open_answers.open_answers(
            visit_id=visit.pk, classes=["health"], reason="Rujukan ke puskesmas", by=OPERATOR, at=AT
        )

    assert opened == {"health"}
    with acting(OPERATOR):
        told = AuditEvent.objects.get(kind="registry.visit_answers_opened")
    assert told.details["reason"] == "Rujukan ke puskesmas"
    assert told.details["what"] == "kesehatan dan disabilitas"


def test_refuses_to_open_without_a_reason_or_without_the_class_of_right():
    visit = closed()
    half = an_operator(BAWANG, user_id=15, permissions=("person.view", "visit.open_health"))

    with acting(OPERATOR), pytest.raises(Refused, match="alasan"):
        open_answers.open_answers(visit_id=visit.pk, classes=["health"], reason=" ", by=OPERATOR, at=AT)
    with acting(half), pytest.raises(NotAllowed):
        open_answers.open_answers(visit_id=visit.pk, classes=["finance"], reason="Rujukan", by=half, at=AT)


def test_every_sensitive_class_of_the_table_has_a_right_of_its_own():
    hidden = {v.sensitive for v in dtsen.variables()} - {"", "id", "image", "location"}

    assert hidden == open_answers.CLASSES.keys()
    assert all(permission in PERMISSIONS for permission, _ in open_answers.CLASSES.values())


@pytest.mark.parametrize("act", ["open", "look", "save", "close"])
def test_a_family_of_twelve_costs_as_many_statements_as_one_of_two(act):
    small, large = sulastris_family(), sulastris_family(children=11)

    assert _statements(act, small) == _statements(act, large)


def _statements(act: str, family: Family) -> int:
    if act == "open":
        with CaptureQueriesContext(
            connection,
        ) as asked:
            begun(family)
        return statements(asked)
    visit = begun(family)
    said(visit, "petugas", **DONE)
    with CaptureQueriesContext(connection) as asked:
        if act == "look":
            with acting(OPERATOR):
                found = visits.whole(OPERATOR, visit.pk)
                assert all(subject.steps() for subject in found.everybody)
        elif act == "save":
            said(visit, "petugas", **DONE | {"survey_date": date(2024, 1, 1)})
        else:
            with acting(OPERATOR):
                visit_family.close_visit(visit_id=visit.pk, by=OPERATOR, at=AT)
    return statements(asked)
