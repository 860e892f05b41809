"""The application role serves; the owner does not; what belongs to the system is asked for."""

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from kesos.database import resolve, roles
from tests import databases


def address(url: str) -> str:
    return make_conninfo(url, dbname=connection.settings_dict["NAME"])


def test_serving_as_the_owner_is_refused_with_the_remedy(db):
    with psycopg.connect(address(resolve.addresses().owner)) as owner:
        with pytest.raises(roles.ServingAsOwner, match="kesos database prepare"):
            roles.refuse_to_serve_as_owner(owner)


def test_serving_as_a_superuser_is_refused(db):
    cluster = resolve.addresses().cluster
    if cluster is None:
        pytest.skip("the superuser is ours only in the private cluster")
    with psycopg.connect(address(cluster.url("kesos_admin"))) as superuser:
        with pytest.raises(roles.ServingAsOwner):
            roles.refuse_to_serve_as_owner(superuser)


def test_serving_as_the_application_role_is_accepted(db):
    with psycopg.connect(address(resolve.addresses().app)) as app:
        roles.refuse_to_serve_as_owner(app)


def test_preparing_twice_changes_nothing(db):
    def known() -> list[tuple[object, ...]]:
        with databases.as_owner() as owner:
            return owner.execute(
                "select rolname, rolsuper, rolinherit, rolcanlogin, rolbypassrls from pg_roles order by 1"
            ).fetchall()

    before = known()

    roles.prepare(resolve.addresses())

    assert known() == before
    assert ("kesos_app", False, False, True, False) in before


def test_the_application_role_cannot_make_or_change_tables(db):
    with psycopg.connect(address(resolve.addresses().app), autocommit=True) as app:
        for attempt in (
            "create table mine (n int)",
            "alter table django_migrations add column n int",
            "delete from django_migrations",
            "drop table django_session",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(attempt)
