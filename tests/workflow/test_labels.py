"""Every code of every machine has Indonesian words."""

import pytest

from kesos.workflow.machines import guard_parts, labels, machines

MACHINES = sorted(machines())


@pytest.mark.parametrize("key", MACHINES)
def test_every_code_of_a_machine_has_words(key):
    machine, say = machines()[key], labels()
    flow = machine.flow

    bare = [("flows", key)] if key not in say.told["flows"] else []
    bare += [("states", s) for s in flow.states if not say.has("states", key, s)]
    for kind in ("actions", "done"):
        bare += [(kind, step.action) for step in flow.steps if not say.has(kind, key, step.action)]
    bare += [("papers", paper) for paper in flow.papers() if not say.has("papers", key, paper)]
    bare += [("roles", role) for roles in machine.roles.values() for role in roles if not say.has("roles", "", role)]

    assert bare == []


def test_every_guard_has_words_and_no_word_is_left_over():
    say = labels()
    codes = {
        "guards": set(guard_parts()),
        "states": {state for m in machines().values() for state in m.flow.states},
        "actions": {step.action for m in machines().values() for step in m.flow.steps},
        "done": {step.action for m in machines().values() for step in m.flow.steps},
        "papers": {paper for m in machines().values() for paper in m.flow.papers()}
        | {s.deadline.name for m in machines().values() for s in m.flow.steps if s.deadline
           and s.deadline.kind == "paper_date"},
        "events": {s.deadline.name for m in machines().values() for s in m.flow.steps if s.deadline
                   and s.deadline.kind == "day_of_month"} | {"buka_periode"},
    }  # fmt: skip

    assert {kind: sorted(set(say.told[kind]) ^ known) for kind, known in codes.items()} == {kind: [] for kind in codes}
