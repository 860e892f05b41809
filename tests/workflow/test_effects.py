"""What follows an act, and what guards it: for all its cases at once, in the same transaction."""

import sys
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.workflow import hooks
from kesos.workflow.flow import BadFlow
from kesos.workflow.models import Case, Decision
from kesos.workflow.services import NewCase, decide, decide_many, open_cases, open_cases_from
from tests.workflow.flows import FIELDS
from tests.workflow.world import AT, HERE, NEXT_DOOR, a_case, somebody

pytestmark = pytest.mark.django_db
OPERATOR = somebody(1, "usulan_dtks.tarik", "usulan_dtks.perbaiki", "usulan_dtks.ajukan", "uji.polos", "uji.maju")


@pytest.fixture
def followed(effects):
    hooks.register_effect("usulan_dtks", "DITARIK", lambda ids, by, at: effects.append((ids, by.user_id, at)))
    return effects


def test_an_effect_is_called_once_with_all_that_moved(followed):
    cases = [a_case("usulan_dtks").pk for _ in range(3)]
    decide(case_id=cases[0], action="tarik", by=OPERATOR, at=AT)
    followed.clear()

    decide_many(flow="usulan_dtks", action="tarik", case_ids=cases, by=OPERATOR, at=AT)

    assert followed == [(cases[1:], 1, AT)]


def test_a_second_click_has_no_second_effect(followed):
    case = a_case("usulan_dtks")

    for _ in range(2):
        decide(case_id=case.pk, action="tarik", by=OPERATOR, at=AT)

    assert len(followed) == 1


def test_a_refusing_effect_takes_the_decision_back_with_it(effects):
    def refuse(ids, by, at):
        raise Refused("Kuota sudah habis.", code="quota")

    hooks.register_effect("usulan_dtks", "DITARIK", refuse)
    case = a_case("usulan_dtks")

    with pytest.raises(Refused, match="Kuota"):
        decide(case_id=case.pk, action="tarik", by=OPERATOR, at=AT)

    with acting(SYSTEM):
        assert Case.objects.get(pk=case.pk).state == "DRAFT"
        assert not Decision.objects.filter(case=case).exists()


def test_a_guard_is_asked_once_for_the_whole_set(monkeypatch):
    asked = []
    monkeypatch.setattr(
        hooks, "_guards", {"paket_dibuka": lambda ids, at: asked.append(sorted(ids)) or {ids[0]: "Tidak."}}
    )
    cases = sorted(a_case(FIELDS).pk for _ in range(3))

    outcome = decide_many(flow=FIELDS.key, action="terjaga", case_ids=cases, by=OPERATOR, at=AT)

    assert asked == [cases]
    assert (len(outcome.moved), list(outcome.refused.values())) == (2, ["Tidak."])


def test_a_guard_nobody_answers_refuses_everything():
    with pytest.raises(Refused, match="belum tersedia"):
        decide(case_id=a_case(FIELDS).pk, action="terjaga", by=OPERATOR, at=AT)


def test_a_name_that_fits_nothing_stops_the_program(effects, monkeypatch):
    with pytest.raises(BadFlow, match="guard for nothing"):
        hooks.register_guard("entah", lambda ids, at: {})
    with pytest.raises(BadFlow, match="effect of nothing"):
        hooks.register_effect("usulan_dtks", "ENTAH", lambda ids, by, at: None)
    with pytest.raises(BadFlow, match="effect of nothing"):
        hooks.register_effect("entah", "DRAFT", lambda ids, by, at: None)

    monkeypatch.setattr(hooks, "guard_parts", lambda: {"paket_dibuka": "workflow"})
    with pytest.raises(BadFlow, match="nobody registered"):
        hooks.check()


def test_two_guards_under_one_name_stop_the_program(guards):
    with pytest.raises(BadFlow, match="two guards"):
        hooks.register_guard("paket_dibuka", lambda ids, at: {})


def test_a_batch_carries_one_mark():
    cases = [a_case(FIELDS).pk for _ in range(3)]

    decide_many(flow=FIELDS.key, action="polos", case_ids=cases, by=OPERATOR, at=AT)

    with acting(SYSTEM):
        marks = set(Decision.objects.values_list("batch", flat=True))
    assert len(marks) == 1
    assert isinstance(marks.pop(), UUID)


def test_many_are_opened_in_the_order_given():
    rows = [NewCase(HERE, ref=str(n), title=f"Keluarga {n}", family_id=n) for n in range(40)]

    found = open_cases(flow="usulan_dtks", rows=rows, by=OPERATOR, at=AT)

    with acting(OPERATOR):
        kept = dict(Case.objects.values_list("id", "family_id"))
    assert [kept[case_id] for case_id in found] == list(range(40))


def test_a_subjects_query_opens_its_cases():
    query = "select 'k' || n, %(region)s, n::bigint, 'Keluarga ' || n from generate_series(1, 5) n"

    found = open_cases_from(
        flow="usulan_dtks", query=query, columns=("ref", "region_code", "family_id", "title"), by=OPERATOR, at=AT,
        params={"region": HERE},
    )  # fmt: skip

    with acting(OPERATOR):
        titles = {case.pk: case.title for case in Case.objects.all()}
    assert {ref: titles[case_id] for ref, case_id in found.items()} == {f"k{n}": f"Keluarga {n}" for n in range(1, 6)}


def test_a_case_has_no_other_columns():
    with pytest.raises(ValueError, match="warna"):
        open_cases_from(flow="usulan_dtks", query="select 1", columns=("warna",), by=OPERATOR, at=AT)


def test_nothing_chosen_is_nothing_done():
    outcome = decide_many(flow=FIELDS.key, action="polos", case_ids=[], by=OPERATOR, at=AT)

    assert (outcome.moved, outcome.refused) == ([], {})
    assert open_cases(flow=FIELDS.key, rows=[], by=OPERATOR, at=AT) == []


@pytest.mark.requirement("J-31")
def test_each_act_leaves_one_event(monkeypatch):
    told = []
    for module in ("decide", "open_cases", "papers"):
        owner = sys.modules[f"kesos.workflow.services.{module}"]
        monkeypatch.setattr(owner, "record", lambda kind, **more: told.append((kind, more)))
    cases = [a_case(FIELDS).pk, a_case(FIELDS, region_code=NEXT_DOOR).pk, a_case(FIELDS).pk]
    told.clear()

    decide(case_id=cases[0], action="maju", by=OPERATOR, at=AT)
    decide_many(flow=FIELDS.key, action="polos", case_ids=cases, by=OPERATOR, at=AT)

    assert [(kind, more["region_code"]) for kind, more in told] == [
        ("workflow.decided", HERE),
        ("workflow.many_decided", HERE),
    ]
    assert (told[1][1]["moved"], told[1][1]["refused"]) == (1, 2)


def test_a_case_is_opened_in_the_state_its_subject_already_stands_in():
    found = open_cases(flow="penerima", rows=[NewCase(HERE)], by=SYSTEM, at=AT, state="DITANGGUHKAN")

    with acting(SYSTEM):
        assert [case.state for case in Case.objects.filter(pk__in=found)] == ["DITANGGUHKAN"]


@pytest.mark.parametrize("state", ["DIGANTIKAN", "TIDAK_ADA"])
def test_no_case_begins_where_its_flow_ends_or_does_not_go(state):
    with pytest.raises(Refused, match="tidak dapat dibuka"):
        open_cases(flow="penerima", rows=[NewCase(HERE)], by=SYSTEM, at=AT, state=state)

    with acting(SYSTEM):
        assert not Case.objects.filter(flow="penerima").exists()


@pytest.mark.parametrize(("flow", "state"), [("usulan_dtks", "DISAHKAN"), ("penerima", "DIGANTIKAN")])
def test_sql_by_hand_opens_no_case_further_on_either(flow, state):
    sql = """insert into workflow_case (flow, flow_version, state, last_seq, entered_at, opened_at, opened_by,
        opened_by_name, region_code) select flow, max(version), %s, 0, now(), now(), 1, 'x', %s
        from workflow_flowversion where flow = %s group by flow"""

    with (
        acting(SYSTEM),
        pytest.raises(IntegrityError, match="does not stand where"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [state, HERE, flow])
