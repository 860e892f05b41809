"""BNBA out: within one's areas, with a purpose, NIK as text, written down, gone after its time."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kesos.audit import vocabulary
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text, masked
from kesos.jobs.models import JobRun
from kesos.registry.models import Enrolment, Listing
from tests.registry.web_work import text, work_off
from tests.registry.world import BAWANG, MOJOROTO, NGRONGGO, a_family, a_person, a_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_files")]
FORM = reverse("registry:export")
ASKED = {"columns": ["nama", "nik", "lahir", "kelurahan"], "form": "xlsx", "purpose": "Musyawarah kelurahan November"}


@pytest.fixture
def people():
    """Two in Bawang, one of them listed with PKH; one in Ngronggo; one in Mojoroto."""
    found = {
        name: a_person(name, region=place)
        for name, place in (("SULASTRI", BAWANG), ("=1+1", BAWANG), ("PAIJO", NGRONGGO), ("ENDAH", MOJOROTO))
    }
    family = a_family(found["SULASTRI"])
    with acting(SYSTEM):
        source = a_source()
        Listing.objects.create(family=family, register="dtsen", from_on=date(2026, 1, 1), source=source)
        Enrolment.objects.create(
            unlisted_reason="uji",
            person=found["SULASTRI"],
            family=family,
            programme="PKH",
            from_on=date(2026, 1, 1),
            source=source,
        )
    return found


def exported(client: Client, **more) -> tuple[list[list], dict[str, str]]:
    """The rows of the file a person takes away, and its «Keterangan»."""
    job = work_off(client.post(FORM, {**ASKED, **more}))
    assert job.state == "done", job.message
    content = b"".join(client.get(job.result_url).streaming_content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name("Data").to_python(), dict(
        row[:2] for row in book.get_sheet_by_name("Keterangan").to_python()
    )


@pytest.mark.requirement("J-29")
def test_an_operator_takes_away_the_own_kelurahan_and_no_other(operator, people):
    rows, about = exported(operator)

    assert [row[0] for row in rows] == ["Nama", "=1+1", "SULASTRI"]
    assert about["Jumlah baris"] == "2"


@pytest.mark.requirement("X-07")
def test_the_file_says_who_made_it_why_and_until_when(operator, people):
    _, about = exported(operator)

    assert about["Dibuat oleh"] == "Ibu Dwi"
    assert about["Tujuan"] == "Musyawarah kelurahan November"
    assert "Bawang" in about["Saringan: Wilayah"]
    assert about["Hapus sebelum"]
    with acting(SYSTEM):
        file = StoredFile.objects.get(kind="export")
        event = AuditEvent.objects.get(kind="registry.bnba_exported")
        assert file.expires_at is not None
        assert (event.details["rows"], event.details["purpose"], event.region_code) == (
            2, "Musyawarah kelurahan November", BAWANG,
        )  # fmt: skip
        assert "registry.bnba_exported" in vocabulary.looks()


def test_numbers_leave_masked_unless_asked_for_and_then_as_text(operator, people):
    nik = people["SULASTRI"].nik

    covered, _ = exported(operator)
    whole, _ = exported(operator, nik_lengkap="ya")

    assert covered[2][1] == masked(nik)
    assert whole[2][1] == as_text(nik)
    assert isinstance(whole[2][1], str)


def test_who_may_not_open_a_nik_gets_none_in_a_file(signed_in_as, people):
    client = signed_in_as("kasno", "KESRA", "3571")

    page = client.get(FORM)
    refused = client.post(FORM, {**ASKED, "nik_lengkap": "ya"})

    assert "nik_lengkap" not in text(page)
    assert refused.status_code == 403
    assert not JobRun.objects.filter(kind="registry.export_bnba").exists()


def test_filters_choose_listed_families_and_recipients(operator, people):
    listed, _ = exported(operator, listed_only="on")
    receiving, _ = exported(operator, programme="PKH")
    other, _ = exported(operator, programme="PIP")

    assert [row[0] for row in listed[1:]] == ["SULASTRI"]
    assert [row[0] for row in receiving[1:]] == ["SULASTRI"]
    assert other[1:] == []


def test_the_office_exports_all_or_one_kecamatan(social_office, people):
    every, _ = exported(social_office)
    some, _ = exported(social_office, wilayah="357101")

    assert {row[0] for row in every[1:]} == {"SULASTRI", "=1+1", "PAIJO", "ENDAH"}
    assert [row[0] for row in some[1:]] == ["ENDAH"]


def test_a_formula_in_a_name_stays_text_and_csv_is_guarded(operator, people):
    job = work_off(operator.post(FORM, {**ASKED, "form": "csv"}))

    content = b"".join(operator.get(job.result_url).streaming_content).decode("utf-8-sig")

    assert content.splitlines()[0] == "Nama;NIK;Tanggal lahir;Kelurahan/desa"
    assert content.splitlines()[1].startswith("'=1+1;")


@pytest.mark.requirement("X-02")
def test_another_kelurahan_cannot_be_asked_for_nor_its_file_fetched(operator, neighbour, people):
    refused = neighbour.post(FORM, {**ASKED, "wilayah": BAWANG})
    job = work_off(operator.post(FORM, ASKED))

    assert refused.status_code == 404
    assert neighbour.get(job.result_url).status_code == 404
    assert neighbour.get(reverse("jobs:one", args=[job.pk])).status_code == 404


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"purpose": "coba"}, "sepuluh huruf"),
        ({"columns": []}, "paling sedikit satu kolom"),
        ({"programme": "ENTAH"}, "ENTAH"),
    ],
)
def test_a_form_that_is_not_whole_starts_nothing(operator, more, said):
    page = operator.post(FORM, {**ASKED, **more})

    assert page.status_code == 422
    assert said in text(page)
    assert not JobRun.objects.exists()


def test_a_refused_purpose_keeps_the_tick_and_its_least_length_is_said_beforehand(operator):
    before = text(operator.get(FORM))
    after = text(operator.post(FORM, {**ASKED, "purpose": "coba", "nik_lengkap": "ya"}))

    assert "paling sedikit sepuluh huruf" in before
    assert 'name="nik_lengkap" value="ya" checked' in after
    assert 'name="nik_lengkap" value="ya" checked' not in before


def test_nobody_is_sent_to_the_login_and_a_role_without_the_right_is_refused(signed_in_as):
    assert Client().get(FORM)["Location"].startswith(reverse("account_login"))
    assert signed_in_as("tuti", "STAF", "3571").get(FORM).status_code == 403
