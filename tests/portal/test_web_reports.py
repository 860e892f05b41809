"""The screens of usul and sanggah: the citizen's, the counter's, the officials'."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kesos.access.models import User
from kesos.database.acting import acting
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.portal.models import Report
from kesos.portal.queries import recipients
from tests.access.world import an_official
from tests.portal.world import (
    AT,
    BAWANG,
    KEDIRI,
    a_citizen,
    a_citizen_user,
    a_picture,
    a_recipient,
    a_sanggah,
    official,
    surveyed,
)
from tests.rules.walking import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    monkeypatch.setattr("time.time", lambda: AT.timestamp())


def photo():
    return SimpleUploadedFile("rumah.png", a_picture().read(), "image/png")


def client_of(actor):
    with acting(SYSTEM):
        return signed_in(User.objects.get(pk=actor.user_id))


def filled(**more):
    return {
        "alasan": "Punya mobil dan rumah bertingkat",
        "foto": photo(),
        "lintang": "-7.82",
        "bujur": "112.04",
        **more,
    }


def test_a_citizen_begins_at_the_own_page_and_finds_no_work_there():
    client = signed_in(a_citizen_user())

    answer = client.get("/", follow=True)

    assert answer.redirect_chain[-1][0] == "/saya/"
    assert "Usulkan keluarga" in answer.content.decode()


@pytest.mark.requirement("K-27")
def test_a_citizen_finds_a_recipient_masked_and_challenges_the_aid():
    a_recipient("SULASTRI")
    client = signed_in(a_citizen_user())
    address = reverse("portal:tell_sanggah")

    found = client.get(address, {"nama": "sulas"}).content.decode()
    mark = found.partition('name="penerima" value="')[2].partition('"')[0]
    sent = client.post(address, filled(nama="sulas", penerima=mark), follow=True)

    assert "S•••••••" in found
    assert "SULASTRI" not in found
    assert "diterima" in sent.content.decode()
    with acting(SYSTEM):
        assert Report.objects.get().state == "DIKIRIM"


@pytest.mark.requirement("X-07")
def test_the_photo_of_a_report_has_our_name_and_not_the_one_of_the_tellers_telephone():
    photo = SimpleUploadedFile("WhatsApp dari PAIJAN.png", a_picture().getvalue(), "image/png")
    told = filled(kk="9971030101109999", kepala="YATEMI", program="PKH") | {"foto": photo}

    signed_in(a_citizen_user("PAIJAN")).post(reverse("portal:tell_usul"), told)

    with acting(SYSTEM):
        assert StoredFile.objects.get(pk=Report.objects.get().photo_key).name == "foto laporan.jpg"


def test_the_form_says_what_is_missing_and_keeps_what_was_found():
    a_recipient("SULASTRI")
    client = signed_in(a_citizen_user())

    answer = client.post(reverse("portal:tell_sanggah"), {"nama": "sulas", "alasan": "", "penerima": "x"})

    assert answer.status_code == 422
    assert "S•••••••" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"kk": "12"}, {"kepala": ""}, {"program": "TIDAK-ADA"}, {"lintang": "90"}, {"bujur": ""}]
)
def test_an_usul_with_a_wrong_field_comes_back(wrong):
    client = signed_in(a_citizen_user())
    told = filled(kk="9971030101109999", kepala="YATEMI", program="PKH") | wrong

    answer = client.post(reverse("portal:tell_usul"), told)

    assert answer.status_code == 422
    with acting(SYSTEM):
        assert not Report.objects.exists()


@pytest.mark.requirement("K-27")
def test_the_operator_takes_an_usul_from_the_page_of_a_person():
    citizen = a_citizen("TUKIJO")
    with acting(SYSTEM):
        person = next(iter(citizen.families))
    client = signed_in(an_official("op.bawang", "OP_DESA", BAWANG))
    with acting(SYSTEM):
        from kesos.registry.models import Membership

        person = Membership.objects.get(family_id=person, relation=1).person_id

    door = client.get(f"/warga/{person}/").content.decode()
    told = filled(kk="9971030101109999", kepala="YATEMI", program="PKH")
    sent = client.post(f"{reverse('portal:take_usul')}?warga={person}", told, follow=True)

    assert "Terima usul" in door
    assert sent.redirect_chain[-1][0].startswith("/usul-sanggah/")
    assert "TUKIJO" not in sent.content.decode()


def test_officials_take_it_to_the_end_on_the_screen():
    dinsos, tksk = official("OP_DINSOS"), official("TKSK", BAWANG[:6])
    supervisor = official("SUPERVISOR")
    report = a_sanggah()
    address = reverse("portal:report", args=[report.pk])
    noted = client_of(dinsos).post(f"{address}langkah/", {"langkah": "catat"}, follow=True)
    form = client_of(dinsos).get(address).content.decode()
    named = client_of(dinsos).post(f"{address}langkah/", {"langkah": "tugaskan", "petugas": tksk.user_id}, follow=True)
    early = client_of(supervisor).post(f"{address}langkah/", {"langkah": "terbukti"})
    found = client_of(tksk).post(
        f"{address}lapangan/", {"hasil": "Rumah dua lantai, ada mobil.", "foto": photo()}, follow=True
    )
    proven = client_of(supervisor).post(f"{address}langkah/", {"langkah": "terbukti"}, follow=True)
    done = client_of(official("OP_DESA", BAWANG)).post(f"{address}tindak-lanjut/", follow=True)

    assert [a.status_code for a in (noted, named, found, proven, done)] == [200] * 5
    assert early.status_code == 409
    assert f'<option value="{tksk.user_id}">' in form
    assert "Rumah dua lantai" in proven.content.decode()
    assert "Ditindaklanjuti" in done.content.decode()


@pytest.mark.requirement("X-07")
def test_the_teller_is_shown_once_for_a_reason_and_on_no_other_page():
    supervisor, report = official("SUPERVISOR"), a_sanggah(a_citizen("PAIJAN"))
    client, address = client_of(supervisor), reverse("portal:report", args=[report.pk])

    page = client.get(address).content.decode()
    refused = client.post(f"{address}pelapor/", {"alasan": ""})
    opened = client.post(f"{address}pelapor/", {"alasan": "Diminta inspektorat"}).content.decode()
    again = client.get(address).content.decode()

    assert "PAIJAN" not in page + again
    assert refused.status_code == 409
    assert "PAIJAN" in opened
    assert client_of(official("OP_DINSOS")).post(f"{address}pelapor/", {"alasan": "Ingin tahu"}).status_code == 403


def test_the_list_shows_late_ones_and_the_offices_rate(monkeypatch):
    from datetime import timedelta

    a_sanggah()
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(days=16))
    with acting(SYSTEM):
        user = an_official("kadis", "KADIS", KEDIRI)
    client = signed_in(user)

    late = client.get(reverse("portal:reports"), {"hanya": "terlambat"}).content.decode()
    none = client.get(reverse("portal:reports"), {"hanya": "terlambat", "jenis": "usul"}).content.decode()

    assert "100%" in late
    assert "Terlambat" in late
    assert "Tidak ada laporan" in none


def test_a_citizen_searches_recipients_not_without_end():
    client = signed_in(a_citizen_user())
    address = reverse("portal:tell_sanggah")

    answers = [client.get(address, {"nama": "sulas"}) for _ in range(61)]

    assert {answer.status_code for answer in answers} == {200}
    assert "Terlalu banyak" not in answers[59].content.decode()
    assert "Terlalu banyak" in answers[60].content.decode()


def test_a_mark_of_a_recipient_ends_with_the_day(monkeypatch):
    citizen = a_citizen()
    a_recipient("SULASTRI")
    (found,) = recipients.recipients(BAWANG, "sulas", by=citizen, masked=True)

    monkeypatch.setattr("time.time", lambda: AT.timestamp() + 13 * 3600)

    with pytest.raises(Exception, match="Pilih penerima"):
        recipients.enrolment_of(found.mark, by=citizen)


def test_the_surveyor_sees_the_form_and_the_others_do_not():
    dinsos, tksk = official("OP_DINSOS"), official("TKSK", BAWANG[:6])
    report = surveyed(a_sanggah(), dinsos, tksk)
    address = reverse("portal:report", args=[report.pk])

    assert "Simpan hasil lapangan" in client_of(tksk).get(address).content.decode()
    assert "Simpan hasil lapangan" not in client_of(dinsos).get(address).content.decode()
