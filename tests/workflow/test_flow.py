"""A declaration that cannot work does not load."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from kesos.workflow.declaring import declaration, digest, from_declaration
from kesos.workflow.flow import BadFlow, Deadline, Flow, Paper, Step
from kesos.workflow.machines import flows
from kesos.workflow.machines.actors import who
from tests.workflow.flows import FIELDS
from tests.workflow.scenarios import SCENES

GOOD = Step("A", "jalan", to="B", needs=("x.jalan",))


def flow(*steps: Step, ends: tuple[str, ...] = ("B",), starts: str = "A", **more: object) -> Flow:
    return Flow(key="uji", version=1, starts=starts, ends=frozenset(ends), steps=steps, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: flow(GOOD, replace(GOOD, state="C"), states=("A", "B")), "into nowhere"),
        (lambda: flow(replace(GOOD, to="C"), GOOD, states=("A", "B")), "into nowhere"),
        (lambda: flow(GOOD, GOOD), "share a state and an action"),
        (lambda: flow(GOOD, replace(GOOD, state="B", to="A")), "out of an end"),
        (lambda: flow(GOOD, replace(GOOD, state="C")), "never reached"),
        (lambda: flow(replace(GOOD, to="C"), ends=("B",), states=("A", "B", "C")), "no way on"),
        (lambda: flow(GOOD, starts="Z", states=("A", "B")), "unknown state Z"),
        (lambda: flow(GOOD, ends=()), "no end"),
        (lambda: flow(GOOD, ends=("B", "Z"), states=("A", "B")), "unknown states"),
        (lambda: flow(replace(GOOD, unlike=("lari",))), "unlike unknown"),
        (lambda: flow(replace(GOOD, unlike=("jalan@B",))), "unlike unknown"),
        (lambda: flow(replace(GOOD, needs=())), "at least one permission"),
        (lambda: flow(replace(GOOD, needs=("x.a", "x.a"))), "none twice"),
        (lambda: flow(replace(GOOD, system_may=frozenset({"x.b"}))), "not needed"),
        (lambda: flow(replace(GOOD, family_may=frozenset({"x.b"}))), "not needed"),
        (lambda: flow(replace(GOOD, quorum=0)), "quorum of nobody"),
        (lambda: flow(replace(GOOD, quorum=2, needs=("x.a", "x.b"))), "at once"),
        (lambda: flow(replace(GOOD, place="mana")), "unknown place"),
        (lambda: flow(replace(GOOD, action="dua kata")), "a word"),
        (lambda: flow(replace(GOOD, papers=(Paper(()),))), "without code"),
        (lambda: flow(replace(GOOD, papers=(Paper(("ktp",), 0),))), "days"),
        (lambda: flow(replace(GOOD, deadline=Deadline("days"))), "of no time"),
        (lambda: flow(replace(GOOD, deadline=Deadline("day_of_month"))), "without a name"),
        (lambda: flow(replace(GOOD, deadline=Deadline("abad", 1))), "unknown deadline"),
        (lambda: flow(replace(GOOD, deadline=Deadline("days", 3, effect="x"))), "unknown deadline"),
        (lambda: flow(replace(GOOD, deadline=Deadline("days", 3, since="Z"))), "unknown state Z"),
        (lambda: flow(replace(GOOD, deadline=Deadline("days", 3, escalate=3))), "before the deadline"),
        (lambda: flow(replace(GOOD, deadline=Deadline("days", 3, office_hours=True))), "count minutes"),
        (lambda: replace(flow(GOOD), version=0), "version"),
    ],
)
def test_a_declaration_that_cannot_work_is_refused_when_loaded(wrong, said):
    with pytest.raises(BadFlow, match=said):
        wrong()


def test_an_actor_nobody_can_read_is_refused():
    with pytest.raises(BadFlow, match="no reading"):
        who("OP_DESA entah di mana")


def test_a_citizen_who_reports_through_the_operator_does_not_act():
    found = who("WARGA via OP_DESA asal")

    assert (found.roles(), found.place) == ({"OP_DESA"}, "own")


@pytest.mark.parametrize("key", [*flows(), "uji.kata"])
def test_a_stored_declaration_gives_the_same_flow_back(key):
    flow = flows().get(key, FIELDS)

    again = from_declaration(declaration(flow))

    assert again == flow
    assert digest(declaration(again)) == digest(declaration(flow))


SHOWN_BY = {
    (Step, "state"): "action_of_another_state",
    (Step, "action"): "plain_step",
    (Step, "to"): "plain_step",
    (Step, "needs"): "one_person_for_both",
    (Step, "system_may"): "system_where_it_may_not",
    (Step, "family_may"): "companion_of_the_own_family",
    (Step, "place"): "origin_takes_the_destinations_step",
    (Step, "quorum"): "quorum_already_given",
    (Step, "unlike"): "same_person",
    (Step, "not_own_family"): "own_family",
    (Step, "reason"): "reason_missing",
    (Step, "reason_list"): "reason_code_of_another_list",
    (Step, "papers"): "paper_missing",
    (Step, "guards"): "guard_refuses",
    (Step, "deadline"): "closed_by_its_deadline",
    (Step, "waits"): "test_a_step_that_is_nobodys_task_is_possible_but_waits_for_no_one",
    (Paper, "codes"): "one_paper_of_two_is_enough",
    (Paper, "within_days"): "paper_too_old",
    (Deadline, "kind"): "test_each_kind_of_deadline_is_counted_as_an_office_counts",
    (Deadline, "n"): "on_the_last_day",
    (Deadline, "name"): "test_each_kind_of_deadline_is_counted_as_an_office_counts",
    (Deadline, "effect"): "before_its_day",
    (Deadline, "since"): "test_a_term_may_run_from_an_earlier_state",
    (Deadline, "escalate"): "test_a_case_is_shown_to_those_above_before_it_is_late",
    (Deadline, "office_hours"): "test_each_kind_of_deadline_is_counted_as_an_office_counts",
    (Flow, "key"): "test_cases_of_another_flow_are_not_found_in_a_set",
    (Flow, "version"): "test_an_open_case_is_decided_by_the_version_it_was_opened_under",
    (Flow, "starts"): "test_a_case_begins_where_its_flow_begins",
    (Flow, "ends"): "closed_case",
    (Flow, "steps"): "plain_step",
    (Flow, "held_by"): "test_a_case_of_an_institution_names_it_and_hides_from_the_kelurahan",
    (Flow, "opens_in"): "test_a_case_is_opened_in_the_state_its_subject_already_stands_in",
    (Flow, "states"): "test_no_case_stands_in_a_state_its_version_does_not_know",
}


@pytest.mark.requirement("K-05")
@pytest.mark.parametrize("kind", [Flow, Step, Paper, Deadline])
def test_every_field_of_the_declaration_is_shown_to_be_kept(kind):
    told = {field.name for field in fields(kind)}
    tests = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))

    shown_by = {name: shown for (owner, name), shown in SHOWN_BY.items() if owner is kind}

    assert set(shown_by) == told
    assert [shown for shown in shown_by.values() if shown not in SCENES and f"def {shown}(" not in tests] == []
