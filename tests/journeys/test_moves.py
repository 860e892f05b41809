"""A family or half of it goes elsewhere: reported once, carried on by what Dukcapil says, or accepted there."""

from dataclasses import replace
from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.journeys.models import Event, Move
from kesos.journeys.ports import Told
from kesos.journeys.services import report_move
from kesos.journeys.services.report_move import Asked
from kesos.registry.models import Enrolment, Family, FamilyHistory, Membership, PastFamilyCard, Person
from kesos.registry.ports import NotFoundThere, PopulationRecord, RegistryDown
from kesos.workflow import services as workflow
from tests.journeys.world import (
    AT,
    BAWANG,
    MOJOROTO,
    NEXT_OPERATOR,
    NGRONGGO,
    OPERATOR,
    aid,
    arrive,
    enrolled,
    event,
    in_family,
    move_state,
    number,
    official,
    state,
)
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)
PARE = "3506142003"
NEW_CARD = "9971030101109901"


def a_move(person, to=NGRONGGO, **more) -> Told:
    told = {
        "number": number("P"), "kind": "pindah", "issued_at": AT, "nik": person.nik, "full_name": person.full_name,
        "birth_date": person.birth_date, "happened_on": DAY, "region_code": person.region_id, "to_region_code": to,
        "to_address": "JL. MELATI 9",
    }  # fmt: skip
    return Told(**told | more)


def asked(family, to=NGRONGGO, **more) -> Asked:
    return Asked(family_id=family.pk, to_region_code=to, moved_on=DAY, to_address="JL. MELATI 9", **more)


def report(family, to=NGRONGGO, by=OPERATOR, **more) -> Move:
    return report_move.report_move(
        asked=asked(family, to, **more), paper="surat_pindah", file_key="berkas", by=by, at=AT
    )


class Shows:
    """A registry that shows everybody in one place, or does not answer."""

    def __init__(self, place: str) -> None:
        self.place = place

    def look_up(self, niks):
        if not self.place:
            raise RegistryDown("Dukcapil tidak menjawab.")
        with acting(SYSTEM):
            known = {f"{p.nik:016d}": p for p in Person.objects.filter(nik__in=[int(nik) for nik in niks])}
        return {
            nik: PopulationRecord(nik, "", p.full_name, p.birth_date, p.sex, True, None, self.place, "")
            if (p := known.get(nik)) else NotFoundThere(nik)
            for nik in niks
        }  # fmt: skip


def where(person) -> str:
    with acting(SYSTEM):
        return Person.objects.values_list("region_id", flat=True).get(pk=person.pk)


@pytest.mark.requirement("K-23")
def test_a_family_reports_at_its_origin_only_and_moves_by_itself():
    mother, child = a_person(), a_person("BUDI")
    family = a_family(mother, child, address="JL. MAWAR 3")
    held = enrolled(mother, family=family)
    old_card = family.kk
    move = report(family, to_kk=NEW_CARD)
    waits = move_state(move)

    report_move.ask_next(population=lambda: Shows(NGRONGGO), at=AT)

    assert (waits, move_state(move)) == ("DIPERIKSA_ASAL", "SELESAI")
    assert (where(mother), where(child), aid(held)) == (NGRONGGO, NGRONGGO, "AKTIF")
    with acting(SYSTEM):
        now = Family.objects.get(pk=family.pk)
        assert (now.region_id, now.address, now.kk) == (NGRONGGO, "JL. MELATI 9", int(NEW_CARD))
        assert PastFamilyCard.objects.get(family=family).kk == old_card
        assert FamilyHistory.objects.get(family=family).before["region_code"] == BAWANG


def test_what_dukcapil_does_not_show_yet_is_accepted_by_the_destination():
    mother = a_person()
    move = report(a_family(mother))

    report_move.ask_next(population=lambda: Shows(BAWANG), at=AT)
    waits = move_state(move), where(mother)
    workflow.decide(case_id=move.case_id, action="terima", by=NEXT_OPERATOR, at=AT)

    assert waits == ("MENUNGGU_TUJUAN", BAWANG)
    assert (move_state(move), where(mother)) == ("SELESAI", NGRONGGO)


def test_a_silent_registry_leaves_the_move_where_it_is_and_says_so():
    move = report(a_family(a_person()))

    report_move.ask_next(population=lambda: Shows(""), at=AT)

    with acting(SYSTEM):
        kept = Move.objects.get(pk=move.pk)
    assert (kept.state, kept.said, kept.asked_at) == ("DIPERIKSA_ASAL", "Dukcapil tidak menjawab.", AT)


def test_the_destination_refuses_with_a_reason_and_nothing_has_changed():
    mother = a_person()
    move = report(a_family(mother))
    report_move.ask_next(population=lambda: Shows(BAWANG), at=AT)

    with pytest.raises(Refused, match="lasan"):
        workflow.decide(case_id=move.case_id, action="tolak", by=NEXT_OPERATOR, at=AT)
    workflow.decide(case_id=move.case_id, action="tolak", by=NEXT_OPERATOR, at=AT, reason="Tidak tinggal di sini")

    assert (move_state(move), where(mother)) == ("DITOLAK", BAWANG)


def test_the_origin_does_not_accept_for_the_destination():
    move = report(a_family(a_person()))
    report_move.ask_next(population=lambda: Shows(BAWANG), at=AT)

    with pytest.raises(Refused, match="wenang"):
        workflow.decide(case_id=move.case_id, action="terima", by=OPERATOR, at=AT)

    assert move_state(move) == "MENUNGGU_TUJUAN"


def test_what_waits_at_the_destination_can_no_longer_be_cancelled_and_before_that_it_can():
    first, second = report(a_family(a_person())), report(a_family(a_person("YATEMI")))
    workflow.decide(case_id=first.case_id, action="batal", by=OPERATOR, at=AT)
    report_move.ask_next(population=lambda: Shows(BAWANG), at=AT)

    with pytest.raises(Refused):
        workflow.decide(case_id=second.case_id, action="batal", by=OPERATOR, at=AT)

    assert (move_state(first), move_state(second)) == ("DIBATALKAN", "MENUNGGU_TUJUAN")


def test_out_of_the_city_programmes_of_the_centre_follow_and_those_of_the_region_end():
    mother = a_person()
    family = a_family(mother)
    centre = enrolled(mother, "PKH", family=family)
    regional = enrolled(mother, a_regional_programme())
    move = report(family, PARE)
    report_move.ask_next(population=lambda: Shows(PARE), at=AT)
    waits = move_state(move)

    workflow.decide(case_id=move.case_id, action="terima", by=official("OP_DESA", PARE, 777), at=AT)

    assert waits == "MENUNGGU_TUJUAN"
    assert (where(mother), aid(centre), aid(regional)) == (PARE, "AKTIF", "NONAKTIF_PINDAH")


def a_regional_programme() -> str:
    from kesos.programmes.models import Programme

    return Programme.objects.filter(decided_by="region").values_list("pk", flat=True).first()


def test_half_a_family_gets_a_card_and_a_head_of_its_own_and_the_rest_keeps_theirs():
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI")
    child = a_person("BUDI", sex="L", born=date(2015, 5, 5))
    family = a_family(father, mother, child)
    held = enrolled(mother, family=family)
    move = report(family, person_ids=(mother.pk, child.pk), to_kk=NEW_CARD)

    report_move.ask_next(population=lambda: Shows(NGRONGGO), at=AT)

    with acting(SYSTEM):
        new = Family.objects.get(kk=int(NEW_CARD))
        led = dict(Membership.objects.filter(family=new, left_on=None).values_list("person_id", "relation"))
        assert Move.objects.get(pk=move.pk).new_family_id == new.pk
        assert Enrolment.objects.get(pk=held.pk).family_id == new.pk
    assert led == {mother.pk: 1, child.pk: 11}
    assert (in_family(father), where(father), where(child)) == (family.pk, BAWANG, NGRONGGO)


def test_where_the_head_leaves_an_adult_who_stays_becomes_head():
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI")
    family = a_family(father, mother)
    report(family, person_ids=(father.pk,), to_kk=NEW_CARD)

    report_move.ask_next(population=lambda: Shows(NGRONGGO), at=AT)

    with acting(SYSTEM):
        assert Membership.objects.get(person=mother, left_on=None).relation == 1


def test_who_leaves_half_a_family_is_in_one_family_at_a_time_whatever_day_the_letter_says():
    father, mother = a_person("SLAMET", sex="L"), a_person()
    told = replace(asked(a_family(father, mother), person_ids=(mother.pk,), to_kk=NEW_CARD), moved_on=date(1999, 1, 1))

    report_move.report_move(asked=told, paper="kk_baru", file_key="b", by=OPERATOR, at=AT)
    report_move.ask_next(population=lambda: Shows(NGRONGGO), at=AT)

    with acting(SYSTEM):
        before, now = Membership.objects.filter(person=mother).order_by("pk")
    assert before.left_on == now.joined_on >= before.joined_on


def wrong_moves():
    mother, child = a_person(), a_person("BUDI", sex="L", born=date(2015, 5, 5))
    family = a_family(mother, child)
    taken = a_family(a_person("YATEMI"))
    good = asked(family)
    return family, {
        "destination_unknown": replace(good, to_region_code="3571999999"),
        "same_place": replace(good, to_region_code=BAWANG),
        "not_of_family": replace(good, person_ids=(a_person("TETANGGA").pk,), to_kk=NEW_CARD),
        "card_taken": replace(good, to_kk=str(taken.kk)),
        "kk_wrong": replace(good, to_kk="123"),
        "nobody_to_lead": replace(good, person_ids=(mother.pk,), to_kk=NEW_CARD),
        "refused": replace(good, moved_on=None),
        "moved_before_birth": replace(good, moved_on=date(1, 1, 1)),
    }


@pytest.mark.parametrize(
    "code",
    [
        "destination_unknown",
        "same_place",
        "not_of_family",
        "card_taken",
        "kk_wrong",
        "nobody_to_lead",
        "refused",
        "moved_before_birth",
    ],
)
def test_a_move_that_cannot_be_is_refused_with_a_sentence_and_leaves_nothing(code):
    _, wrong = wrong_moves()

    with pytest.raises(Refused) as refused:
        report_move.report_move(asked=wrong[code], paper="kk_baru", file_key="b", by=OPERATOR, at=AT)

    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")
    with acting(SYSTEM):
        assert not Move.objects.exists()


def test_a_retired_village_is_refused_and_so_is_a_move_without_paper():
    from kesos.regions.models import Region

    family = a_family(a_person())
    retired = Region.objects.filter(level=4, valid_to__isnull=False).values_list("pk", flat=True).first()

    if retired:
        with pytest.raises(Refused, match="tidak berlaku"):
            report(family, retired)
    with pytest.raises(Refused, match="surat pindah"):
        report_move.report_move(asked=asked(family), paper="kk_baru", file_key="", by=OPERATOR, at=AT)


def test_the_family_of_the_next_kelurahan_is_not_there():
    family = a_family(a_person(region=NGRONGGO), region=NGRONGGO)

    with pytest.raises(NotFound):
        report(family, MOJOROTO)


def test_a_second_report_of_the_same_family_is_refused():
    family = a_family(a_person())
    report(family)

    with pytest.raises(Refused) as refused:
        report(family, MOJOROTO)

    assert refused.value.code == "under_way"


def test_a_family_the_registry_moved_inside_the_city_moves_without_a_case():
    mother, child = a_person(), a_person("BUDI")
    family = a_family(mother, child)
    told = a_move(mother, to_kk=int(NEW_CARD))

    done = arrive(told)

    assert (done.moves, state(told)) == (1, ("DITERAPKAN", ""))
    assert (where(mother), where(child)) == (NGRONGGO, NGRONGGO)
    with acting(SYSTEM):
        move = Move.objects.get(event=event(told))
        assert (move.state, move.case_id, Family.objects.get(pk=family.pk).kk) == ("SELESAI", None, int(NEW_CARD))


def test_the_same_move_again_changes_nothing():
    mother = a_person()
    a_family(mother)
    told = a_move(mother)
    arrive(told)

    again = arrive(told, replace(told, number=number("P"), region_code=BAWANG))

    assert again.moves == 0
    with acting(SYSTEM):
        assert Move.objects.count() == 1


def test_a_move_the_registry_tells_of_carries_on_what_the_counter_reported():
    mother = a_person()
    family = a_family(mother)
    move = report(family)

    arrive(a_move(mother))

    assert (move_state(move), where(mother)) == ("SELESAI", NGRONGGO)


def test_a_move_to_another_city_is_offered_there():
    mother = a_person()
    a_family(mother)
    told = a_move(mother, PARE)

    arrive(told)

    with acting(SYSTEM):
        move = Move.objects.select_related("case").get(event=event(told))
    assert (move.state, move.case.other_region_code, where(mother)) == ("MENUNGGU_TUJUAN", PARE, BAWANG)


def test_half_of_a_family_told_by_the_registry_is_split():
    father, mother = a_person("SLAMET", sex="L", born=date(1970, 1, 1)), a_person("SULASTRI")
    a_family(father, mother)
    told = a_move(mother, moving=(mother.nik,), to_kk=int(NEW_CARD))

    arrive(told)

    assert state(told) == ("DITERAPKAN", "")
    assert (where(mother), where(father)) == (NGRONGGO, BAWANG)


@pytest.mark.parametrize(
    ("why", "more"),
    [
        ("destination_unknown", {"to_region_code": "3571999999"}),
        ("same_place", {"to_region_code": BAWANG}),
        ("nik_unknown", {"nik": 9971035204799111}),
        ("other_person", {"full_name": "BAMBANG", "birth_date": date(1950, 1, 1)}),
        ("not_of_family", {"moving": (9971035204799112,)}),
        ("unreadable", {"happened_on": None}),
    ],
)
def test_a_told_move_that_cannot_be_is_kept_as_a_task_and_changes_nothing(why, more):
    mother = a_person()
    a_family(mother)
    told = a_move(mother, **more)

    arrive(told)

    assert state(told) == ("TIDAK_COCOK", why)
    assert event(told).case.state == "TIDAK_COCOK"
    assert where(mother) == BAWANG


def test_an_event_that_the_tables_refuse_is_a_task_and_holds_nobody_up():
    people = [a_person(f"KELUARGA {n}") for n in range(5)]
    for person in people:
        a_family(person)
    told = [a_move(person, to_kk=9971030101109910 + n) for n, person in enumerate(people)]
    told[2] = replace(told[2], to_kk=12)

    done = arrive(*told)

    assert (done.moves, done.unmatched) == (4, 1)
    assert [state(each) for each in told] == [
        ("DITERAPKAN", "") if n != 2 else ("TIDAK_COCOK", "against_rules") for n in range(5)
    ]
    assert event(told[2]).case.state == "TIDAK_COCOK"
    assert arrive().seen == 0


def test_the_dead_do_not_move():
    mother = a_person()
    a_family(mother, a_person("BUDI"))
    with acting(SYSTEM):
        Person.objects.filter(pk=mother.pk).update(died_on=date(2026, 10, 1))
    told = a_move(mother)

    arrive(told)

    assert state(told) == ("TIDAK_COCOK", "dead")


def test_who_dies_while_the_move_waits_is_not_moved():
    from tests.journeys.world import a_death

    mother, child = a_person(), a_person("BUDI")
    move = report(a_family(mother, child))
    report_move.ask_next(population=lambda: Shows(BAWANG), at=AT)
    arrive(a_death(child))

    with pytest.raises(Refused, match="BUDI tidak lagi tercatat"):
        workflow.decide(case_id=move.case_id, action="terima", by=NEXT_OPERATOR, at=AT)

    assert move_state(move) == "MENUNGGU_TUJUAN"
    with acting(SYSTEM):
        assert not Event.objects.filter(kind="pindah").exists()
