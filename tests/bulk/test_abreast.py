"""Two at a time, and never a thread that sees half of what its caller holds."""

from django.db import connection

from kesos.bulk import abreast
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM


def test_inside_a_transaction_the_caller_writes_alone(db):
    told = []

    with acting(SYSTEM):
        abreast.each(range(3), lambda number: told.append((number, connection.in_atomic_block)))

    assert told == [(0, True), (1, True), (2, True)]
