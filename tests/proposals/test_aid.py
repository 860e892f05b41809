"""Aid proposed by a kelurahan: the rules' word, the deliberation, the head, a place or a turn in the list."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.programmes.models import Quota, Vacancy, Waiting
from kesos.programmes.queries import score
from kesos.programmes.services import deaths, replace
from kesos.proposals.models import Period, Proposal
from kesos.proposals.services import deliberate, determine, periods, place, propose_aid
from kesos.proposals.services.propose import AlreadyProposed, PeriodClosed
from kesos.registry.models import Enrolment, Family, Membership, Person
from kesos.workflow import services as workflow
from tests.programmes.visits import visited
from tests.programmes.world import a_listed_family, a_quota, died, enrolled
from tests.proposals.world import (
    CENTRE,
    HEAD,
    KEDIRI,
    LURAH,
    NEXT_OPERATOR,
    OPERATOR,
    SUPERVISOR,
    an_open_month,
    decide,
    minutes,
    official,
    on,
    sign_and_upload,
    state,
)

pytestmark = pytest.mark.django_db
LOCAL, CENTRAL = "PBPU-PEMDA", "SEMBAKO"
PLANNER = official("OP_DINSOS", KEDIRI, 203, "replacement.plan")


@pytest.fixture
def month() -> Period:
    return an_open_month()


def draft(month: Period, programme: str = CENTRAL, *, by: Actor = OPERATOR, of: tuple[Family, Person] | None = None,
          **more) -> Proposal:  # fmt: skip
    family, person = of or a_listed_family(**more)
    return propose_aid.propose_aid(
        family_id=family.pk, person_id=person.pk, programme=programme, period=month, by=by, at=on(3)
    )


def submitted(month: Period, programme: str = CENTRAL, **more) -> Proposal:
    made = draft(month, programme, **more)
    propose_aid.submit_aid(proposal=made, by=OPERATOR, at=on(4))
    return made


def deliberated(month: Period, *proposals: Proposal) -> None:
    held = minutes(month)
    deliberate.note_decisions(
        deliberation=held, agreed=[p.pk for p in proposals], refused={}, by=OPERATOR, at=on(9, 11)
    )
    sign_and_upload(held)
    deliberate.carry_out(deliberation=held, by=LURAH, at=on(10, 12))


def endorsed(month: Period, *proposals: Proposal) -> None:
    deliberated(month, *proposals)
    with acting(SYSTEM):
        workflow.decide(case_id=month.case_id, action="tutup_entri", by=SYSTEM, at=on(12))
    with acting(SUPERVISOR):
        workflow.decide(case_id=month.case_id, action="mulai_verifikasi", by=SUPERVISOR, at=on(14))
    for proposal in proposals:
        decide(proposal, "setujui", SUPERVISOR, on(15))
    with acting(SUPERVISOR):
        workflow.decide(case_id=month.case_id, action="finalisasi_dinsos", by=SUPERVISOR, at=on(16))
    periods.endorse(period=month, letter_key="surat", by=HEAD, at=on(17))


def results(month: Period, *told: tuple[Proposal, str]) -> tuple[int, int]:
    with acting(CENTRE):
        workflow.decide(case_id=month.case_id, action="tarik", by=CENTRE, at=on(18))
    rows = [
        determine.ResultRow(line, proposal.number, word, reason="" if word == "DITETAPKAN" else "Kuota pusat penuh")
        for line, (proposal, word) in enumerate(told, start=2)
    ]
    return determine.import_results(
        period=month, decree="11/HUK/2026", decreed_on=date(2026, 11, 28), results=rows, file_key="hasil", by=CENTRE,
        at=on(28),
    )  # fmt: skip


def active(programme: str) -> list[int]:
    with acting(SYSTEM):
        return list(Enrolment.objects.filter(programme=programme, state="AKTIF").values_list("person", flat=True))


@pytest.mark.requirement("K-07")
@pytest.mark.requirement("K-11")
def test_a_sound_proposal_goes_on_to_the_deliberation(month):
    made = submitted(month)

    with acting(SYSTEM):
        kept = Proposal.objects.get(pk=made.pk)
    assert (state(made), kept.findings, kept.number[:8]) == ("MUSYAWARAH", [], "B-3571-2")


def test_what_the_rules_find_is_told_in_words_before_it_is_handed_in(month):
    family, person = a_listed_family(decile=9)

    found = propose_aid.findings(family_id=family.pk, person_id=person.pk, programme=CENTRAL, period=month, at=on(3))

    assert [finding.sentence for finding in found] == ["Desil 9 (rilis 2026-3) di atas batas program, yaitu desil 5."]


def test_a_proposal_against_the_rules_comes_back_with_each_of_them(month):
    family, person = a_listed_family(decile=9)
    enrolled(family, person, "PERMAKANAN")

    made = submitted(month, of=(family, person))

    with acting(SYSTEM):
        kept = Proposal.objects.get(pk=made.pk)
    assert state(made) == "TIDAK_MEMENUHI"
    assert [finding["code"] for finding in kept.findings] == ["TL-15", "EKSKLUSIF"]


def test_what_came_back_is_mended_and_handed_in_again(month):
    family, person = a_listed_family(decile=9)
    made = submitted(month, of=(family, person))
    with acting(SYSTEM):
        family.deciles.update(decile=2)

    decide(made, "perbaiki_data", OPERATOR, on(5))
    propose_aid.submit_aid(proposal=made, by=OPERATOR, at=on(5))

    assert state(made) == "MUSYAWARAH"


def test_a_family_in_two_kelurahan_is_told_the_name_of_the_first_and_no_more(month):
    family, person = a_listed_family("SITI AMINAH")
    draft(month, of=(family, person))
    with acting(SYSTEM):
        Family.objects.filter(pk=family.pk).update(region=NEXT_OPERATOR_PLACE)
        Person.objects.filter(memberships__family=family).update(region=NEXT_OPERATOR_PLACE)

    with pytest.raises(AlreadyProposed) as told:
        draft(month, of=(family, person), by=NEXT_OPERATOR)

    assert "Bawang" in told.value.sentence
    assert "SITI" not in told.value.sentence


NEXT_OPERATOR_PLACE = "3571031001"


def test_each_programme_may_be_proposed_in_the_same_month(month):
    family, person = a_listed_family()

    draft(month, CENTRAL, of=(family, person))
    draft(month, "PKH", of=(family, person))

    with acting(SYSTEM):
        assert Proposal.objects.filter(family=family).count() == 2


def test_two_people_of_a_family_may_be_proposed_for_a_programme_of_persons(month):
    family, person = a_listed_family()
    with acting(SYSTEM):
        other = Membership.objects.filter(family=family).exclude(person=person).get().person

    draft(month, LOCAL, of=(family, person))
    draft(month, LOCAL, of=(family, other))

    with pytest.raises(AlreadyProposed):
        draft(month, LOCAL, of=(family, other))


def test_a_family_of_the_next_kelurahan_is_not_found(month):
    family, person = a_listed_family()

    with pytest.raises(NotFound):
        draft(month, of=(family, person), by=NEXT_OPERATOR)


def test_entry_that_is_closed_takes_no_aid_either(month):
    with acting(SYSTEM):
        workflow.decide(case_id=month.case_id, action="tutup_entri", by=SYSTEM, at=on(12))

    with pytest.raises(PeriodClosed):
        draft(month)


def test_a_programme_kelurahan_do_not_propose_is_refused(month):
    with pytest.raises(Refused, match="tidak diusulkan oleh kelurahan"):
        draft(month, "KIP-KULIAH")


def test_with_the_month_the_head_endorses_aid_too_and_without_a_place_it_waits(month):
    made = submitted(month, LOCAL)

    endorsed(month, made)

    with acting(SYSTEM):
        waits = Waiting.objects.get(case_id=made.case_id)
    assert (state(made), waits.programme_id, waits.decile, waits.left_at) == ("DAFTAR_TUNGGU", LOCAL, 2, None)


def test_who_enters_the_waiting_list_has_the_own_score_from_that_moment(month):
    family, person = a_listed_family("SUMINI", born=date(1990, 1, 1))
    visited(family, people=[person], floor_type="8", toilet_facility="6", by_person={"pregnant": "1"})
    made = submitted(month, LOCAL, of=(family, person))

    endorsed(month, made)

    with acting(SYSTEM):
        waits = Waiting.objects.get(case_id=made.case_id)
        told = score.of_family(family.pk, on=date(2026, 11, 17))
    assert waits.score == told.total > 0
    assert waits.flags == 4


def test_as_many_as_there_are_places_wait_for_the_decree_and_the_others_for_a_vacancy(month):
    a_quota(LOCAL, 1)
    poorer, other = submitted(month, LOCAL, decile=1), submitted(month, LOCAL, decile=3)

    endorsed(month, poorer, other)

    assert (state(poorer), state(other)) == ("DISAHKAN", "DAFTAR_TUNGGU")


def test_a_free_place_is_first_of_all_of_those_who_wait_and_a_newcomer_takes_the_own_turn(month):
    quota = a_quota(LOCAL, 0)
    waits, newcomer = submitted(month, LOCAL, decile=3), submitted(month, LOCAL, decile=1)
    endorsed(month, waits, newcomer)
    with acting(SYSTEM):
        Waiting.objects.filter(case_id=newcomer.case_id).delete()
        Quota.objects.filter(pk=quota.pk).update(places=1)
        found = [case for (case,) in rows(place.SQL["places"], {"ids": [newcomer.case_id], "on": date(2026, 11, 17)})]

    assert found == [newcomer.case_id]


def test_a_decree_that_names_more_than_there_are_places_is_refused_whole_with_the_sentence(month):
    quota = a_quota(CENTRAL, 2)
    one, two = submitted(month, decile=1), submitted(month, decile=2)
    endorsed(month, one, two)
    with acting(SYSTEM):
        Quota.objects.filter(pk=quota.pk).update(places=1)

    with pytest.raises(Refused, match="Kuota"), transaction.atomic():
        results(month, (one, "DITETAPKAN"), (two, "DITETAPKAN"))

    assert (active(CENTRAL), state(one)) == ([], "DISAHKAN")


def test_the_decree_makes_a_recipient_and_a_refusal_says_why(month):
    yes, no = submitted(month), submitted(month)
    endorsed(month, yes, no)

    told = results(month, (yes, "DITETAPKAN"), (no, "TIDAK"))

    assert (told, state(yes), state(no)) == ((1, 1), "DITETAPKAN_PENERIMA", "TIDAK_DITETAPKAN")
    assert active(CENTRAL) == [yes.person_id]


@pytest.mark.requirement("K-33")
def test_a_successor_proposed_to_the_centre_takes_the_place_with_its_decree(month):
    quota = a_quota(CENTRAL, 1)
    family, person = a_listed_family("LAMA", members=(a_child(),))
    gone = enrolled(family, person, CENTRAL)
    made = submitted(month)
    endorsed(month, made)
    died(person)
    deaths.end_by_death(people=[person.pk], at=on(17, 12))
    plan = replace.plan(region_code=KEDIRI, by=PLANNER, at=on(17, 13))
    replace.carry_out(run_id=plan.pk, by=HEAD, at=on(17, 14))

    results(month, (made, "DITETAPKAN"))

    with acting(SYSTEM):
        vacancy = Vacancy.objects.get(enrolment=gone)
        quota.refresh_from_db()
        assert Enrolment.objects.get(pk=gone.pk).state == "DIGANTIKAN"
    assert (state(made), active(CENTRAL)) == ("DITETAPKAN_PENERIMA", [made.person_id])
    assert (vacancy.outcome, quota.taken) == ("filled", 1)


def test_a_successor_the_centre_refuses_leaves_the_place_to_the_next(month):
    a_quota(CENTRAL, 1)
    family, person = a_listed_family("LAMA", members=(a_child(),))
    gone = enrolled(family, person, CENTRAL)
    first, second = submitted(month, decile=1), submitted(month, decile=2)
    endorsed(month, first, second)
    died(person)
    deaths.end_by_death(people=[person.pk], at=on(17, 12))
    plan = replace.plan(region_code=KEDIRI, by=PLANNER, at=on(17, 13))
    replace.carry_out(run_id=plan.pk, by=HEAD, at=on(17, 14))

    results(month, (first, "TIDAK"))

    with acting(SYSTEM):
        assert Vacancy.objects.get(enrolment=gone).outcome == ""
    again = replace.plan(region_code=KEDIRI, by=PLANNER, at=on(29))
    with acting(SYSTEM):
        assert [r.waiting.case_id for r in again.rows.select_related("waiting")] == [second.case_id]


@pytest.mark.parametrize(
    "bad",
    [{"programme": None}, {"person": None}, {"kind": "new"}],
    ids=["no_programme", "no_person", "no_kind_of_aid"],
)
def test_the_database_knows_what_a_proposal_for_aid_names(month, bad):
    made = draft(month)

    with acting(SYSTEM), pytest.raises(IntegrityError, match="proposal_of_aid"), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(**bad)


def a_child() -> Person:
    from tests.registry.world import a_person

    return a_person("ANAK LAMA", sex="L", born=date(2019, 1, 1))
