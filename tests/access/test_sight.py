"""The database itself hides accounts: with every filter taken out, the wrong reader still gets nothing."""

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db import DatabaseError, connection, transaction

from kesos.access.actors import actor_for
from kesos.access.door import at_the_door
from kesos.access.models import ApiToken, OneTimeLink, User
from kesos.access.services.tokens import _narrowed
from kesos.database.acting import acting
from tests.access.world import AT, BAWANG, DAY, JATIM, KAB_KEDIRI, KEDIRI, a_grant, a_user, an_actor, an_official

pytestmark = pytest.mark.django_db


def names():
    return set(User.objects.values_list("username", flat=True))


def test_nobody_sees_any_account():
    a_user("sari")

    assert names() == set()


def test_an_official_sees_the_own_account_alone():
    an_official("tini", "OP_DESA", BAWANG)

    with acting(an_actor("sari", "OP_DESA", BAWANG)):
        assert names() == {"sari"}


@pytest.mark.requirement("X-02")
def test_an_administrator_sees_the_accounts_kept_in_the_own_area_and_no_others():
    an_official("sari", "OP_DESA", BAWANG)
    an_official("edi", "OP_DINSOS", KAB_KEDIRI)
    an_official("gubernur", "DINSOS_PROV", JATIM, region=JATIM)

    with acting(an_actor("tono", "ADMIN", KEDIRI)):
        assert names() == {"sari", "tono"}
    with acting(an_actor("yuli", "ADMIN", JATIM, region=JATIM)):
        assert names() >= {"sari", "edi", "gubernur", "tono", "yuli"}


def test_an_administrator_sees_who_works_in_the_area_though_kept_elsewhere():
    guest = an_official("edi", "OP_DINSOS", KAB_KEDIRI)
    a_grant(guest, "STAF", KEDIRI)

    with acting(an_actor("tono", "ADMIN", KEDIRI)):
        assert "edi" in names()


def test_the_door_opens_accounts_for_its_length_alone():
    a_user("sari")

    with at_the_door():
        assert names() == {"sari"}
    assert names() == set()


def test_a_failure_at_the_door_closes_it():
    a_user("sari")

    with pytest.raises(ZeroDivisionError), at_the_door():
        raise ZeroDivisionError

    assert names() == set()


def test_an_official_can_not_write_the_account_of_another():
    other = an_official("tini", "OP_DESA", BAWANG)

    with acting(an_actor("sari", "OP_DESA", BAWANG)):
        changed = User.objects.filter(pk=other.pk).update(is_active=False)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            User.objects.create(username="hantu", full_name="Hantu", created_at=AT)

    assert changed == 0


def test_keys_links_tokens_and_wrong_passwords_are_seen_by_their_owner_or_at_the_door():
    user = an_official("sari", "OP_DESA", BAWANG)
    with at_the_door():
        Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
        told = {"user": user, "digest": "d" * 64, "made_at": AT, "ends_at": AT + DAY}
        ApiToken.objects.create(**told, name="uji", scopes=["person.view"])
        OneTimeLink.objects.create(**told, purpose="demo")
        AccessAttempt.objects.create(username="sari", failures_since_start=1)
    tables = (Authenticator, ApiToken, OneTimeLink, AccessAttempt)

    def seen():
        return [table.objects.count() for table in tables]

    assert seen() == [0, 0, 0, 0]
    with acting(actor_for(user.pk, at=AT)):
        assert seen() == [1, 1, 0, 0]
    with acting(an_actor("tono", "ADMIN", KEDIRI)):
        assert seen() == [0, 0, 0, 0]
    with at_the_door():
        assert seen() == [1, 1, 1, 1]


def test_the_functions_that_look_past_the_policies_belong_to_the_reader_and_fix_their_path():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, pg_get_userbyid(proowner), proconfig::text from pg_proc "
            "where prosecdef and proname like 'access%'"
        )
        found = {name: (owner, path) for name, owner, path in cursor.fetchall()}

    assert set(found) == {"access_known_user", "access_known_token", "access_standing"}
    assert {owner for owner, _ in found.values()} == {"kesos_reader"}
    assert all("search_path=public, pg_temp" in path for _, path in found.values())


def test_who_keeps_the_letters_reaches_the_signers_of_the_own_area_and_a_narrower_token_none(db):
    keeper = an_actor("tono", "ADMIN", KEDIRI)

    narrow, wide = (_narrowed(keeper, frozenset({scope})) for scope in ("user.manage", "document_template.manage"))

    assert f"signers:{KEDIRI}" in keeper.holders
    assert narrow.holders == {f"users:{KEDIRI}"}
    assert wide.holders == {f"signers:{KEDIRI}"}
