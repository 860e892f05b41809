"""A family or half of it goes elsewhere: reported once, carried on by what Dukcapil says, or accepted there."""

from dataclasses import replace
from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotFound, Refused
from kesos.journeys.models import Event, Move
from kesos.journeys.services import report_move
from kesos.registry.models import Enrolment, Family, FamilyHistory, Membership, PastFamilyCard
from kesos.workflow import services as workflow
from tests.journeys.moving import NEW_CARD, PARE, Shows, asked, report, where
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
    in_family,
    move_state,
    official,
)
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db


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
