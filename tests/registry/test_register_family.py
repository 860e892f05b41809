"""A family from the counter: the rules of the import hold, nothing half, nothing twice, nothing of the neighbours."""

from dataclasses import replace
from datetime import date

import pytest

from kesos.audit.models import AuditEvent
from kesos.bulk.models import Batch, StagedRow
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import as_text
from kesos.registry.families.faults import FamilyKnown, FamilyWrong, ToConfirm
from kesos.registry.families.said import Card, Said
from kesos.registry.models import Family, IdentityTask, ImportRow, ImportRun, Membership, Person, Source
from kesos.registry.services import register_family as service
from kesos.registry.services.register_family import Registered, add_member, register_family
from tests.registry.world import AT, BAWANG, NGRONGGO, a_family, a_person, an_operator

pytestmark = pytest.mark.django_db
RIGHTS = ("person.view", "family.register")
DWI, EDI = an_operator(BAWANG, permissions=RIGHTS), an_operator(NGRONGGO, user_id=12, permissions=RIGHTS)
KK = "9971030101107001"
CARD = Card(KK, BAWANG, "JL. MAWAR 3", "1", "2")
MOTHER = Said(
    "1", "YATEMI", "9971035204797001", sex="P", birth_date=date(1979, 4, 12), birth_place="KEDIRI",
    mother_name="SUMINI", religion="1",
)  # fmt: skip
BABY = Said("4", "BAYI YATEMI", "", "newborn", sex="L", birth_date=date(2026, 10, 3))


def register(*members: Said, card: Card = CARD, by=DWI) -> Registered:
    with acting(by):
        return register_family(card=card, members=members, by=by, at=AT)


def add(family: Family | int, member: Said, by=DWI) -> Registered:
    with acting(by):
        return add_member(family_id=getattr(family, "pk", family), member=member, by=by, at=AT)


def everybody() -> list[tuple]:
    with acting(SYSTEM):
        return list(
            Person.objects.order_by("-full_name").values_list("full_name", "nik", "nik_claimed", "nik_as_written")
        )


def in_family(family_id: int) -> list[tuple]:
    with acting(SYSTEM):
        found = Membership.objects.filter(family=family_id, left_on=None).order_by("relation", "pk")
        return list(found.values_list("person__full_name", "relation"))


@pytest.mark.requirement("K-01")
def test_a_family_unknown_so_far_is_registered_with_everybody_in_it():
    made = register(MOTHER, BABY)

    with acting(SYSTEM):
        family = Family.objects.get(pk=made.family_id)
        mother, baby = Person.objects.order_by("birth_date")
        event = AuditEvent.objects.get(kind="registry.family_registered", subject=f"family:{made.family_id}")
        tasks = list(IdentityTask.objects.values_list("person", "kind"))
    assert (family.kk, family.region_id, family.address, family.rt, family.rw) == (
        int(KK), BAWANG, "JL. MAWAR 3", "001", "002",
    )  # fmt: skip
    assert (mother.nik, mother.birth_place, mother.mother_name, mother.religion) == (
        9971035204797001, "KEDIRI", "SUMINI", "1",
    )  # fmt: skip
    assert (mother.source.kind, mother.source.by_user_id) == (Source.Kind.FORM, DWI.user_id)
    assert (baby.nik, baby.no_nik_reason) == (None, "newborn")
    assert tasks == [(baby.pk, "no_nik")]
    assert in_family(made.family_id) == [("YATEMI", 1), ("BAYI YATEMI", 4)]
    assert event.subject == f"family:{made.family_id}"
    assert as_text(mother.nik) not in str(event.details)


def test_a_double_click_gives_the_same_family_and_changes_nothing():
    first = register(MOTHER, BABY)
    before = everybody()

    second = register(MOTHER, BABY)

    assert second == replace(first, created=False)
    assert everybody() == before
    with acting(SYSTEM):
        assert AuditEvent.objects.filter(subject=f"family:{first.family_id}").count() == 1
        assert Source.objects.filter(kind="form").count() == 1


def test_nothing_of_the_batch_is_left_behind():
    register(MOTHER)

    with acting(SYSTEM):
        left = [model.objects.count() for model in (Batch, StagedRow, ImportRun, ImportRow)]
    assert left == [0, 0, 0, 0]


def test_a_nik_of_somebody_else_makes_a_claimant_once_it_is_confirmed():
    holder = a_person("BAMBANG WIJAYA", born=date(1979, 4, 12), sex="P", nik=int(MOTHER.nik), region=NGRONGGO)
    other = replace(MOTHER, birth_date=date(1980, 1, 1), full_name="YATEMI")

    with pytest.raises(ToConfirm) as asked:
        register(other)
    made = register(replace(other, confirmed=True))

    with acting(SYSTEM):
        claimant = Person.objects.get(pk=made.person_ids[0])
        holder.refresh_from_db()
        task = IdentityTask.objects.get(person=claimant)
    assert "NIK ini sudah dipakai orang lain" in asked.value.by_field["members.0.nik"]
    assert "BAMBANG" not in asked.value.sentence
    assert (claimant.nik, claimant.nik_claimed, task.kind) == (None, int(MOTHER.nik), "second_claimant")
    assert (holder.full_name, holder.nik) == ("BAMBANG WIJAYA", int(MOTHER.nik))


def test_the_same_day_of_birth_makes_nobody_the_holder_of_a_nik():
    holder = a_person("WIBOWO KURNIAWAN", born=date(1979, 4, 12), sex="P", nik=int(MOTHER.nik))
    old = a_family(holder, a_person("IKA"))

    with pytest.raises(ToConfirm, match="namanya tidak serupa"):
        register(MOTHER)
    made = register(replace(MOTHER, confirmed=True))

    with acting(SYSTEM):
        holder.refresh_from_db()
        claimant = Person.objects.get(pk=made.person_ids[0])
    assert (holder.full_name, holder.nik) == ("WIBOWO KURNIAWAN", int(MOTHER.nik))
    assert (claimant.nik, claimant.nik_claimed) == (None, int(MOTHER.nik))
    assert in_family(old.pk) == [("WIBOWO KURNIAWAN", 1), ("IKA", 4)]


def test_a_head_does_not_leave_the_others_without_a_head():
    holder = a_person("YATEMI", born=date(1979, 4, 12), sex="P", nik=int(MOTHER.nik))
    child = a_person("IKA LESTARI")
    old = a_family(holder, child)

    with pytest.raises(FamilyWrong, match="YATEMI adalah kepala keluarga lain yang masih beranggota 1 orang"):
        register(replace(MOTHER, confirmed=True))
    register(replace(MOTHER, confirmed=True), Said("4", person_id=child.pk))

    assert in_family(old.pk) == []


def test_who_moves_is_named_before_they_leave_their_family():
    mother = a_person("SUTINAH")
    a_family(mother, a_person("YATEMI", born=date(1979, 4, 12), sex="P", nik=int(MOTHER.nik)))

    with pytest.raises(ToConfirm, match="NIK ini milik YATEMI, yang tercatat di keluarga lain"):
        register(MOTHER)


def test_sent_once_more_with_another_name_the_name_is_asked_about_and_then_corrected():
    made = register(MOTHER)
    other = replace(MOTHER, full_name="YATEMI RAHAYU")

    with pytest.raises(ToConfirm, match="tercatat atas nama YATEMI"):
        register(other)
    again = register(replace(other, confirmed=True))

    assert (again.created, again.person_ids) == (True, made.person_ids)
    assert in_family(made.family_id) == [("YATEMI RAHAYU", 1)]
    assert not register(replace(other, confirmed=True)).created


@pytest.mark.parametrize("name", ["1234 ;--", "Bu\u202edi", "😀😀", "<b>Tebal</b>", "- . -"])
def test_a_name_is_of_letters(name):
    with pytest.raises(FamilyWrong, match="Nama: tulis seperti di KTP"):
        register(replace(MOTHER, full_name=name))

    assert everybody() == []


def test_a_nik_that_is_none_is_refused_and_kept_as_written_only_when_the_document_says_so():
    short = replace(MOTHER, nik="997103520479700")

    with pytest.raises(ToConfirm) as asked:
        register(short)
    nobody = everybody()
    made = register(replace(short, confirmed=True))

    assert list(asked.value.by_field) == ["members.0.nik"]
    assert nobody == []
    assert everybody() == [("YATEMI", None, None, "997103520479700")]
    with acting(SYSTEM):
        assert IdentityTask.objects.get(person=made.person_ids[0]).kind == "malformed"


def test_sex_and_birth_date_that_differ_from_the_nik_are_asked_about():
    with pytest.raises(ToConfirm) as asked:
        register(replace(MOTHER, sex="L", birth_date=date(1979, 4, 13)))

    assert set(asked.value.by_field) == {"members.0.sex", "members.0.birth_date"}


@pytest.mark.requirement("X-02")
def test_a_person_of_the_next_kelurahan_is_refused_without_a_word_about_them():
    a_family(a_person("YATEMI", nik=int(MOTHER.nik), region=NGRONGGO), region=NGRONGGO, address="JL. RAHASIA 9")

    with pytest.raises(FamilyWrong) as refused:
        register(replace(MOTHER, confirmed=True), BABY)

    assert list(refused.value.by_field) == ["members.0.nik"]
    assert "layanan pindah" in refused.value.sentence
    for told in ("Ngronggo", "NGRONGGO", NGRONGGO, "RAHASIA"):
        assert told not in refused.value.sentence
    assert len(everybody()) == 1


@pytest.mark.requirement("X-02")
def test_a_card_of_the_next_kelurahan_is_refused_without_a_word_about_it():
    a_family(a_person("SUPARDI", region=NGRONGGO), kk=int(KK), region=NGRONGGO)

    with pytest.raises(FamilyWrong) as refused:
        register(MOTHER)

    assert list(refused.value.by_field) == ["kk"]
    assert "di luar wilayah Anda" in refused.value.sentence
    assert "SUPARDI" not in refused.value.sentence


def test_a_card_known_here_leads_to_its_family():
    known = a_family(a_person("SUPARDI"), kk=int(KK))

    with pytest.raises(FamilyKnown) as refused:
        register(MOTHER)

    assert refused.value.family_id == known.pk
    assert len(everybody()) == 1


@pytest.mark.parametrize(
    ("card", "member", "field"),
    [
        (replace(CARD, kk=""), MOTHER, "kk"),
        (replace(CARD, kk="997103010110700"), MOTHER, "kk"),
        (replace(CARD, region_code=""), MOTHER, "region_code"),
        (CARD, replace(MOTHER, full_name=" "), "members.0.full_name"),
        (CARD, replace(MOTHER, sex=""), "members.0.sex"),
        (CARD, replace(MOTHER, birth_date=date(2027, 1, 1)), "members.0.birth_date"),
        (CARD, replace(MOTHER, birth_date=date(1880, 4, 12)), "members.0.birth_date"),
        (CARD, replace(MOTHER, nik="", no_nik_reason=""), "members.0.nik"),
        (CARD, replace(MOTHER, nik="", no_nik_reason="malas"), "members.0.nik"),
        (CARD, replace(MOTHER, relation=""), "members.0.relation"),
        (CARD, replace(MOTHER, relation="77"), "members.0.relation"),
        (CARD, replace(MOTHER, relation="4"), "members.0.relation"),
        (CARD, replace(MOTHER, religion="dukun"), "members.0.occupation"),
    ],
)
def test_each_field_that_cannot_stand_is_named_and_nobody_is_written(card, member, field):
    with pytest.raises(FamilyWrong) as refused:
        register(replace(member, confirmed=True), card=card)

    assert field in refused.value.by_field
    assert everybody() == []


def test_two_heads_and_one_person_twice_are_refused():
    with pytest.raises(FamilyWrong) as heads:
        register(MOTHER, replace(MOTHER, nik="9971035204797002", full_name="SUMINAH"))
    with pytest.raises(FamilyWrong) as twice:
        register(MOTHER, replace(MOTHER, relation="4"))

    assert "members.1.relation" in heads.value.by_field
    assert "members.1.nik" in twice.value.by_field
    assert everybody() == []


def test_a_dead_person_joins_no_family():
    dead = a_person("YATEMI", nik=int(MOTHER.nik), died_on=date(2026, 1, 1))

    with pytest.raises(FamilyWrong) as refused:
        register(replace(MOTHER, confirmed=True))

    assert "meninggal" in refused.value.by_field["members.0.nik"]
    assert dead.pk


def test_nobody_registers_where_they_hold_nothing():
    with pytest.raises(NotAllowed):
        register(MOTHER, card=replace(CARD, region_code=NGRONGGO))
    with pytest.raises(NotAllowed):
        register(MOTHER, by=an_operator(BAWANG))

    assert everybody() == []


def test_somebody_known_here_moves_into_the_new_family_with_history():
    known = a_person("YATEMI", nik=int(MOTHER.nik))
    old = a_family(a_person("SUPARDI"), known)

    with pytest.raises(ToConfirm) as asked:
        register(MOTHER)
    made = register(replace(MOTHER, confirmed=True))

    assert "keluarga lain" in asked.value.by_field["members.0.nik"]
    assert made.person_ids == (known.pk,)
    with acting(SYSTEM):
        stays = list(Membership.objects.filter(person=known).order_by("pk").values_list("family", "left_on"))
    assert stays == [(old.pk, date(2026, 11, 9)), (made.family_id, None)]


def test_a_newborn_joins_the_family_once_however_often_it_is_sent():
    family = a_family(a_person("YATEMI"))

    first = add(family, BABY)
    second = add(family, BABY)

    assert second == replace(first, created=False)
    assert in_family(family.pk) == [("YATEMI", 1), ("BAYI YATEMI", 4)]
    with acting(SYSTEM):
        assert AuditEvent.objects.filter(subject=f"family:{family.pk}").count() == 1


def test_somebody_chosen_moves_in_as_they_are_known():
    known = a_person("DIMAS PRASETYO", sex="L", born=date(2009, 8, 7), birth_place="KEDIRI")
    old, new = a_family(a_person("SUPARDI"), known), a_family(a_person("YATEMI"))

    made = add(new, Said("4", person_id=known.pk))

    assert made.person_ids == (known.pk,)
    assert in_family(old.pk) == [("SUPARDI", 1)]
    assert in_family(new.pk) == [("YATEMI", 1), ("DIMAS PRASETYO", 4)]
    with acting(SYSTEM):
        assert Person.objects.get(pk=known.pk).birth_place == "KEDIRI"


def test_a_second_head_is_refused():
    family = a_family(a_person("YATEMI"))

    with pytest.raises(FamilyWrong) as refused:
        add(family, replace(MOTHER, full_name="SUMINAH"))

    assert "members.0.relation" in refused.value.by_field
    assert in_family(family.pk) == [("YATEMI", 1)]


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_finds_neither_the_family_nor_the_person_to_choose():
    family, hers = a_family(a_person("YATEMI")), a_person("SUPARDI", region=NGRONGGO)

    with pytest.raises(NotFound):
        add(family, BABY, by=EDI)
    with pytest.raises(NotFound):
        add(family, Said("4", person_id=hers.pk))

    assert in_family(family.pk) == [("YATEMI", 1)]


def test_what_an_import_takes_in_the_same_moment_takes_the_whole_form_back(monkeypatch):
    made = service._source

    def too_late(*told):
        a_person("SUMINAH", nik=int(MOTHER.nik), region=NGRONGGO)
        return made(*told)

    monkeypatch.setattr(service, "_source", too_late)

    with pytest.raises(Refused) as refused:
        register(MOTHER, BABY)

    assert refused.value.code == "family_crossed"
    assert everybody() == []
    with acting(SYSTEM):
        assert not Family.objects.exists()
        assert not Source.objects.filter(kind="form").exists()


def test_more_than_a_form_holds_is_refused_with_the_way_on():
    with pytest.raises(Refused) as refused:
        register(*[MOTHER] * 21)

    assert refused.value.code == "too_many_members"
    assert "tambahkan sisanya" in refused.value.sentence
