"""Nobody but its owner gets into an account in use, and the owner hears of what is done to it."""

import pytest

from kesos.access.door import at_the_door
from kesos.access.models import OneTimeLink, User
from kesos.access.services import accounts, rescue
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.notices.models import Notice
from tests.access.world import AT, BAWANG, KEDIRI, PASSWORD, a_user, an_actor, an_official
from tests.rules.conftest import signed_in_as

__all__ = ["signed_in_as"]

pytestmark = pytest.mark.django_db
ADDRESS = "sari@contoh.id"


def told():
    with acting(SYSTEM):
        return [(each.user_id, each.address, each.link) for each in Notice.objects.order_by("id")]


def test_an_account_in_use_is_opened_again_only_by_its_owners_mailbox():
    admin, owner = an_actor("tono", "ADMIN", KEDIRI), a_user("sari", region=BAWANG, email=ADDRESS)

    with acting(admin):
        shown = accounts.invite_again(by=admin, at=AT, user_id=owner.pk)

    assert shown == ""
    assert [who for who, _, _ in told()] == [owner.pk]
    with at_the_door():
        assert not OneTimeLink.objects.exists()


def test_an_account_in_use_without_an_address_is_refused_with_the_remedy():
    admin, owner = an_actor("tono", "ADMIN", KEDIRI), a_user("sari", region=BAWANG)

    with acting(admin), pytest.raises(accounts.AccountRefused, match="undang"):
        accounts.invite_again(by=admin, at=AT, user_id=owner.pk)


def test_the_screen_shows_no_link_of_an_account_in_use(signed_in_as):
    owner = an_official("sari", "OP_DESA", BAWANG)
    with acting(SYSTEM):
        User.objects.filter(pk=owner.pk).update(email=ADDRESS)
    client = signed_in_as("tono", "ADMIN", KEDIRI)

    answer = client.post(f"/pengguna/{owner.pk}/undang/", follow=True)

    assert "tautan" not in answer.redirect_chain[-1][0]
    assert "/undangan/" not in answer.content.decode()
    assert "dikirim ke surel" in answer.content.decode()


def test_an_administrator_does_not_point_an_account_in_use_to_another_mailbox():
    admin, owner = an_actor("tono", "ADMIN", KEDIRI), a_user("sari", region=BAWANG, email=ADDRESS)

    with acting(admin), pytest.raises(accounts.AccountRefused, match="pemiliknya"):
        accounts.change(by=admin, at=AT, user_id=owner.pk, email="tono@contoh.id")


def test_the_owner_hears_that_the_second_factor_was_removed():
    admin, owner = an_actor("tono", "ADMIN", KEDIRI), a_user("sari", region=BAWANG, email=ADDRESS)

    with acting(admin):
        rescue.remove_second_factor(user_id=owner.pk, by=admin, at=AT, reason="Telepon hilang, dikenali di kantor")

    assert [who for who, _, _ in told()] == [owner.pk]


def test_the_old_address_hears_of_the_new_one():
    sari = an_actor("sari", "OP_DESA", BAWANG)
    with acting(sari):
        accounts.change(by=sari, at=AT, user_id=sari.user_id, email=ADDRESS)
        accounts.change(by=sari, at=AT, user_id=sari.user_id, email="baru@contoh.id")

    assert [(who, address) for who, address, _ in told()] == [(None, ADDRESS)]


def test_a_new_address_asks_for_the_password_again(signed_in_as):
    client = signed_in_as("sari", "OP_DESA", BAWANG)

    asked = client.post("/akun/saya/", {"full_name": "Ibu Sari", "email": ADDRESS})

    assert asked.status_code == 302
    with at_the_door():
        assert User.objects.get(username="sari").email == ""

    client.post(asked["Location"], {"password": PASSWORD})

    with at_the_door():
        assert User.objects.get(username="sari").email == ADDRESS


def test_another_detail_asks_for_no_password(signed_in_as):
    client = signed_in_as("sari", "OP_DESA", BAWANG)

    client.post("/akun/saya/", {"full_name": "Ibu Sari Dewi", "email": ""})

    with at_the_door():
        assert User.objects.get(username="sari").full_name == "Ibu Sari Dewi"
