"""The measurement writes real events and takes them away again."""

from psycopg.conninfo import make_conninfo

from kesos.audit import bench
from kesos.database import resolve
from tests.audit.conftest import Ledger


def test_the_measurement_leaves_nothing_behind(ledger: Ledger):
    at = resolve.addresses()
    urls = {name: make_conninfo(getattr(at, name), dbname=ledger.name) for name in ("owner", "app")}

    rates = bench.measure(**urls, writers=(1, 2), seconds=0.2, rounds=1)

    assert set(rates.chained) == set(rates.plain) == {1, 2}
    assert min(*rates.chained.values(), *rates.plain.values(), rates.in_one_statement) > 0
    with ledger.owner() as owner:
        left = owner.execute(
            "select relname from pg_class where relname ~ '2199|audit_bench' and relname !~ '^pg_'"
        ).fetchall()
        heads = owner.execute("select count(*) from audit_lane where month >= '2199-01-01'").fetchone()
    assert (left, heads) == ([], (0,))
