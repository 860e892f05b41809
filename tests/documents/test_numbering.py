"""Numbers under many hands at once, over real connections to a database of their own."""

import os
import threading
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from kesos.database import resolve, roles
from kesos.documents.services import numbering
from tests import databases

TAKE = numbering._HOLD
MOVE = numbering._MOVE
OFFICE = """
insert into documents_office (name, government, region_code, unit, city, address, phone, email, time_zone,
                              public_address, seal_note)
values ('Dinas Sosial', 'Pemerintah Kota Contoh', '3571', '1', 'Contoh', '', '', '', 'Asia/Jakarta', '', '')
returning id
"""


@pytest.fixture(scope="module")
def house(django_db_setup: None) -> Iterator[str]:
    at = resolve.addresses()
    name = f"kesos_numbers_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}_{os.getpid()}"
    with databases._maintenance(at) as server:
        server.execute("select pg_advisory_lock(%s)", [roles.ROLES_LOCK + 1])
        server.execute(
            sql.SQL("create database {} template {}").format(*map(sql.Identifier, (name, databases._template(at))))
        )
    yield make_conninfo(at.app, dbname=name)
    with databases._maintenance(at) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def test_no_two_of_eight_hands_take_one_number_and_a_failed_letter_leaves_no_gap(house: str) -> None:
    with psycopg.connect(house) as app:
        office = app.execute(OFFICE).fetchone()[0]
    taken: list[int] = []
    write = threading.Lock()
    start = threading.Barrier(8)

    def clerk(hand: int) -> None:
        with psycopg.connect(house) as app:
            start.wait()
            for turn in range(12):
                amount = 3 if hand == 0 else 1
                number = app.execute(TAKE, [office, "surat", 2026]).fetchone()[0]
                app.execute(MOVE, [number + amount, office, "surat", 2026])
                if (hand + turn) % 4 == 0:
                    app.rollback()  # the printer failed, a power cut: the number was never used
                    continue
                app.commit()
                with write:
                    taken.extend(range(number, number + amount))

    hands = [threading.Thread(target=clerk, args=[hand]) for hand in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert len(taken) > 80
