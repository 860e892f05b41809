"""Two officials at once, a double click, a page that was open too long: on connections of their own."""

import pytest
from django.db import connection, transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.workflow.models import Case, Decision
from kesos.workflow.refusals import MovedOn
from kesos.workflow.services import decide, decide_many
from tests.at_once import all_at_once
from tests.databases import as_owner
from tests.workflow.flows import FIELDS
from tests.workflow.world import AT, a_case, somebody

RIGHTS = ("uji.polos", "uji.bertiga", "uji.maju", "uji.kiri", "uji.kanan", "uji.selesai")
SITI, BUDI, TONO = (somebody(n, *RIGHTS, name=name) for n, name in ((1, "Siti"), (2, "Budi"), (3, "Tono")))


@pytest.fixture
def committed(django_db_setup, django_db_blocker, kept_flows):
    """A case the other connections see, gone again afterwards."""
    with django_db_blocker.unblock():

        def make() -> Case:
            return a_case(FIELDS, region_code="9901011001", by=somebody(1000, "x.y", area="99"))

        yield make
        connection.close()
    with as_owner() as owner:
        owner.execute("select set_config('kesos.areas', '{99}', false)")
        owner.execute("with gone as (delete from workflow_decision) delete from workflow_case")


def there(actor: Actor) -> Actor:
    return Actor(actor.user_id, actor.name, grants=frozenset((p, "99") for p in RIGHTS))


def decisions(case: Case) -> list[tuple]:
    with acting(SYSTEM):
        return list(Decision.objects.filter(case=case).order_by("seq").values_list("seq", "action", "actor_id"))


@pytest.mark.requirement("K-05")
def test_of_two_officials_at_once_exactly_one_moves_the_case(committed):
    case = committed()

    said = all_at_once(*(
        lambda by=by: decide(case_id=case.pk, action="polos", by=there(by), at=AT) for by in (SITI, BUDI)
    ))  # fmt: skip

    refused = [one for one in said if isinstance(one, Refused)]
    winner = next(one for one in said if isinstance(one, Case))
    assert len(refused) == 1
    assert isinstance(refused[0], MovedOn)
    assert any(name in refused[0].sentence for name in ("Siti", "Budi"))
    assert "12 November 2026 10.00 WIB" in refused[0].sentence
    assert winner.state == "USAI"
    assert len(decisions(case)) == 1


def test_a_double_click_is_one_decision(committed):
    case = committed()

    said = all_at_once(*[lambda: decide(case_id=case.pk, action="polos", by=there(SITI), at=AT)] * 2)

    assert [one.state for one in said] == ["USAI", "USAI"]
    assert decisions(case) == [(1, "polos", 1)]


def test_a_double_click_on_a_step_that_stays_possible_is_one_decision(committed):
    case = committed()

    said = all_at_once(*[lambda: decide(case_id=case.pk, action="bertiga", by=there(SITI), at=AT, seen=0)] * 2)

    assert [one.last_seq for one in said] == [1, 1]
    assert decisions(case) == [(1, "bertiga", 1)]


def test_agreements_given_at_the_same_moment_all_count(committed):
    case = committed()

    all_at_once(*(
        lambda by=by: decide(case_id=case.pk, action="bertiga", by=there(by), at=AT, seen=0)
        for by in (SITI, BUDI, TONO)
    ))  # fmt: skip

    with acting(SYSTEM):
        assert Case.objects.get(pk=case.pk).state == "USAI"
    assert [seq for seq, *_ in decisions(case)] == [1, 2, 3]


def test_who_did_the_one_cannot_do_the_other_even_at_the_same_moment(committed):
    case = committed()

    said = all_at_once(
        lambda: decide(case_id=case.pk, action="berdua", by=there(SITI), at=AT),
        lambda: decide(case_id=case.pk, action="berdua", by=there(SITI), at=AT),
    )

    assert sorted(getattr(one, "code", "") for one in said) == ["", "already_given"]
    assert len(decisions(case)) == 1


def test_two_sets_that_share_cases_move_each_case_once(committed):
    cases = [committed().pk for _ in range(12)]

    first, second = all_at_once(
        lambda: decide_many(flow=FIELDS.key, action="polos", case_ids=cases[:8], by=there(SITI), at=AT),
        lambda: decide_many(flow=FIELDS.key, action="polos", case_ids=cases[:3:-1], by=there(BUDI), at=AT),
    )

    assert sorted([*first.moved, *second.moved]) == cases
    assert {*first.codes.values(), *second.codes.values()} == {"moved_on"}


def test_a_page_open_too_long_is_told_who_came_before(committed):
    case = committed()
    with transaction.atomic():
        decide(case_id=case.pk, action="maju", by=there(BUDI), at=AT)

    with pytest.raises(MovedOn) as refused:
        decide(case_id=case.pk, action="maju", by=there(SITI), at=AT, seen=0)

    assert "Budi" in refused.value.sentence
