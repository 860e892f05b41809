"""The screens of accounts and roles, driven as a browser without scripts would."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kesos.access.door import at_the_door
from kesos.access.models import User
from kesos.access.permissions import PERMISSIONS, WITHOUT_ROWS
from kesos.access.queries import roles
from kesos.access.reference import steps
from tests.access.world import AT, BAWANG, KAB_KEDIRI, KEDIRI, a_user, an_official
from tests.rules.conftest import signed_in_as

__all__ = ["signed_in_as"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(signed_in_as):
    return signed_in_as("tono", "ADMIN", KEDIRI)


def text(page):
    return page.content.decode()


@pytest.mark.requirement("X-02")
def test_the_list_shows_accounts_of_the_own_area_alone(admin):
    an_official("sari", "OP_DESA", BAWANG)
    an_official("edi", "OP_DINSOS", KAB_KEDIRI)

    page = admin.get(reverse("access:users"))

    assert [row.username for row in page.context["rows"]] == ["sari", "tono"]
    assert "Bawang" in text(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=sari", ["sari"]),
        ("q=ibu+tini", ["tini"]),
        ("peran=LURAH", ["tini"]),
        ("keadaan=nonaktif", []),
        ("q=edi", []),
    ],
)
def test_the_list_is_searched_and_filtered(admin, query, found):
    an_official("sari", "OP_DESA", BAWANG)
    an_official("tini", "LURAH", BAWANG)
    an_official("edi", "OP_DINSOS", KAB_KEDIRI)

    page = admin.get(f"{reverse('access:users')}?{query}")

    assert [row.username for row in page.context["rows"]] == found


def test_the_list_is_paged_by_key(admin):
    for number in range(60):
        a_user(f"petugas.{number:02}")

    first = admin.get(reverse("access:users"))
    second = admin.get(f"{reverse('access:users')}?sesudah={first.context['after']}")

    shown = [row.username for row in first.context["rows"]] + [row.username for row in second.context["rows"]]
    assert shown == [*(f"petugas.{number:02}" for number in range(60)), "tono"]


def test_the_number_of_queries_of_the_list_does_not_grow_with_it(admin):
    admin.get(reverse("access:users"))
    counts = []
    for batch in range(2):
        for number in range(10):
            an_official(f"petugas.{batch}{number}", "OP_DESA", BAWANG)
        counts.append(min(queries_of(admin) for _ in range(2)))  # what is remembered is looked after now and then

    assert counts[0] == counts[1]


def queries_of(admin) -> int:
    with CaptureQueriesContext(connection) as asked:
        admin.get(reverse("access:users"))
    return len(asked)


def test_an_account_is_made_on_the_screen_and_its_owner_comes_in(admin, client):
    told = {"username": "sari.bawang", "full_name": "Sari Wulandari", "region_code": "35.71.03.1009"}
    address = admin.post(reverse("access:invite"), told).context["address"]
    new = "padi kuning menjelang panen"

    asked = client.get(address)
    client.post(address, {"password": new, "again": new})
    client.post(reverse("account_login"), {"login": "sari.bawang", "password": new})

    assert "sari.bawang" in text(asked)
    assert client.get(reverse("access:account")).status_code == 200


def test_two_different_passwords_are_refused_on_the_form(admin, client):
    told = {"username": "sari.bawang", "full_name": "Sari Wulandari", "region_code": BAWANG}
    address = admin.post(reverse("access:invite"), told).context["address"]

    page = client.post(address, {"password": "padi kuning menjelang panen", "again": "padi"})

    assert "Kedua kata sandi berbeda" in text(page)


def test_a_role_is_given_and_ended_on_the_screen(admin):
    user = a_user("sari")
    here = reverse("access:user", args=[user.pk])
    told = {"role": "OP_DESA", "area": "35.71.03.1009", "reason": "SK 800/1/2026"}

    given = admin.post(reverse("access:give_grant", args=[user.pk]), told, follow=True)
    grant = user.grants.get()
    ended = admin.post(reverse("access:end_grant", args=[grant.pk]), {"reason": "pindah tugas"}, follow=True)

    assert "Peran diberikan" in text(given)
    assert given.redirect_chain == ended.redirect_chain == [(here, 302)]
    assert "diakhiri: pindah tugas" in text(ended)


def test_the_admin_of_a_city_is_told_of_the_own_area_and_not_of_the_whole_country(admin):
    user = a_user("sari")

    page = text(admin.get(reverse("access:user", args=[user.pk])))

    assert "di dalam 35.71, wilayah tugas Anda" in page
    assert "seluruh Indonesia" not in page
    assert 'value="3571" checked' in page


def test_a_role_that_does_not_fit_comes_back_with_the_form_and_the_reason(admin):
    user = an_official("rini", "SUPERVISOR", KEDIRI)
    told = {"role": "KADIS", "area": "35.71", "reason": "SK 800/1/2026"}

    page = admin.post(reverse("access:give_grant", args=[user.pk]), told)

    assert page.status_code == 422
    assert "Pemeriksa dan pengesah harus orang yang berbeda" in text(page)
    assert "SK 800/1/2026" in text(page)


def test_an_area_that_does_not_exist_is_refused(admin):
    user = a_user("sari")

    page = admin.post(
        reverse("access:give_grant", args=[user.pk]),
        {"role": "OP_DESA", "area": "35.71.99.1001", "reason": "SK 1/2026"},
    )

    assert "Tidak ada wilayah berkode" in text(page)


def test_a_deputy_is_named_on_the_screen(admin):
    an_official("budi", "KADIS", KEDIRI)
    deputy = an_official("rini", "KABID", KEDIRI)
    told = {
        "kind": "plh", "from_username": "budi", "role": "KADIS", "area": "35.71", "letter_number": "800/12/2026",
        "valid_from_tanggal": "1", "valid_from_bulan": "12", "valid_from_tahun": "2026",
        "valid_to_tanggal": "7", "valid_to_bulan": "12", "valid_to_tahun": "2026",
    }  # fmt: skip

    page = admin.post(reverse("access:delegate", args=[deputy.pk]), told, follow=True)

    assert "Penugasan Plt./Plh. disimpan" in text(page)
    assert deputy.borrowed.get().letter_number == "800/12/2026"


def test_an_account_is_switched_off_with_a_reason_that_the_page_keeps(admin):
    user = an_official("sari", "OP_DESA", BAWANG)

    page = admin.post(
        reverse("access:set_active", args=[user.pk]), {"active": "tidak", "reason": "purna tugas"}, follow=True
    )

    assert "Akun dinonaktifkan: purna tugas." in text(page)
    with at_the_door():
        assert not User.objects.get(pk=user.pk).is_active


def test_a_staff_session_shows_its_banner_on_every_page_until_closed(admin):
    told = {"area": "35.71", "minutes": "30", "reason": "Aduan warga nomor 12"}
    admin.post(reverse("access:staff_session"), told)
    during = admin.get(reverse("access:roles"))

    admin.post(reverse("access:close_staff_session"))

    assert "Sesi petugas terbuka" in text(during)
    assert "Anda melihat data warga di Kota Kediri" in " ".join(text(during).split())
    assert "Sesi petugas terbuka" not in text(admin.get(reverse("access:roles")))


@pytest.mark.requirement("J-21")
def test_the_menu_of_an_official_follows_the_role(admin, signed_in_as):
    operator = signed_in_as("sari", "OP_DESA", BAWANG)

    menus = [text(client.get(reverse("access:roles"))) for client in (admin, operator)]

    assert [reverse("access:users") in menu for menu in menus] == [True, False]
    assert [reverse("access:staff_session") in menu for menu in menus] == [True, False]


@pytest.mark.requirement("J-22")
def test_one_login_opens_every_module_the_roles_allow(signed_in_as):
    client = signed_in_as("budi", "KADIS", KEDIRI)

    for name in ("access:account", "access:roles", "regions:browse", "audit:trail"):
        assert client.get(reverse(name)).status_code == 200, name


def test_every_role_has_its_page(admin):
    codes = [role.code for _, held in roles.by_level() for role in held]

    pages = {code: admin.get(reverse("access:role", args=[code])).status_code for code in codes}

    assert len(codes) == 38
    assert set(pages.values()) == {200}


def test_the_page_of_a_role_says_what_may_never_be_held_together():
    page = roles.page("SUPERVISOR", at=AT)

    assert ("Kepala Dinas Sosial kab/kota", "Pemeriksa dan pengesah harus orang yang berbeda.") in page.never_with


def test_every_permission_a_role_holds_is_declared_with_a_sentence():
    from kesos.access.models import RolePermission

    held = set(RolePermission.objects.filter(derived=False).values_list("permission", flat=True))

    assert held <= set(PERMISSIONS)
    assert set(PERMISSIONS) <= held
    assert set(PERMISSIONS) >= WITHOUT_ROWS


def test_the_steps_of_every_flow_are_held_by_the_roles_that_take_them():
    from kesos.access.models import RolePermission

    derived = set(RolePermission.objects.filter(derived=True, valid_to=None).values_list("role_id", "permission"))

    assert derived == steps()
    assert ("LURAH", "usulan_dtks.setuju_muskel") in derived
    assert ("OP_DESA", "usulan_dtks.setuju_muskel") not in derived
