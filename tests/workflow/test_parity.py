"""One case and many follow the same rule: every scene is played with `decide` and with `decide_many`."""

import pytest
from django.db import transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.workflow import refusals
from kesos.workflow.models import Case
from kesos.workflow.services import decide, decide_many
from tests.workflow.scenarios import SCENES, Scene

pytestmark = pytest.mark.django_db


def one(scene: Scene) -> tuple[str, str]:
    try:
        decide(case_id=scene.case.pk, action=scene.action, by=scene.by, at=scene.at, **scene.options)
    except Refused as refused:
        return refused.code, refused.sentence
    return "", ""


def many(scene: Scene) -> tuple[str, str]:
    outcome = decide_many(
        flow=scene.case.flow, action=scene.action, case_ids=[scene.case.pk], by=scene.by, at=scene.at, **scene.options
    )
    assert bool(outcome.refused) == (not outcome.moved and not outcome.repeated)
    return outcome.codes.get(scene.case.pk, ""), outcome.refused.get(scene.case.pk, "")


def now(case: Case) -> Case:
    with acting(SYSTEM):
        return Case.objects.get(pk=case.pk)


@pytest.mark.requirement("K-05")
@pytest.mark.requirement("X-04")
@pytest.mark.parametrize("engine", [one, many])
@pytest.mark.parametrize("name", SCENES)
def test_one_and_many_follow_the_same_rule(name, engine, guards):
    scene = SCENES[name](guards)
    before = now(scene.case)

    code, sentence = engine(scene)

    after = now(scene.case)
    if scene.code in ("", "repeated"):
        assert (code, after.state) == ("", scene.to)
        assert after.last_seq == before.last_seq + (scene.code == "")
    else:
        assert code == scene.code
        assert len(sentence) > 15
        assert (after.state, after.last_seq, after.due_at) == (before.state, before.last_seq, before.due_at)


def test_every_refusal_has_a_scene(guards):
    shown = set()

    for make in SCENES.values():
        with transaction.atomic():
            shown.add(make(guards).code)
            transaction.set_rollback(True)

    assert {*refusals.KINDS, "guard", "amount_missing"} <= shown


def test_a_set_of_all_kinds_moves_what_may_and_says_of_each_other_why_not(guards):
    scenes = [SCENES[name](guards) for name in ("plain_step", "action_of_another_state", "out_of_reach", "closed_case")]
    ids = [scene.case.pk for scene in scenes]

    outcome = decide_many(flow="uji.kata", action="polos", case_ids=[*ids, 987_654], by=scenes[0].by, at=scenes[0].at)

    assert outcome.moved == ids[:2]
    assert outcome.codes == {ids[2]: "not_found", ids[3]: "moved_on", 987_654: "not_found"}


def test_cases_of_another_flow_are_not_found_in_a_set(guards):
    scene = SCENES["plain_step"](guards)

    outcome = decide_many(flow="uji.versi", action="polos", case_ids=[scene.case.pk], by=scene.by, at=scene.at)

    assert outcome.codes == {scene.case.pk: "not_found"}
    assert now(scene.case).state == "MULA"
