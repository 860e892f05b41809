"""Accounts are made by invitation, looked after in their own area, switched off and on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kesos.access.door import at_the_door
from kesos.access.models import OneTimeLink, User
from kesos.access.queries import users
from kesos.access.services import accounts, one_time_links, rescue, tokens
from kesos.access.services.demo import NoDemo, demo_link
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from tests.access.world import AT, BAWANG, KAB_KEDIRI, KEDIRI, PASSWORD, a_grant, a_user, an_actor, an_official

pytestmark = pytest.mark.django_db
NEW = "padi kuning menjelang panen"


def invited(by, **more):
    told = {"username": "sari.bawang", "full_name": "Sari Wulandari", "region_code": BAWANG, **more}
    with acting(by):
        return accounts.invite(by=by, at=AT, **told)


def secret_of(path):
    return path.rstrip("/").rsplit("/", 1)[1]


def test_an_administrator_invites_and_the_owner_sets_the_password():
    user, path = invited(an_actor("tono", "ADMIN", KEDIRI))

    accounts.accept_invitation(secret=secret_of(path), password=NEW, at=AT + timedelta(hours=1))

    with at_the_door():
        assert User.objects.get(pk=user.pk).check_password(NEW)


def test_the_database_keeps_no_link_that_could_be_used():
    _, path = invited(an_actor("tono", "ADMIN", KEDIRI))

    with at_the_door():
        assert secret_of(path) not in OneTimeLink.objects.get().digest


def test_an_invitation_works_once():
    _, path = invited(an_actor("tono", "ADMIN", KEDIRI))
    accounts.accept_invitation(secret=secret_of(path), password=NEW, at=AT)

    with pytest.raises(one_time_links.LinkOver):
        accounts.accept_invitation(secret=secret_of(path), password=NEW, at=AT)


def test_an_invitation_ends_after_three_days():
    _, path = invited(an_actor("tono", "ADMIN", KEDIRI))

    with pytest.raises(one_time_links.LinkOver):
        accounts.accept_invitation(secret=secret_of(path), password=NEW, at=AT + timedelta(hours=72))


def test_a_newer_invitation_ends_the_older():
    admin = an_actor("tono", "ADMIN", KEDIRI)
    user, old = invited(admin)
    with acting(admin):
        accounts.invite_again(by=admin, at=AT, user_id=user.pk)

    with pytest.raises(one_time_links.LinkOver):
        one_time_links.whose(secret=secret_of(old), purpose="invitation", at=AT)


def test_a_weak_password_leaves_the_invitation_usable():
    _, path = invited(an_actor("tono", "ADMIN", KEDIRI))

    with pytest.raises(accounts.AccountRefused, match="minimal 12"):
        accounts.accept_invitation(secret=secret_of(path), password="pendek", at=AT)

    accounts.accept_invitation(secret=secret_of(path), password=NEW, at=AT)


@pytest.mark.requirement("X-02")
def test_nobody_invites_outside_the_own_area():
    with pytest.raises(NotAllowed):
        invited(an_actor("tono", "ADMIN", KEDIRI), region_code=KAB_KEDIRI)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"username": "tono"}, "username"),
        ({"username": "ö"}, "username"),
        ({"nip": "12"}, "nip"),
        ({"full_name": " "}, "full_name"),
    ],
)
def test_a_faulty_account_is_refused_beside_its_field(fields, field):
    with pytest.raises(accounts.AccountRefused) as refused:
        invited(an_actor("tono", "ADMIN", KEDIRI), **fields)

    assert refused.value.field == field


def test_an_official_changes_the_own_telephone_and_not_another_account():
    sari, tini = an_official("sari", "OP_DESA", BAWANG), an_official("tini", "OP_DESA", BAWANG)
    actor = an_actor("wati", "OP_DESA", BAWANG)
    with acting(actor):
        accounts.change(by=actor, at=AT, user_id=actor.user_id, phone="0812")
        with pytest.raises(NotFound):
            accounts.change(by=actor, at=AT, user_id=sari.pk, phone="0812")

    with at_the_door():
        assert User.objects.get(pk=actor.user_id).phone == "0812"
        assert User.objects.get(pk=tini.pk).phone == ""


def test_a_guest_from_the_next_area_is_seen_and_not_changed():
    guest = an_official("edi", "OP_DINSOS", KAB_KEDIRI)
    a_grant(guest, "STAF", KEDIRI)
    admin = an_actor("tono", "ADMIN", KEDIRI)

    with acting(admin):
        assert users.visible(admin, guest.pk) == guest
        with pytest.raises(NotAllowed):
            accounts.set_active(by=admin, at=AT, user_id=guest.pk, active=False, reason="pindah tugas")


def test_switching_off_needs_a_reason_and_never_hits_oneself():
    sari, admin = an_official("sari", "OP_DESA", BAWANG), an_actor("tono", "ADMIN", KEDIRI)
    with acting(admin):
        with pytest.raises(Refused, match="Alasan"):
            accounts.set_active(by=admin, at=AT, user_id=sari.pk, active=False, reason=" ")
        with pytest.raises(NotAllowed):
            accounts.set_active(by=admin, at=AT, user_id=admin.user_id, active=False, reason="coba")
        accounts.set_active(by=admin, at=AT, user_id=sari.pk, active=False, reason="pindah tugas")

    with acting(SYSTEM):
        assert not User.objects.get(pk=sari.pk).is_active
        event = AuditEvent.objects.get(kind="access.user_deactivated")
    assert (event.subject, event.details["reason"]) == (f"user:{sari.pk}", "pindah tugas")


def test_a_lost_second_factor_is_removed_by_the_administrator_with_a_reason():
    from allauth.mfa.models import Authenticator

    rini, admin = an_official("rini", "KABID", KEDIRI), an_actor("tono", "ADMIN", KEDIRI)
    with at_the_door():
        Authenticator.objects.create(user=rini, type="totp", data={})
    with acting(admin):
        with pytest.raises(Refused, match="alasan"):
            rescue.remove_second_factor(user_id=rini.pk, by=admin, at=AT, reason="hp")
        rescue.remove_second_factor(user_id=rini.pk, by=admin, at=AT, reason="HP hilang, dikenali di kantor")

    with at_the_door():
        assert Authenticator.objects.count() == 0


def test_an_administrator_opens_a_lock_early(client):
    sari, admin = an_official("sari", "OP_DESA", BAWANG), an_actor("tono", "ADMIN", KEDIRI)
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "sari", "password": "salah sekali"})
    with acting(admin):
        rescue.release_lock(user_id=sari.pk, by=admin, at=AT)

    client.post(reverse("account_login"), {"login": "sari", "password": PASSWORD})

    assert client.get(reverse("access:account")).status_code == 200


def a_demo_official(role="KABID", area=KEDIRI):
    user = a_user("demo.rini", is_demo=True)
    a_grant(user, role, area)
    return user


def test_a_demo_link_signs_in_once_without_a_second_factor(client, settings):
    settings.DEMO = True
    a_demo_official()
    from django.utils import timezone

    path = demo_link(role="kabid", at=timezone.now())
    looked = client.get(path)

    came = client.post(path)

    assert "Masuk sebagai" in looked.content.decode()
    assert came["Location"] == "/"
    assert client.get(reverse("access:account")).status_code == 200
    assert client.post(path).status_code == 410


def test_a_demo_link_ends_after_a_quarter_of_an_hour(client, settings):
    settings.DEMO = True
    a_demo_official()
    from django.utils import timezone

    path = demo_link(role="KABID", at=timezone.now() - timedelta(minutes=15))

    assert client.get(path).status_code == 410


def test_a_demo_link_is_refused_for_an_account_that_is_not_demo_data(settings):
    settings.DEMO = True
    an_official("rini", "KABID", KEDIRI)

    with pytest.raises(NoDemo, match="bukan data demo"):
        demo_link(role="KABID", at=AT)


def test_a_demo_link_is_refused_outside_the_demo(client, settings):
    settings.DEMO = True
    a_demo_official()
    from django.utils import timezone

    path = demo_link(role="KABID", at=timezone.now())
    settings.DEMO = False

    assert client.post(path).status_code == 410
    with pytest.raises(NoDemo, match="mode demo"):
        demo_link(role="KABID", at=AT)


def test_an_account_that_stops_being_demo_is_not_opened_by_a_link_made_before(client, settings):
    settings.DEMO = True
    user = a_demo_official()
    from django.utils import timezone

    path = demo_link(role="KABID", at=timezone.now())
    with acting(SYSTEM):
        User.objects.filter(pk=user.pk).update(is_demo=False)

    assert client.post(path).status_code == 410


def test_a_token_acts_as_its_user_within_its_scopes():
    sari = an_actor("sari", "OP_DESA", BAWANG)
    with acting(sari):
        secret = tokens.create_token(user_id=sari.user_id, name="sinkron", scopes=["person.view"], by=sari, at=AT)

    holder = tokens.verify_token(secret, at=AT)

    assert holder is not None
    assert holder.actor.user_id == sari.user_id
    assert holder.actor.may("person.view", BAWANG)
    assert not holder.actor.holds("person.edit")


def test_a_token_never_has_more_than_its_user():
    sari = an_actor("sari", "OP_DESA", BAWANG)

    with pytest.raises(tokens.TokenRefused, match=r"user\.manage"):
        tokens.create_token(user_id=sari.user_id, name="x", scopes=["person.view", "user.manage"], by=sari, at=AT)


def test_nobody_makes_a_token_for_another():
    sari, tini = an_actor("sari", "OP_DESA", BAWANG), an_official("tini", "OP_DESA", BAWANG)

    with acting(sari), pytest.raises(NotFound):
        tokens.create_token(user_id=tini.pk, name="x", scopes=["person.view"], by=sari, at=AT)


def test_a_token_ends_is_revoked_and_falls_with_its_user():
    sari = an_actor("sari", "OP_DESA", BAWANG)
    told = {"user_id": sari.user_id, "name": "x", "scopes": ["person.view"], "by": sari, "at": AT}
    with acting(sari):
        short, revoked, kept = (tokens.create_token(**told, days=days) for days in (1, 9, 9))
        found = tokens.verify_token(revoked, at=AT)
        tokens.revoke_token(token_id=found.token_id, by=sari, at=AT)

    assert tokens.verify_token(short, at=AT + timedelta(days=1)) is None
    assert tokens.verify_token(revoked, at=AT) is None
    assert tokens.verify_token(kept, at=AT) is not None
    assert tokens.verify_token(kept + "x", at=AT) is None
    with acting(SYSTEM):
        User.objects.filter(pk=sari.user_id).update(is_active=False)
    assert tokens.verify_token(kept, at=AT) is None
