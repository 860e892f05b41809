"""A table with personal data without a row policy would show it to whoever forgets a filter."""

import pytest
from django.apps import apps
from django.db import connection

from tests.rules.house import classes_of, our_models

# Tables of libraries. Personal ones carry a policy; the others say why they need none.
WITH_POLICY = {
    "account_emailaddress", "account_emailconfirmation", "mfa_authenticator", "usersessions_usersession",
    "axes_accessattempt", "axes_accessattemptexpiration", "axes_accessfailurelog", "axes_accesslog",
}  # fmt: skip
NO_PERSON_IN_IT = {
    "auth_group": "asked for by Django, stays empty: power comes from dated grants",
    "auth_group_permissions": "asked for by Django, stays empty",
    "auth_permission": "names of models",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "django_session": "a random key and signed marks; read by key before anybody is known, and holds no citizen",
}


def personal_models():
    return [model for model in our_models() if {"personal", "sensitive"} & set(classes_of(model))]


def state_of(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "select relrowsecurity, relforcerowsecurity from pg_class where oid = to_regclass(%s)", [f'"{table}"']
        )
        secured = cursor.fetchone()
        cursor.execute(
            "select polcmd::text, polroles::regrole[]::text, coalesce(pg_get_expr(polqual, polrelid), "
            "pg_get_expr(polwithcheck, polrelid)) from pg_policy where polrelid = to_regclass(%s)",
            [f'"{table}"'],
        )
        return secured, cursor.fetchall()


def assert_guarded(table):
    secured, policies = state_of(table)

    assert secured == (True, True), f"{table}: enable and force row level security"
    # role 0 is everybody, written "-": the policy that binds the application
    bound = [(command, rule) for command, roles, rule in policies if roles in ("{-}", "{kesos_app}")]
    reading = [rule for command, rule in bound if command in ("*", "r")]
    assert reading, f"{table}: no policy binds what the application reads"
    # adding may be free (a trail everybody writes to); seeing and changing never
    assert all(rule != "true" for command, rule in bound if command != "a"), (
        f"{table}: a policy lets everything through"
    )


@pytest.mark.django_db
@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("model", personal_models(), ids=lambda model: model._meta.label)
def test_every_personal_table_has_a_row_policy(model):
    assert_guarded(model._meta.db_table)


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(WITH_POLICY))
def test_tables_of_libraries_that_hold_persons_are_guarded_too(table):
    assert_guarded(table)


@pytest.mark.django_db
def test_every_table_in_the_database_is_of_ours_or_listed_here():
    ours = {model._meta.db_table for model in our_models()}
    known = ours | WITH_POLICY | set(NO_PERSON_IN_IT)
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace "
            "where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition "
            "and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')"
        )
        tables = {name for (name,) in cursor.fetchall()}

    told_elsewhere = {name for name in tables if name.startswith(("procrastinate_", "audit_"))}
    assert sorted(tables - known - told_elsewhere) == []


@pytest.mark.django_db
def test_no_model_of_a_library_is_forgotten():
    theirs = {
        model._meta.db_table
        for part in apps.get_app_configs()
        if not part.name.startswith("kesos.")
        for model in part.get_models(include_auto_created=True)
    }

    assert {t for t in theirs if not t.startswith("procrastinate_")} <= WITH_POLICY | set(NO_PERSON_IN_IT)


@pytest.mark.django_db
def test_the_rule_sees_a_table_without_a_policy():
    with connection.cursor() as cursor:
        cursor.execute("create temporary table warga (nik bigint)")

    with pytest.raises(AssertionError, match="enable and force"):
        assert_guarded("warga")
