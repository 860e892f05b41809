"""One process does a thing at a time, and a second one is told so at once."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from procrastinate.contrib.django.utils import connector_params

from kesos.foundation.errors import Refused


class UnderWay(Refused):
    code = "under_way"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} sedang dikerjakan proses lain. Tunggu sampai selesai; tidak ada yang diubah.")


@contextmanager
def alone(what: str) -> Iterator[None]:
    """Raises UnderWay. Held by a connection of its own: after kill -9 PostgreSQL lets go by itself."""
    with psycopg.connect(**connector_params(), autocommit=True) as own:
        got = own.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [f"padan: {what}"]).fetchone()
        if not got or not got[0]:
            raise UnderWay(what)
        yield
