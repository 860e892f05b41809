"""Coming in: by username or e-mail, locked out after too many tries, with a second factor above the village."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kesos.access.door import at_the_door
from kesos.access.models import User
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.access.world import BAWANG, KEDIRI, PASSWORD, PESANTREN, a_grant, a_user, an_official

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **more)


def with_totp(user):
    with at_the_door():
        TOTP.activate(user, SECRET)
    return user


def code_now():
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.parametrize("login", ["sari", "SARI", "sari@bawang.example"])
def test_comes_in_by_username_or_email(client, login):
    an_official("sari", "OP_DESA", BAWANG)
    with acting(SYSTEM):
        User.objects.filter(username="sari").update(email="sari@bawang.example")

    sign_in(client, login)

    assert client.get(reverse("access:account")).context["user"].username == "sari"


def test_coming_in_stands_in_the_audit(client):
    user = an_official("sari", "OP_DESA", BAWANG)

    sign_in(client, "sari")

    with acting(SYSTEM):
        assert AuditEvent.objects.filter(kind="access.signed_in", subject=f"user:{user.pk}").count() == 1


def test_nobody_can_sign_up(client):
    page = client.post(
        reverse("account_signup"), {"username": "siapa", "password1": PASSWORD, "password2": PASSWORD, "email": ""}
    )

    assert page.status_code == 200
    with at_the_door():
        assert not User.objects.filter(username="siapa").exists()


def test_a_wrong_password_is_told_in_indonesian_and_does_not_tell_whether_the_account_exists(client):
    an_official("sari", "OP_DESA", BAWANG)

    known = sign_in(client, "sari", "salah sekali")
    unknown = sign_in(client, "siapa", "salah sekali")

    for page in (known, unknown):
        assert "Nama pengguna atau kata sandi salah" in page.content.decode()


def test_an_account_switched_off_does_not_come_in(client):
    an_official("sari", "OP_DESA", BAWANG)
    with acting(SYSTEM):
        User.objects.filter(username="sari").update(is_active=False)

    sign_in(client, "sari")

    assert client.get(reverse("access:account")).status_code == 302


def test_a_session_ends_when_its_account_is_switched_off(client):
    an_official("sari", "OP_DESA", BAWANG)
    sign_in(client, "sari")
    with acting(SYSTEM):
        User.objects.filter(username="sari").update(is_active=False)

    page = client.get(reverse("access:account"))

    assert page.status_code == 302


def test_a_machine_does_not_come_in_by_password(client):
    user = an_official("mesin", "DUKCAPIL", KEDIRI)
    with acting(SYSTEM):
        User.objects.filter(pk=user.pk).update(is_machine=True)

    sign_in(client, "mesin")

    assert client.get(reverse("access:account")).status_code == 302


def test_five_wrong_passwords_lock_out_even_the_right_one_and_say_until_when(client):
    an_official("sari", "OP_DESA", BAWANG)
    for _ in range(5):
        sign_in(client, "sari", "salah sekali")

    page = sign_in(client, "sari")

    assert page.status_code == 429
    assert "Coba lagi setelah" in page.content.decode()
    assert client.get(reverse("access:account")).status_code == 302


def test_a_lock_out_counts_for_every_worker_because_the_database_counts():
    an_official("sari", "OP_DESA", BAWANG)
    for _ in range(5):
        sign_in(Client(), "Sari", "salah sekali")

    assert sign_in(Client(), "sari").status_code == 429


def test_a_lock_out_of_one_leaves_the_office_beside_alone(client):
    an_official("sari", "OP_DESA", BAWANG)
    an_official("tini", "OP_DESA", BAWANG)
    for _ in range(5):
        sign_in(client, "sari", "salah sekali")

    sign_in(client, "tini")

    assert client.get(reverse("access:account")).status_code == 200


def test_a_lock_out_ends_after_its_time(client):
    from axes.models import AccessAttempt

    an_official("sari", "OP_DESA", BAWANG)
    for _ in range(5):
        sign_in(client, "sari", "salah sekali")
    with at_the_door():
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    sign_in(client, "sari")

    assert client.get(reverse("access:account")).status_code == 200


def test_above_the_village_one_is_sent_to_set_up_a_second_factor_and_can_do_nothing_else(client):
    an_official("rini", "KABID", KEDIRI)
    sign_in(client, "rini")

    for name in ("access:account", "access:roles", "access:my_sessions"):
        page = client.get(reverse(name))
        assert (page.status_code, page["Location"]) == (302, reverse("mfa_activate_totp")), name
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_htmx_is_sent_there_with_the_whole_page(client):
    an_official("rini", "KABID", KEDIRI)
    sign_in(client, "rini")

    page = client.get(reverse("access:roles"), headers={"HX-Request": "true"})

    assert page["HX-Redirect"] == reverse("mfa_activate_totp")


def test_in_the_village_no_second_factor_is_asked(client):
    an_official("sari", "OP_DESA", BAWANG)
    sign_in(client, "sari")

    assert client.get(reverse("access:account")).status_code == 200


def test_a_new_grant_above_the_village_asks_for_the_second_factor_at_the_next_click(client):
    user = an_official("sari", "PSM_IPSM", BAWANG)
    sign_in(client, "sari")
    a_grant(user, "TKSK", PESANTREN)

    assert client.get(reverse("access:account"))["Location"] == reverse("mfa_activate_totp")


def test_with_a_second_factor_the_password_alone_does_not_open(client):
    with_totp(an_official("rini", "KABID", KEDIRI))

    page = sign_in(client, "rini")

    assert page["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("access:account")).status_code == 302


def test_the_code_of_the_phone_opens(client):
    with_totp(an_official("rini", "KABID", KEDIRI))
    sign_in(client, "rini")

    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert client.get(reverse("access:account")).status_code == 200


def test_a_wrong_code_does_not_open(client):
    with_totp(an_official("rini", "KABID", KEDIRI))
    sign_in(client, "rini")

    page = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert "Kode salah" in page.content.decode()
    assert client.get(reverse("access:account")).status_code == 302


def test_setting_up_totp_shows_recovery_codes_and_opens_the_rest(client):
    an_official("rini", "KABID", KEDIRI)
    sign_in(client, "rini")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    done = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)

    assert done.status_code == 200
    assert client.get(reverse("access:account")).status_code == 200


def test_the_secret_of_a_phone_is_not_kept_readable():
    with_totp(an_official("rini", "KABID", KEDIRI))
    from allauth.mfa.models import Authenticator

    with at_the_door():
        kept = Authenticator.objects.get().data["secret"]

    assert SECRET not in kept


def test_the_last_second_factor_of_an_office_that_needs_one_can_not_be_taken_off(client):
    with_totp(an_official("rini", "KABID", KEDIRI))
    sign_in(client, "rini")
    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.post(reverse("mfa_deactivate_totp"))

    assert "Pasang yang lain dahulu" in page.content.decode()


def test_a_new_password_ends_the_other_sessions(client):
    user = a_user("sari")
    a_grant(user, "OP_DESA", BAWANG)
    elsewhere = Client()
    sign_in(client, "sari")
    sign_in(elsewhere, "sari")
    new = "padi kuning menjelang panen"

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert client.get(reverse("access:account")).status_code == 200
    assert elsewhere.get(reverse("access:account")).status_code == 302


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("pendek", "minimal 12"),
        ("password1234", "terlalu umum"),
        ("198503122010", "hanya angka"),
        ("ibu sari bawang", "mirip"),
    ],
)
def test_a_weak_password_is_refused_with_a_reason(client, password, said):
    user = a_user("sari.bawang", full_name="Ibu Sari Bawang")
    a_grant(user, "OP_DESA", BAWANG)
    sign_in(client, "sari.bawang")

    page = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )

    assert said in page.content.decode()


def test_logging_out_needs_a_post_and_is_recorded(client):
    an_official("sari", "OP_DESA", BAWANG)
    sign_in(client, "sari")

    client.get(reverse("account_logout"))
    still_in = client.get(reverse("access:account")).status_code
    client.post(reverse("account_logout"))

    assert still_in == 200
    assert client.get(reverse("access:account")).status_code == 302
    with acting(SYSTEM):
        assert AuditEvent.objects.filter(kind="access.signed_out").count() == 1


def test_the_pages_of_the_library_run_under_the_strict_policy_without_inline_script(client):
    an_official("rini", "KABID", KEDIRI)
    sign_in(client, "rini")
    pages = [client.get(reverse(name)) for name in ("mfa_activate_totp", "mfa_add_webauthn")]
    pages.append(Client().get(reverse("account_login")))

    for page in pages:
        text = page.content.decode()
        assert "unsafe-inline" not in page["Content-Security-Policy"]
        assert "style=" not in text
        for script in text.split("<script")[1:]:
            opening = script.split(">")[0]
            assert "src=" in opening or "application/json" in opening, opening


def test_a_forgotten_password_is_set_anew_by_a_link_in_an_indonesian_letter(client, mailoutbox):
    user = an_official("sari", "OP_DESA", BAWANG)
    with acting(SYSTEM):
        User.objects.filter(pk=user.pk).update(email="sari@bawang.example")
    new = "padi kuning menjelang panen"

    client.post(reverse("account_reset_password"), {"email": "sari@bawang.example"})
    address = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get(address, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    sign_in(client, "sari", new)

    assert "sandi" in mailoutbox[0].subject.lower()
    assert client.get(reverse("access:account")).status_code == 200


def test_asking_for_a_new_password_does_not_tell_whether_the_address_is_known(client, mailoutbox):
    known = client.post(reverse("account_reset_password"), {"email": "siapa@bawang.example"}, follow=True)

    assert known.status_code == 200
    assert mailoutbox == []


def test_the_librarys_page_for_addresses_gives_way_to_ours(client):
    an_official("sari", "OP_DESA", BAWANG)
    sign_in(client, "sari")

    assert client.get("/akun/email/")["Location"] == reverse("access:account")
