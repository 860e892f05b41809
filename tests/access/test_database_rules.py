"""What holds whoever writes: each rule is attacked by SQL."""

import threading
import time
from contextlib import contextmanager, suppress

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from kesos.access.models import ApiToken, Delegation, Grant, Setting, StaffSession, User
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.access.world import (
    AT,
    BAWANG,
    DAY,
    JATIM,
    KAB_KEDIRI,
    KEDIRI,
    TEMPUREJO,
    a_grant,
    a_user,
    an_official,
)
from tests.databases import as_owner

pytestmark = pytest.mark.django_db


@contextmanager
def breaks(constraint):
    """The database itself refuses, by this constraint."""
    with pytest.raises(IntegrityError) as broken:
        yield
    assert broken.value.__cause__.diag.constraint_name == constraint


def test_the_same_grant_is_never_held_twice_at_one_time():
    user = an_official("sari", "OP_DESA", BAWANG)

    with breaks("grant_never_twice"):
        a_grant(user, "OP_DESA", BAWANG, valid_from=AT)


def test_the_same_grant_may_follow_itself():
    user = an_official("sari", "OP_DESA", BAWANG, valid_to=AT)

    a_grant(user, "OP_DESA", BAWANG, valid_from=AT)

    assert user.grants.count() == 2


@pytest.mark.parametrize(
    ("role", "area", "holder", "constraint"),
    [
        ("OP_DESA", KEDIRI, "", "access_office_area"),
        ("KADIS", BAWANG, "", "access_office_area"),
        ("KADIS", "", "", "access_office_area"),
        ("PUSDATIN", JATIM, "", "access_office_area"),
        ("PUBLIK", "", "", "access_office_area"),
        ("OP_DESA", "35710", "", "grant_area_shape"),
        ("OP_DESA", BAWANG, "institution:1", "access_office_holder"),
        ("PEKSOS", KEDIRI, "", "access_office_holder"),
        ("PEKSOS", KEDIRI, "forum:1", "access_office_holder"),
        ("PEKSOS", KEDIRI, "institution:x", "grant_holder_shape"),
        ("AUDITOR", KEDIRI, "", "access_office_must_end"),
    ],
)
def test_a_role_takes_the_areas_and_holders_it_is_made_for(role, area, holder, constraint):
    user = a_user("sari")

    with breaks(constraint):
        a_grant(user, role, area, holder=holder)


@pytest.mark.parametrize(
    ("more", "constraint"),
    [({"valid_to": AT - 31 * DAY}, "grant_in_order"), ({"reason": ""}, "grant_reasoned")],
)
def test_a_grant_ends_after_it_begins_and_has_a_reason(more, constraint):
    with breaks(constraint):
        an_official("sari", "OP_DESA", BAWANG, **more)


def test_nobody_gives_a_role_to_oneself():
    user = a_user("tono")

    with breaks("grant_never_to_oneself"):
        a_grant(user, "ADMIN", KEDIRI, granted_by=user)


EXCLUDED = [
    ("SUPERVISOR", KEDIRI, "KADIS", KEDIRI, True),
    ("OP_DESA", BAWANG, "SUPERVISOR", KEDIRI, True),
    ("SUPERVISOR", KEDIRI, "OP_DESA", BAWANG, True),
    ("OP_DESA", BAWANG, "SUPERVISOR", KAB_KEDIRI, False),
    ("OP_DESA", BAWANG, "LURAH", TEMPUREJO, False),
    ("SUPERVISOR", KEDIRI, "STAF", KEDIRI, False),
    ("ADMIN", "", "KADIS", KEDIRI, True),
]


@pytest.mark.parametrize(("one", "here", "other", "there", "refused"), EXCLUDED)
def test_excluded_roles_are_never_held_together_where_areas_overlap(one, here, other, there, refused):
    user = an_official("sari", one, here, region=KEDIRI)

    if refused:
        with breaks("access_excluded_pair"):
            a_grant(user, other, there)
    else:
        a_grant(user, other, there)

    assert user.grants.count() == (1 if refused else 2)


def test_excluded_roles_may_follow_one_another():
    user = an_official("sari", "SUPERVISOR", KEDIRI, valid_to=AT)

    a_grant(user, "KADIS", KEDIRI, valid_from=AT)

    assert user.grants.count() == 2


def test_an_ended_grant_cannot_be_prolonged_into_an_excluded_one():
    user = an_official("sari", "SUPERVISOR", KEDIRI, valid_to=AT)
    a_grant(user, "KADIS", KEDIRI, valid_from=AT)

    with breaks("access_excluded_pair"), acting(SYSTEM):
        Grant.objects.filter(user=user, role="SUPERVISOR").update(valid_to=None)


def test_a_grant_cannot_be_turned_into_an_excluded_one():
    user = an_official("sari", "SUPERVISOR", KEDIRI)
    a_grant(user, "STAF", KEDIRI)

    with breaks("access_excluded_pair"), acting(SYSTEM):
        Grant.objects.filter(user=user, role="STAF").update(role="KADIS")


def test_a_deputy_may_not_hold_the_excluded_office_either():
    head, deputy = an_official("budi", "KADIS", KEDIRI), an_official("rini", "SUPERVISOR", KEDIRI)

    with breaks("access_excluded_pair"), acting(SYSTEM):
        Delegation.objects.create(
            kind="plh",
            from_user=head,
            to_user=deputy,
            role_id="KADIS",
            area=KEDIRI,
            valid_from=AT,
            valid_to=AT + DAY,
            letter_number="800/1",
        )


def test_the_serving_program_can_not_take_the_rules_away():
    for table in ("access_role", "access_rolepermission", "access_excludedpair"):
        for act in (f"delete from {table}", f"truncate {table}"):
            with (
                pytest.raises(Exception, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(act)
        with pytest.raises(Exception, match="permission denied"), acting(SYSTEM), connection.cursor() as cursor:
            cursor.execute(f"delete from {table}")


def test_a_new_pair_is_refused_while_somebody_holds_both(as_nobody_watches):
    user = an_official("sari", "SUPERVISOR", KEDIRI)
    a_grant(user, "STAF", KEDIRI)

    with breaks("access_excluded_pair"):
        as_nobody_watches(
            "insert into access_excludedpair (role_a_id, role_b_id, why, valid_from) "
            "values ('STAF', 'SUPERVISOR', 'uji', '2025-01-01')"
        )


def test_two_writers_at_once_cannot_slip_past_the_excluded_pair():
    """The race is between transactions, so both are real and one is committed; the world is taken away after."""
    one, two = as_owner(), as_owner()
    for side in (one, two):
        side.autocommit = False
        side.execute("set role kesos_system")
    try:
        (user,) = one.execute(
            "insert into access_user (username, full_name, password, email, nip, phone, region_code, is_active, "
            "is_machine, is_demo, created_at) values ('balapan', 'Balapan', '!', '', '', '', '3571', true, false, "
            "false, now()) returning id"
        ).fetchone()
        one.commit()
        for side in (one, two):
            side.execute("set role kesos_system")
        give = (
            "insert into access_grant (user_id, role_id, area, holder, valid_from, reason) "
            "values (%s, %s, '3571', '', now(), 'uji')"
        )
        one.execute(give, [user, "SUPERVISOR"])
        seen: list[Exception] = []
        other = threading.Thread(target=lambda: _try(two, give, [user, "KADIS"], seen))
        other.start()
        time.sleep(0.3)
        one.commit()
        other.join(10)

        assert [type(e) for e in seen] == [psycopg.errors.ExclusionViolation]
    finally:
        for side in (one, two):
            side.rollback()
        with suppress(UnboundLocalError):
            one.execute("set role kesos_system")
            one.execute("delete from access_grant where user_id = %s", [user])
            one.execute("delete from access_user where id = %s", [user])
            one.commit()
        one.close()
        two.close()


def _try(side, statement, values, seen):
    try:
        side.execute(statement, values)
    except psycopg.Error as refused:
        seen.append(refused)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"username": "Sari"}, "user_username_shape"),
        ({"username": "a"}, "user_username_shape"),
        ({"nip": "123"}, "user_nip_shape"),
        ({"region_code": "35711"}, "user_region_shape"),
        ({"full_name": ""}, "user_named"),
    ],
)
def test_an_account_is_well_formed(fields, constraint):
    with breaks(constraint), acting(SYSTEM):
        User.objects.create(**{"username": "sari", "full_name": "Ibu Sari", "created_at": AT, **fields})


def test_an_email_belongs_to_one_account_and_is_kept_in_lower_case():
    a_user("sari", email="Sari@Kediri.example")

    with breaks("user_email_once"):
        a_user("tini", email="sari@kediri.EXAMPLE")
    with breaks("user_email_lower"), acting(SYSTEM):
        User.objects.filter(username="sari").update(email="Sari@kediri.example")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"to_user": "head"}, "delegation_to_another"),
        ({"letter_number": ""}, "delegation_by_letter"),
        ({"valid_to": AT}, "delegation_in_order"),
        ({"kind": "xyz"}, "delegation_kind_known"),
        ({"granted_by": "deputy"}, "delegation_never_to_oneself"),
        ({"area": "35710"}, "delegation_area_shape"),
        ({"area": BAWANG}, "access_office_area"),
    ],
)
def test_a_delegation_is_from_one_to_another_by_letter_for_a_time(fields, constraint):
    people = {"head": an_official("budi", "KADIS", KEDIRI), "deputy": an_official("rini", "KABID", KEDIRI)}
    told = {
        "kind": "plh",
        "from_user": people["head"],
        "to_user": people["deputy"],
        "role_id": "KADIS",
        "area": KEDIRI,
        "valid_from": AT,
        "valid_to": AT + DAY,
        "letter_number": "800/1",
        **{name: people.get(value, value) if isinstance(value, str) else value for name, value in fields.items()},
    }

    with breaks(constraint), acting(SYSTEM):
        Delegation.objects.create(**told)


def test_staff_sessions_never_overlap_and_have_a_reason():
    admin = an_official("tono", "ADMIN", KEDIRI)
    told = {"user": admin, "role_id": "ADMIN", "area": KEDIRI, "opened_at": AT, "ends_at": AT + DAY}
    StaffSession.objects.create(**told, reason="Menelusuri aduan warga")

    with breaks("staff_session_never_twice"), transaction.atomic():
        StaffSession.objects.create(
            **{**told, "opened_at": AT + DAY / 2, "ends_at": AT + 2 * DAY}, reason="Sekali lagi, sebentar"
        )
    with breaks("staff_session_reasoned"), transaction.atomic():
        StaffSession.objects.create(**{**told, "opened_at": AT + 2 * DAY, "ends_at": AT + 3 * DAY}, reason="uji")
    with breaks("staff_session_in_order"), transaction.atomic():
        StaffSession.objects.create(
            **{**told, "opened_at": AT + 2 * DAY, "ends_at": AT + DAY}, reason="Terbalik waktunya"
        )


def test_a_setting_has_one_value_at_a_time():
    with breaks("setting_never_twice"), transaction.atomic():
        Setting.objects.create(key="lockout.failures", value="9", valid_from=AT)
    with breaks("setting_key_shape"), transaction.atomic():
        Setting.objects.create(key="Salah", value="9", valid_from=AT)


def test_a_token_has_scopes_and_an_end():
    user = a_user("mesin")
    told = {"user": user, "name": "uji", "digest": "x" * 64, "made_at": AT}

    with breaks("api_token_scoped"), acting(SYSTEM):
        ApiToken.objects.create(**told, scopes=[], ends_at=AT + DAY)
    with breaks("api_token_in_order"), acting(SYSTEM):
        ApiToken.objects.create(**told, scopes=["person.view"], ends_at=AT)


def test_a_pair_is_of_two_roles(as_nobody_watches):
    with breaks("excluded_pair_of_two"):
        as_nobody_watches(
            "insert into access_excludedpair (role_a_id, role_b_id, why, valid_from) "
            "values ('KADIS', 'KADIS', 'uji', now())"
        )
    with breaks("excluded_pair_never_twice"):
        as_nobody_watches(
            "insert into access_excludedpair (role_a_id, role_b_id, why, valid_from) "
            "values ('KADIS', 'SUPERVISOR', 'uji', now())"
        )


@pytest.fixture
def as_nobody_watches():
    """A statement the serving program has no right to, run by taking that right inside the test's transaction."""

    def run(statement):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    with as_owner() as owner:
        owner.execute("grant insert on access_excludedpair to kesos_app")
        yield run
        owner.execute("revoke insert on access_excludedpair from kesos_app")
