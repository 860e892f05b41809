"""With every filter of ours taken out, `select count(*)` on each guarded table tells the next area nothing."""

import pytest

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.api.world import BAWANG, KAB_KEDIRI, NGRONGGO, NOW
from tests.rules.everything import counts, fill, guarded_tables
from tests.rules.test_every_personal_table_has_a_row_policy import WITH_POLICY, personal_models
from tests.rules.walking import World

pytestmark = pytest.mark.django_db
ABOVE = {"documents_signer": "who signs for the city is known in all its kelurahan, for these sign their letters"}
NEIGHBOURS = [
    ("OP_DESA", NGRONGGO),
    ("LURAH", NGRONGGO),
    ("OP_DINSOS", KAB_KEDIRI),
    ("KADIS", KAB_KEDIRI),
    ("ADMIN", KAB_KEDIRI),
]


@pytest.fixture
def world(monkeypatch, settings, tmp_path):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.MEDIA_ROOT = tmp_path
    return World()


def test_every_personal_table_is_among_those_that_are_counted():
    assert {model._meta.db_table for model in personal_models()} | WITH_POLICY <= set(guarded_tables())


@pytest.mark.requirement("X-02", "K-06")
@pytest.mark.parametrize(("role", "area"), NEIGHBOURS)
def test_no_table_shows_the_next_area_a_row_of_bawang(role, area, world):
    neighbour = world.official(role, area).actor
    with acting(neighbour):
        own = counts()
    with acting(SYSTEM):
        before = counts()

    fill(world)
    with acting(SYSTEM):
        made = {table: n - before[table] for table, n in counts().items()}
    with acting(neighbour):
        seen = {table: n - own[table] for table, n in counts().items()}

    assert [table for table, n in made.items() if n < 1] == []
    assert {table for table, n in seen.items() if n} <= ({*ABOVE} if area == NGRONGGO else set())


@pytest.mark.requirement("K-06", "K-29")
def test_the_operator_of_bawang_sees_the_own_people_by_the_same_sql(world):
    fill(world)

    with acting(world.official("OP_DESA", BAWANG).actor):
        seen = counts()

    assert min(seen[f"registry_{table}"] for table in ("person", "family", "membership", "listing")) > 0
