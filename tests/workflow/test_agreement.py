"""Several people must agree, by number, by amount, or each for their own part; and some act for another."""

from datetime import date

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.workflow.models import Decision, QuorumLimit
from kesos.workflow.queries import timeline
from kesos.workflow.services import decide, decide_many
from tests.workflow.flows import FIELDS
from tests.workflow.world import AT, HERE, a_case, somebody

pytestmark = pytest.mark.django_db
THREE = [somebody(n, "uji.bertiga", "uji.nilai", "uji.maju") for n in (1, 2, 3)]


def test_a_quorum_of_three_moves_with_the_third():
    case = a_case(FIELDS)

    states = [decide(case_id=case.pk, action="bertiga", by=by, at=AT).state for by in THREE]

    assert states == ["MULA", "MULA", "USAI"]


def test_a_set_agrees_and_moves_where_the_number_is_reached():
    waiting, nearly = a_case(FIELDS), a_case(FIELDS)
    for by in THREE[:2]:
        decide(case_id=nearly.pk, action="bertiga", by=by, at=AT)

    outcome = decide_many(flow=FIELDS.key, action="bertiga", case_ids=[waiting.pk, nearly.pk], by=THREE[2], at=AT)

    assert (outcome.agreed, outcome.moved) == ([waiting.pk], [nearly.pk])


def test_agreements_lapse_when_the_case_moves_and_comes_back():
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="bertiga", by=THREE[0], at=AT)
    decide(case_id=case.pk, action="maju", by=THREE[1], at=AT)
    decide(case_id=case.pk, action="mundur", by=THREE[1], at=AT, reason="Belum lengkap")

    states = [decide(case_id=case.pk, action="bertiga", by=by, at=AT).state for by in THREE]

    assert states == ["MULA", "MULA", "USAI"]


@pytest.mark.parametrize(("amount", "people"), [(999_999, 1), (1_000_000, 2), (50_000_000, 3)])
def test_the_amount_says_how_many_must_agree(amount, people):
    for from_amount, quorum in ((0, 1), (1_000_000, 2), (50_000_000, 3)):
        QuorumLimit.objects.create(
            rule="nilai_uji", from_amount=from_amount, quorum=quorum, valid_from=date(2026, 1, 1)
        )
    QuorumLimit.objects.create(
        rule="nilai_uji", from_amount=0, quorum=9, valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31)
    )
    case = a_case(FIELDS, amount=amount)

    states = [decide(case_id=case.pk, action="menurut_nilai", by=by, at=AT).state for by in THREE[:people]]

    assert states == ["MULA"] * (people - 1) + ["USAI"]


def test_both_parts_are_needed_in_either_order():
    left, right = somebody(1, "uji.kiri"), somebody(2, "uji.kanan")
    for order in ([left, right], [right, left]):
        case = a_case(FIELDS)

        states = [decide(case_id=case.pk, action="berdua", by=by, at=AT).state for by in order]

        assert states == ["MULA", "USAI"]


def test_who_holds_both_parts_gives_the_one_that_is_missing():
    case = a_case(FIELDS)
    decide(case_id=case.pk, action="berdua", by=somebody(1, "uji.kiri"), at=AT)

    moved = decide(case_id=case.pk, action="berdua", by=somebody(2, "uji.kiri", "uji.kanan"), at=AT)

    assert moved.state == "USAI"


def test_an_act_for_another_says_so():
    deputy = Actor(8, "Plt. Kepala", grants=frozenset({("uji.polos", HERE)}), lent=frozenset({("uji.polos", HERE, 77)}))
    own = somebody(9, "uji.polos")
    lent, plain = a_case(FIELDS), a_case(FIELDS)

    decide(case_id=lent.pk, action="polos", by=deputy, at=AT)
    decide(case_id=plain.pk, action="polos", by=own, at=AT)

    with acting(SYSTEM):
        assert Decision.objects.get(case=lent).on_behalf_of == "user:77"
        assert Decision.objects.get(case=plain).on_behalf_of == ""
        assert timeline(lent)[-1].on_behalf_of == "user:77"


def test_the_own_right_goes_before_a_lent_one():
    actor = Actor(
        8, "Kepala", grants=frozenset({("uji.polos", HERE), ("uji.polos", "3571")}),
        lent=frozenset({("uji.polos", "3571", 77)}),
    )  # fmt: skip
    case = a_case(FIELDS)

    decide(case_id=case.pk, action="polos", by=actor, at=AT)

    with acting(SYSTEM):
        assert Decision.objects.get(case=case).on_behalf_of == ""
