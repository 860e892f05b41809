"""«Data saya», requests and objections on the screen; and a citizen's account at the counter."""

import json

import pytest
from django.urls import reverse

from kesos.access.models import User
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.portal.models import RightRequest
from kesos.registry.models import FamilyVisit, Person
from tests.access.world import an_official
from tests.portal.world import AT, BAWANG, NGRONGGO, a_citizen_user, a_recipient, person_of
from tests.registry.world import a_source
from tests.rules.walking import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def operator(db):
    return signed_in(an_official("op.bawang", "OP_DESA", BAWANG))


def a_visit(family_id):
    with acting(SYSTEM):
        FamilyVisit.objects.create(
            family_id=family_id, source=a_source(), recorded_at=AT, survey_date=AT.date(),
            bedrooms=2,
        )  # fmt: skip


def test_a_citizen_reads_what_is_held_and_takes_it_along():
    user = a_citizen_user("YATEMI")
    a_visit(user.own_family_id)
    client = signed_in(user)

    page = client.get(reverse("portal:own_data")).content.decode()
    paper = client.get(reverse("portal:own_data_file"), {"bentuk": "pdf"})
    told = json.loads(client.get(reverse("portal:own_data_file"), {"bentuk": "json"}).content)

    assert "Data diri" in page
    assert "BNBA November" in page
    assert "Jawaban kunjungan rumah" in page
    assert paper.content.startswith(b"%PDF")
    assert any(kind.startswith("Jawaban kunjungan rumah") for kind in told["data"])
    with acting(SYSTEM):
        assert AuditEvent.objects.filter(kind="portal.own_data_taken").count() == 2


def test_an_account_nobody_has_proven_shows_less_and_takes_nothing():
    user = a_citizen_user("YATEMI", proven=False)
    a_visit(user.own_family_id)
    client = signed_in(user)

    page = client.get(reverse("portal:own_data")).content.decode()
    refused = client.get(reverse("portal:own_data_file"), {"bentuk": "json"})

    assert "Dapat dibuka sesudah KTP" in page
    assert "Siapa yang melihat" not in page
    assert refused.status_code == 403


def test_members_of_the_own_family_are_reached_and_nobody_else():
    user = a_citizen_user("YATEMI")
    stranger = a_recipient().person
    client = signed_in(user)
    with acting(SYSTEM):
        child = Person.objects.get(full_name="ANAK YATEMI")

    assert "ANAK YATEMI" in client.get(reverse("portal:own_data"), {"warga": child.pk}).content.decode()
    assert client.get(reverse("portal:own_data"), {"warga": stranger.pk}).status_code == 404
    assert client.get(reverse("portal:own_data_file"), {"bentuk": "exe"}).status_code == 404


@pytest.mark.requirement("K-27")
def test_a_correction_is_asked_at_home_and_answered_by_the_kelurahan(operator):
    client = signed_in(a_citizen_user("YATEMI"))
    told = {"tentang": "Tanggal lahir", "permintaan": "Seharusnya 12 Mei 1979"}

    sent = client.post(reverse("portal:own_correct"), told, follow=True)
    with acting(SYSTEM):
        found = RightRequest.objects.get()
    listed = operator.get(reverse("portal:rights"), {"hanya": "terbuka"}).content.decode()
    bare = operator.post(reverse("portal:right_step", args=[found.pk]), {"langkah": "penuhi"})
    done = operator.post(
        reverse("portal:right_step", args=[found.pk]), {"langkah": "penuhi", "alasan": "Diperbaiki"}, follow=True
    )

    assert sent.redirect_chain[-1][0] == f"/saya/hak/{found.pk}/"
    assert "YATEMI" in listed
    assert bare.status_code == 409
    assert "Diperbaiki" in done.content.decode()
    assert "Diperbaiki" in client.get(f"/saya/hak/{found.pk}/").content.decode()


@pytest.mark.requirement("K-27")
def test_the_counter_takes_an_objection_and_a_consent_and_its_withdrawal(operator):
    person = a_recipient().person
    objection = {
        "keputusan": "usulan_otomatis", "tentang": "PKH November", "diketahui_tanggal": "5", "diketahui_bulan": "11",
        "diketahui_tahun": "2026", "permintaan": "Rumah itu milik kakak saya",
    }  # fmt: skip
    of = f"?warga={person.pk}"

    page = operator.get(reverse("portal:counter_object") + of).content.decode()
    sent = operator.post(reverse("portal:counter_object") + of, objection, follow=True)
    late = operator.post(
        reverse("portal:counter_object") + of, objection | {"tentang": "PKH lama", "diketahui_bulan": "8"}
    )
    given = operator.post(
        reverse("portal:counter_consent") + of, {"tujuan": "publikasi_foto", "wali": "Ibu"}, follow=True
    )
    number = given.content.decode().partition('name="tarik" value="')[2].partition('"')[0]
    back = operator.post(reverse("portal:counter_consent") + of, {"tarik": number}, follow=True)
    register = operator.get(reverse("portal:consents")).content.decode()
    paper = operator.get(reverse("portal:counter_data_file") + of)

    assert "21 hari kerja" in page
    assert "perlu diverifikasi" in page
    assert "Keberatan diajukan" in sent.content.decode()
    assert late.status_code == 422
    assert "3 × 24 jam" in back.content.decode()
    assert "Belum ditindak" in register
    assert paper.content.startswith(b"%PDF")
    with acting(SYSTEM):
        printed = AuditEvent.objects.get(kind="portal.own_data_printed", subject=f"person:{person.pk}")
    assert printed.region_code == BAWANG  # whoever reads the trail of the place finds it


def test_the_counter_makes_an_account_and_prints_its_code_once(operator):
    person = a_recipient().person
    address = f"{reverse('portal:citizen')}?warga={person.pk}"

    made = operator.post(address, {"tindakan": "buat"}).content.decode()
    again = operator.post(address, {"tindakan": "buat"})
    seen = operator.get(address).content.decode()
    ended = operator.post(address, {"tindakan": "akhiri", "alasan": "Warga meminta"}, follow=True).content.decode()

    assert "Serahkan kepada warga" in made
    assert again.status_code == 409
    assert "Serahkan kepada warga" not in seen
    assert "Akun diakhiri" in ended


def test_the_next_kelurahan_finds_nobody_at_its_counter():
    neighbour, person = signed_in(an_official("op.ngronggo", "OP_DESA", NGRONGGO)), a_recipient().person

    for name in ("citizen", "counter_data", "counter_correct", "take_usul"):
        assert neighbour.get(f"{reverse(f'portal:{name}')}?warga={person.pk}").status_code == 404


def test_a_citizen_reaches_no_page_of_officials():
    user = a_citizen_user()
    client = signed_in(user)
    with acting(SYSTEM):
        person = person_of(type("A", (), {"user_id": user.pk})())

    for name in ("rights", "consents", "reports"):
        assert client.get(reverse(f"portal:{name}")).status_code == 403
    for name in ("citizen", "counter_data", "take_usul"):
        assert client.get(f"{reverse(f'portal:{name}')}?warga={person.pk}").status_code == 403
    assert User.objects.count() == 0
