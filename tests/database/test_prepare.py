"""`kesos database prepare` on a database whose migrations stand in another order: a sentence, nothing changed."""

import pytest

from tests import databases


def test_a_database_of_before_the_first_release_is_refused_with_what_to_do(django_db_setup, django_db_blocker):
    with databases.own_copy(django_db_blocker, "older") as name, databases.as_owner() as owner:
        owner.execute("delete from django_migrations where app = 'registry' and name = '0001_initial'")
        before = owner.execute("select count(*) from django_migrations").fetchone()

        with pytest.raises(RuntimeError, match="make demo FRESH=1") as refused:
            databases._migrate(databases.resolve.addresses(), name)

        assert "Traceback" not in str(refused.value)
        assert owner.execute("select count(*) from django_migrations").fetchone() == before
