"""What no form of ours would send is told in a sentence, never a fault of the system."""

import pytest

from kesos.access.models import User
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.access.world import BAWANG, KEDIRI, an_official
from tests.api.world import a_picture, a_program
from tests.journeys.world import a_death, arrive, event
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db
LONG = "9" * 5000


@pytest.mark.parametrize(
    "address",
    ["/warga/?nama=a%00b", "/pekerjaan/a%00b/", "/api/v1/people?name=a%00b", "/pengguna/?q=%00"],
)
def test_a_nul_in_an_address_is_not_read(signed_in_as, address):
    answer = signed_in_as("sari", "OP_DESA", BAWANG).get(address)

    assert answer.status_code == 400


def test_a_nul_in_a_form_is_not_read(signed_in_as):
    answer = signed_in_as("sari", "OP_DESA", BAWANG).post("/akun/saya/", {"full_name": "Ibu\0Sari"})

    assert answer.status_code == 400


def test_a_nul_in_what_a_program_sends_is_not_read():
    program = a_program("OP_DESA", BAWANG)

    answer = program.post("/me/change", {"full_name": "Ibu\0Sari"})

    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


def test_what_nobody_sees_is_in_no_name_that_a_form_or_a_program_sends(signed_in_as):
    program = a_program("OP_DESA", BAWANG)

    signed_in_as("sari", "OP_DESA", BAWANG).post("/akun/saya/", {"full_name": "Ibu\u202e Sa\u200bri\x1b"})
    program.post("/me/change", {"full_name": "Pak\ufeff Bu\u00addi"})

    with acting(SYSTEM):
        assert User.objects.get(username="sari").full_name == "Ibu Sari"
        assert User.objects.get(pk=program.user.pk).full_name == "Pak Budi"


@pytest.mark.parametrize("number", ["²", LONG, "９"])
@pytest.mark.parametrize("address", ["/pekerjaan/?sesudah=", "/pemberitahuan/?sesudah=", "/usulan/?sesudah="])
def test_what_is_no_number_of_a_row_counts_as_not_told(signed_in_as, address, number):
    answer = signed_in_as("sari", "OP_DESA", BAWANG).get(address + number)

    assert answer.status_code == 200


def test_read_up_to_no_number_marks_nothing(signed_in_as):
    answer = signed_in_as("sari", "OP_DESA", BAWANG).post("/pemberitahuan/dibaca/", {"sampai": "²"})

    assert answer.status_code < 500


@pytest.mark.parametrize("month", ["9999-12", "0001-01"])
def test_the_calendar_keeps_to_years_it_can_count(signed_in_as, month):
    answer = signed_in_as("sari", "OP_DINSOS", KEDIRI).get(f"/kalender/?bulan={month}")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "odd",
    [
        {"valid_to_tanggal": "31", "valid_to_bulan": "12", "valid_to_tahun": "9999"},
        {"holder": "lembaga dua belas"},
        {"valid_to_tanggal": LONG, "valid_to_bulan": LONG, "valid_to_tahun": "2027"},
    ],
)
def test_an_odd_grant_is_refused_beside_its_field(signed_in_as, odd):
    owner = an_official("dewi", "STAF", KEDIRI)
    role = "PEKSOS" if "holder" in odd else "KASI_JAMSOS"
    sent = {"role": role, "area": KEDIRI, "reason": "SK 1/2026", **odd}

    answer = signed_in_as("tono", "ADMIN", KEDIRI).post(f"/pengguna/{owner.pk}/peran/", sent)

    assert answer.status_code == 422


def test_an_odd_holder_is_refused_to_a_program_too():
    owner = an_official("dewi", "STAF", KEDIRI)
    sent = {"role": "PEKSOS", "area": KEDIRI, "reason": "SK 1/2026", "holder": "lembaga dua belas"}

    answer = a_program("ADMIN", KEDIRI).post(f"/accounts/{owner.pk}/grants", sent)

    assert (answer.status_code, answer.json()["field"]) == (409, "holder")


def test_a_time_without_its_offset_is_refused():
    sent = {"region_code": KEDIRI, "starts_at": "2026-11-09T09:00:00", "ends_at": "2026-11-10T09:00:00"}

    answer = a_program("OP_DINSOS", KEDIRI).post("/calendar/freezes", {**sent, "reason": "Uji beku"})

    assert answer.status_code == 422
    assert {each["field"] for each in answer.json()["errors"]} == {"starts_at", "ends_at"}


@pytest.mark.parametrize("moment", ["2026-03-01T09:00:00", "9999-12-31", "0001-01-01T00:00:00+07:00"])
def test_an_incident_is_found_at_a_moment_with_its_offset_in_years_that_can_be_counted(moment):
    sent = {"title": "Surel salah", "found_at": moment, "data": "nama", "people": 1, "cause": "x", "contact": "y"}

    answer = a_program("ADMIN", KEDIRI).post("/incidents", sent)

    assert (answer.status_code, answer.json()["field"]) == (422, "found_at")


def test_a_login_name_of_any_length_is_answered(client):
    answer = client.post("/akun/login/", {"login": "a" * 100_000, "password": "salah"})

    assert answer.status_code == 200


def test_a_wrong_host_is_a_bad_request(client, settings):
    settings.ALLOWED_HOSTS = ["kesos.contoh.id"]

    answer = client.get("/akun/login/", headers={"Host": "lain.contoh.id", "Referer": "https://lain.contoh.id/"})

    assert answer.status_code == 400


def test_an_unknown_place_is_not_exported():
    sent = {"place": "3571031009x", "purpose": "Bahan musyawarah kelurahan"}

    answer = a_program("OP_DINSOS", KEDIRI).post("/exports", sent)

    assert answer.status_code in (404, 422)


def test_a_page_number_no_case_can_have_is_answered():
    told = a_death(a_person("KARTINI"), nik=9971035204790123)
    arrive(told)
    sent = {"action": "kesampingkan", "reason": "Bukan warga", "seen": 2**63}

    answer = a_program("OP_DINSOS", KEDIRI).post(f"/events/{event(told).pk}/act", sent)

    assert answer.status_code == 200


def test_a_period_no_table_can_hold_is_refused_beside_its_field():
    answer = a_program("OP_DESA", BAWANG).get("/proposals", period_id=2**63)

    assert (answer.status_code, answer.json()["field"]) == (422, "period_id")


@pytest.mark.parametrize("people", ["²", "12;13", "Sulastri", "12,,13"])
def test_whoever_moves_and_cannot_be_read_does_not_become_the_whole_family(people):
    family = a_family(a_person(), a_person("BUDI"))
    told = {"family_id": family.pk, "to_region_code": "3571011001", "moved_on": "2026-03-01", "person_ids": people}

    answer = a_program("OP_DESA", BAWANG).post("/moves", told, files={"file": a_picture()})

    assert (answer.status_code, answer.json()["field"]) == (409, "person_ids")
