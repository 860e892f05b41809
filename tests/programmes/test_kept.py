"""Figures that are kept: counted once in their time, whole again afterwards, and never what a person just decided."""

from datetime import timedelta

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import KeptFigure
from kesos.programmes.queries import checks as lists
from kesos.programmes.queries.kept import forget, kept
from kesos.programmes.services import checks
from tests.programmes.checking import MONTH, OPERATOR, SUPERVISOR, looked_at, said_unfit
from tests.programmes.world import AT, BAWANG, NGRONGGO, TODAY, a_recipient

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class Counting:
    def __init__(self, told: dict[str, int]) -> None:
        self.told = told
        self.asked: list[list[str]] = []

    def __call__(self, places: list[str]) -> dict[str, int]:
        self.asked.append(places)
        return self.told


def test_a_place_is_counted_once_in_its_time_also_where_there_is_nobody():
    count = Counting({BAWANG: 7})

    told = [kept("x", [BAWANG, NGRONGGO], lasts=HOUR, count=count) for _ in range(2)]

    assert told == [{BAWANG: 7, NGRONGGO: 0}] * 2
    assert count.asked == [[BAWANG, NGRONGGO]]


def test_what_is_older_than_its_reader_bears_is_counted_again():
    kept("x", [BAWANG, NGRONGGO], lasts=HOUR, count=Counting({BAWANG: 7}))
    with acting(SYSTEM):
        KeptFigure.objects.filter(region_code=BAWANG).update(counted_at=AT - timedelta(days=400))
    again = Counting({BAWANG: 8})

    told = kept("x", [BAWANG, NGRONGGO], lasts=HOUR, count=again)

    assert (told, again.asked) == ({BAWANG: 8, NGRONGGO: 0}, [[BAWANG]])


def test_what_nobody_looks_at_any_more_is_forgotten():
    kept("x", [BAWANG, NGRONGGO], lasts=HOUR, count=Counting({}))
    with acting(SYSTEM):
        KeptFigure.objects.filter(region_code=BAWANG).update(counted_at=AT - timedelta(days=400))

    assert forget(at=AT) == 1


def test_how_many_receive_may_be_old_and_what_was_decided_never_is():
    one, two = a_recipient("PBI-JK", name="ANI"), a_recipient("PBI-JK", name="BENI")
    check = looked_at(one)
    with acting(SUPERVISOR):
        before = lists.progress(SUPERVISOR, BAWANG, month=MONTH)

    checks.find_fit(check=check, on=TODAY, by=OPERATOR, at=AT)
    said_unfit(two)
    a_recipient("PBI-JK", name="CICI")
    with acting(SUPERVISOR):
        after = lists.progress(SUPERVISOR, BAWANG, month=MONTH)

    assert [(t.recipients, t.decided, t.waiting) for t in before] == [(2, 0, 0)]
    assert [(t.recipients, t.decided, t.waiting) for t in after] == [(2, 2, 1)]
