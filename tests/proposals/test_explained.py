"""The operator understands a proposal and can explain it: in plain words, with who has it and by when."""

import pytest

from kesos.access.models import Role
from kesos.foundation.numbers import as_text, masked
from kesos.proposals.queries.explained import NOBODY, SYSTEM, words
from kesos.workflow.machines import flows, permissions_by_role
from tests.proposals.visiting import at_the_time, visit
from tests.proposals.world import LURAH, OPERATOR, a_draft, a_known_family, matched, on, submitted

FLOWS = pytest.mark.parametrize("name", ["usulan_dtks", "usulan_bansos"])


@FLOWS
@pytest.mark.requirement("K-28")
def test_every_state_of_a_proposal_has_words_for_the_citizen(name):
    assert words(name).keys() == set(flows()[name].states)
    assert [state for state, told in words(name).items() if not (told.now and told.next and told.todo)] == []


@FLOWS
def test_whoever_is_said_to_have_it_in_hand_can_move_it_on(name):
    held, flow = permissions_by_role(), flows()[name]

    wrong = [
        (state, told.holder)
        for state, told in words(name).items()
        if not any(
            (step.system_may and told.holder == SYSTEM) or held.get(told.holder, set()) & set(step.needs)
            for step in flow.at(state)
        )
        and not (told.holder == NOBODY and state in flow.ends)
    ]

    assert wrong == []


@pytest.mark.requirement("K-28")
def test_the_operator_reads_what_it_means_what_follows_who_has_it_and_by_when(november):
    proposal = submitted(a_draft(november, a_known_family("SULASTRI")))
    matched(proposal)

    page = visit(OPERATOR, f"/usulan/{proposal.number}/")

    told = words()["MUSYAWARAH"]
    for words_of_it in (told.now, told.next, told.todo, Role.objects.get(pk="LURAH").label, "14 November 2026"):
        assert words_of_it in page
    assert visit(LURAH, f"/usulan/{proposal.number}/").status == 200


@pytest.mark.requirement("K-28")
def test_a_sheet_for_the_citizens_hand_says_the_same_without_any_number_of_a_person(november, monkeypatch):
    family = a_known_family("SULASTRI")
    proposal = a_draft(november, family)
    at_the_time(monkeypatch, on(6))

    sheet = visit(OPERATOR, f"/usulan/{proposal.number}/penjelasan/")

    told = words()["DRAFT"]
    for words_of_it in (proposal.number, "SULASTRI", told.now, told.next, told.todo, "6 November 2026"):
        assert words_of_it in sheet
    for number in (as_text(family.kk), masked(family.kk)):
        assert number not in sheet
