"""The flows in the repository's documents are those of the declarations."""

from pathlib import Path

import pytest

from kesos.workflow.documents import documents
from kesos.workflow.machines import flows, machines
from kesos.workflow.picture import picture, sketch

FOLDER = Path(__file__).parents[2] / "docs" / "flows"


def test_the_documents_are_those_of_the_declarations():
    kept = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.md")}

    assert kept == documents(), "jalankan: kesos workflow draw"


@pytest.mark.parametrize("key", flows())
def test_a_picture_shows_every_state_and_every_step_with_who_takes_it(key):
    drawn, flow = picture(key), flows()[key]

    shown = {(state.code, step.action, step.to) for state in drawn.states for step in state.steps}

    assert [s.number for s in drawn.states] == list(range(1, len(flow.states) + 1))
    assert {s.code for s in drawn.states} == set(flow.states)
    assert shown == {(step.state, step.action, step.to) for step in flow.steps}
    assert all(step.who for state in drawn.states for step in state.steps)
    assert len(sketch(drawn)["dots"]) == len(flow.states)


def test_an_in_between_state_stands_after_the_one_it_comes_from():
    order = machines()["usulan_bansos"].drawn

    assert order.index("MENUNGGU_PENGESAHAN") == order.index("DIVERIFIKASI") + 1
