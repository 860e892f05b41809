"""Two records of one person become one and two again: nothing is lost, nothing forgotten, nothing held twice."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.institutions.models import Stay
from kesos.journeys.models import HealthStatus
from kesos.registry.merging.carrying import InTheWay
from kesos.registry.merging.held import held
from kesos.registry.merging.hindrances import foresee
from kesos.registry.models import (
    Enrolment,
    Family,
    IdentityTask,
    Listing,
    Match,
    Membership,
    Merge,
    MergedRow,
    Person,
    PersonHistory,
    PpksRecord,
    Reach,
)
from kesos.registry.queries import card, people
from kesos.registry.services.merge_people import merge_people
from kesos.registry.services.unmerge_people import unmerge_people
from tests.institutions.world import a_home, stays
from tests.programmes.world import enrolled
from tests.registry.world import AT, BAWANG, NGRONGGO, a_family, a_person, a_source, an_operator

pytestmark = pytest.mark.django_db
BY = Actor(user_id=31, name="Ratna", grants=frozenset())


def a_listed_family(*members: Person) -> Family:
    family = a_family(*members)
    with acting(SYSTEM):
        Listing.objects.create(family=family, register="dtsen", from_on=date(2025, 1, 1), source=a_source())
    return family


def merged(stays_: Person, gone: Person, reason: str = "KTP sama") -> Merge:
    return merge_people(stays_id=stays_.pk, gone_id=gone.pk, reason=reason, by=BY, at=AT)


def parted(merge: Merge, reason: str = "Ternyata saudara kembar") -> Merge:
    return unmerge_people(merge_id=merge.pk, reason=reason, by=BY, at=AT)


def looked_up(number: int, place: str) -> list[int]:
    operator = an_operator(place)
    with acting(operator):
        return [row.id for row in people.search(operator, text=str(number))[0]]


def everything_of(*ids: int) -> dict[str, list]:
    """Every row of every table that names one of these people, and the people themselves."""
    found = {}
    with acting(SYSTEM), connection.cursor() as cursor:
        for one in (*held(), None):
            table, column = (one.table, one.column) if one else ("registry_person", "id")
            cursor.execute(f"select to_jsonb(t) from {table} t where {column} = any (%s) order by 1", [list(ids)])
            found[f"{table}.{column}"] = [json.loads(row[0]) for row in cursor.fetchall()]
    return found


@pytest.fixture
def two():
    """One person twice: with NIK in a family that is listed, and without in a family of her own."""
    known, double = a_person("SULASTRI"), a_person("SULASTRY", no_nik_reason="unknown", mother_name="WAGINEM")
    a_listed_family(known)
    a_family(double)
    with acting(SYSTEM):
        PpksRecord.objects.create(person=double, type="PPKS-11", from_on=date(2024, 1, 1), source=a_source())
        IdentityTask.objects.create(person=double, kind="no_nik", region_code=BAWANG, opened_at=AT)
        Match.objects.create(person=double, asked_at=AT, outcome="tidak_ditemukan", by_user_id=1)
        HealthStatus.objects.create(person=double, asked_at=AT, asked_by=1)
        Reach.objects.create(person=double, holder="institution:12", region_code=BAWANG, from_on=date(2026, 1, 1),
                             why="tinggal di panti")  # fmt: skip
        Person.objects.filter(pk=double.pk).update(birth_place="KEDIRI", source=a_source("Formulir"))
    stays(double, a_home())
    return known, double


def test_the_declared_list_is_every_foreign_key_to_a_person():
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.conrelid::regclass::text, a.attname::text from pg_constraint c join pg_attribute a"
            " on a.attrelid = c.conrelid and a.attnum = any (c.conkey)"
            " where c.contype = 'f' and c.confrelid = 'registry_person'::regclass"
        )
        keys = set(cursor.fetchall())
    declared = {(one.table, one.column) for one in held()}
    assert keys <= declared
    # the second is kept by triggers of its own (test_parents.py)
    assert declared - keys == {("documents_document", "person_id"), ("padan_finding", "person_id")}


def test_every_column_that_names_a_person_has_an_index_that_begins_with_it():
    with connection.cursor() as cursor:
        for one in held():
            cursor.execute(
                "select exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                " and a.attnum = i.indkey[0] where i.indrelid = %s::regclass and a.attname = %s"
                " and i.indpred is null)",
                [one.table, one.column],
            )
            assert cursor.fetchone()[0] or one.table == "registry_membership", one


def test_all_follows_to_who_stays_and_the_other_is_no_person_of_its_own(two):
    known, double = two
    merge = merged(known, double)

    with acting(SYSTEM):
        assert not Person.objects.filter(pk=double.pk).exists()
        for model in (PpksRecord, Stay, Match, Reach, HealthStatus, IdentityTask):
            assert model.objects.get(person=known)
        assert IdentityTask.objects.get().closed_at == AT
        assert Membership.objects.get(person=known, left_on=None).family.listings.exists()
        known.refresh_from_db()
        assert (known.full_name, known.mother_name, known.birth_place) == ("SULASTRI", "WAGINEM", "KEDIRI")
        assert PersonHistory.objects.get(person=known).before == {"birth_place": "", "mother_name": ""}
        assert merge.record["full_name"] == "SULASTRY"
        told = AuditEvent.objects.filter(kind="registry.people_merged").values_list("subject", flat=True)
        assert set(told) == {f"person:{known.pk}", f"person:{double.pk}"}


@pytest.mark.requirement("J-30")
def test_parting_restores_exactly_what_was(two):
    known, double = two
    before = everything_of(known.pk, double.pk)

    parted(merged(known, double))
    after = everything_of(known.pk, double.pk)

    # the history of who stayed says what was taken over and given back
    assert len(after.pop("registry_personhistory.person_id")) > len(before.pop("registry_personhistory.person_id"))
    for told in (before, after):
        told.pop("registry_merge.stays_id")
        for person in told["registry_person.id"]:
            if person["id"] == known.pk:
                person["source_id"] = person["updated_at"] = None
    assert after == before


@pytest.mark.requirement("X-01", "J-54")
def test_the_number_of_who_went_leads_to_who_stays_and_is_given_to_nobody_else(two):
    known, _ = two
    double = a_person("SULASTRI B")
    merged(known, double)

    assert looked_up(double.nik, BAWANG) == [known.pk]
    operator = an_operator(BAWANG)
    with acting(operator):
        assert card.by_nik(operator, str(double.nik)).id == known.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        a_person("ORANG LAIN", nik=double.nik)
    assert looked_up(double.nik, NGRONGGO) == []


def test_who_has_the_sound_number_stays(two):
    known, double = two
    with pytest.raises(InTheWay, match="NIK yang sah"):
        merged(double, known)


def test_nobody_is_merged_twice_nor_with_oneself_nor_into_somebody_gone(two):
    known, double = two
    third = a_person("SULASTRI C")
    merge = merged(known, double)

    for stays_, gone in ((known, double), (double, known), (third, double), (known, known)):
        with pytest.raises(NotFound):
            merged(stays_, gone)
    parted(merge)
    with pytest.raises(Refused, match="sudah dipisahkan"):
        parted(merge)


def test_a_chain_leads_to_the_last_and_is_parted_from_its_end(two):
    known, double = two
    last = a_person("SULASTRI ASLI")
    first = merged(known, double)
    second = merged(last, known)

    with acting(SYSTEM):
        first.refresh_from_db()
        assert first.stays_id == last.pk
    with pytest.raises(InTheWay, match="berubah lagi"):
        parted(first)
    parted(second)
    parted(first)
    with acting(SYSTEM):
        assert Stay.objects.get().person_id == double.pk


def test_two_open_memberships_in_one_programme_are_told_and_nothing_is_touched():
    known, double = a_person(), a_person("SULASTRY")
    enrolled(a_listed_family(known), known)
    enrolled(a_listed_family(double), double)
    before = everything_of(known.pk, double.pk)

    with pytest.raises(InTheWay, match="Keduanya masih menerima PKH"):
        merged(known, double)

    assert everything_of(known.pk, double.pk) == before
    with acting(SYSTEM):
        assert "Akhiri dahulu" in foresee(stays=known.pk, gone=double.pk, on=AT.date()).hindrances[0]


def test_a_membership_follows_into_the_family_of_who_stays():
    known, double = a_person(), a_person("SULASTRY")
    home = a_listed_family(known)
    enrolment = enrolled(a_listed_family(double), double, "SEMBAKO")
    was = enrolment.family_id

    merge = merged(known, double)
    with acting(SYSTEM):
        enrolment.refresh_from_db()
        assert (enrolment.person_id, enrolment.family_id, enrolment.to_on) == (known.pk, home.pk, None)
    parted(merge)
    with acting(SYSTEM):
        enrolment.refresh_from_db()
        assert (enrolment.person_id, enrolment.family_id) == (double.pk, was)


def test_a_programme_the_family_has_through_another_member_is_not_held_twice():
    known, mother, double = a_person(), a_person("WAGINEM"), a_person("SULASTRY")
    home = a_listed_family(mother, known)
    enrolled(home, mother)
    enrolled(a_listed_family(double), double)

    with pytest.raises(InTheWay, match="sudah menerima PKH melalui WAGINEM"):
        merged(known, double)


def test_two_open_stays_are_told(two):
    known, double = two
    stays(known, a_home("PSTW-02", name="Panti Lain"))
    with pytest.raises(InTheWay, match="tinggal di panti pada waktu yang sama"):
        merged(known, double)


def test_the_same_fact_twice_is_kept_once_and_comes_back(two):
    known, double = two
    with acting(SYSTEM):
        PpksRecord.objects.create(person=known, type="PPKS-11", from_on=date(2025, 1, 1), source=a_source())
    merge = merged(known, double)

    with acting(SYSTEM):
        assert PpksRecord.objects.get(person=known).from_on == date(2025, 1, 1)
        assert MergedRow.objects.get(merge=merge, table_name="registry_ppksrecord").was["from_on"] == "2024-01-01"
    parted(merge)
    with acting(SYSTEM):
        assert PpksRecord.objects.get(person=double).from_on == date(2024, 1, 1)


def test_the_head_of_others_does_not_go():
    known, head, child = a_person(), a_person("SULASTRY"), a_person("BAYU")
    a_family(known)
    a_family(head, child)
    with pytest.raises(InTheWay, match="kepala keluarga bagi anggota lain"):
        merged(known, head)


def test_what_was_passed_on_since_keeps_the_two_together(two):
    known, double = two
    merge = merged(known, double)
    with acting(SYSTEM):
        Stay.objects.update(person=a_person("ORANG LAIN"))

    with pytest.raises(InTheWay, match="tinggal di panti"):
        parted(merge)
    with acting(SYSTEM):
        assert not Person.objects.filter(pk=double.pk).exists()
        merge.refresh_from_db()
        assert merge.undone_at is None


def test_what_came_after_stays_with_who_stayed(two):
    known, double = two
    merge = merged(known, double)
    with acting(SYSTEM):
        later = PpksRecord.objects.create(person=known, type="PPKS-21", from_on=date(2026, 11, 1), source=a_source())
    parted(merge)
    with acting(SYSTEM):
        later.refresh_from_db()
        assert later.person_id == known.pk


def test_who_died_since_is_not_parted(two):
    known, double = two
    merge = merged(known, double)
    with acting(SYSTEM):
        Person.objects.filter(pk=known.pk).update(died_on=date(2026, 11, 5))
    with pytest.raises(InTheWay, match="tercatat meninggal"):
        parted(merge)


def test_a_death_of_one_alone_is_settled_first(two):
    known, double = two
    with acting(SYSTEM):
        Person.objects.filter(pk=double.pk).update(died_on=date(2026, 11, 5))
    with pytest.raises(InTheWay, match="tercatat meninggal"):
        merged(known, double)


def test_parting_needs_a_reason(two):
    merge = merged(*two)
    with pytest.raises(Refused, match="mengapa"):
        parted(merge, "  ")


def test_the_merge_is_seen_where_either_lived_and_its_rows_by_nobody(two):
    known, double = two
    other = a_person("SULASTRI", region=NGRONGGO)
    merge = merged(known, double)
    far = merged(known, other)

    with acting(an_operator(BAWANG)):
        assert set(Merge.objects.values_list("pk", flat=True)) == {merge.pk, far.pk}
        assert not MergedRow.objects.exists()
    with acting(an_operator(NGRONGGO)):
        assert set(Merge.objects.values_list("pk", flat=True)) == {far.pk}


def test_a_closed_visit_and_an_answer_change_their_owner_by_the_one_door_only(two):
    known, double = two
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), acting(SYSTEM):
        Match.objects.update(person=known)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select registry_pass_on('registry_match', '{1}', 1)")
    merged(known, double)
    assert Enrolment.objects.count() == 0
