"""At the counter a NIK is enough: who stands there, what they can have, asked for with the originals seen."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from kesos.database.acting import acting
from kesos.documents.models import CertificateRequest
from kesos.documents.services import certify
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import as_text
from kesos.registry.models import Person
from kesos.workflow.models import Paper
from tests.documents.conftest import AT, Dinas, visit
from tests.documents.counter import LURAH, NEXT_OPERATOR, OPERATOR, a_listed_person

COUNTER = "/surat/loket/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hour(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT)


@pytest.fixture
def sulastri() -> Person:
    return a_listed_person("SULASTRI")


def asks(person: Person, **more: Any) -> Any:
    told = {"warga": str(person.pk), "keperluan": "Pendaftaran sekolah", "diperlihatkan": "on", **more}
    return visit(OPERATOR, COUNTER, {name: value for name, value in told.items() if value})


@pytest.mark.requirement("K-13")
def test_a_nik_is_all_that_is_typed_and_no_copy_is_kept(dinas: Dinas, sulastri: Person):
    page = visit(OPERATOR, COUNTER, {"nik": as_text(sulastri.nik)})
    done = asks(sulastri)

    assert "SULASTRI" in page.content.decode()
    assert "dapat dibuat" in page.content.decode()
    assert (done.status_code, done["Location"]) == (302, COUNTER)
    with acting(OPERATOR):
        asked = CertificateRequest.objects.select_related("case").get(person=sulastri)
        papers = dict(Paper.objects.filter(case=asked.case, current=True).values_list("code", "value"))
        assert (asked.case.state, asked.purpose) == ("DIPERIKSA", "Pendaftaran sekolah")
        assert papers["ktp"] == papers["kk"] == "Asli diperlihatkan di loket"
        assert not StoredFile.objects.exists()
    letter = certify.issue_certificate(request_id=asked.pk, office=dinas.office, signer=dinas.signer, by=LURAH, at=AT)
    assert letter.number in visit(OPERATOR, COUNTER, {"nik": as_text(sulastri.nik)}).content.decode()


def test_asked_twice_is_one_request(dinas: Dinas, sulastri: Person):
    asks(sulastri)

    again = asks(sulastri)

    assert again.status_code == 302
    with acting(OPERATOR):
        assert CertificateRequest.objects.count() == 1
    assert "sudah dicatat" in visit(OPERATOR, COUNTER, {"nik": as_text(sulastri.nik)}).content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"diperlihatkan": ""}, "Lihat dahulu KTP dan KK asli"),
        ({"keperluan": "lain"}, "Keperluan surat wajib diisi"),
        ({"keperluan": "rekaan"}, "rekaan"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_asked(dinas: Dinas, sulastri: Person, more: dict[str, str], said: str):
    page = asks(sulastri, **more)

    assert (page.status_code, said in page.content.decode()) == (409, True)
    with acting(OPERATOR):
        assert not CertificateRequest.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"), [("12", "16 angka"), ("SULASTRI", "Ketik NIK"), ("9971034103900009", "Tidak ada warga")]
)
def test_a_number_nobody_has_is_told_so(dinas: Dinas, sulastri: Person, typed: str, said: str):
    page = visit(OPERATOR, COUNTER, {"nik": typed})

    assert (page.status_code, said in page.content.decode()) == (409, True)


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_finds_nobody_and_asks_for_nobody(dinas: Dinas, sulastri: Person):
    told = {"warga": str(sulastri.pk), "keperluan": "Pendaftaran sekolah", "diperlihatkan": "on"}

    found = visit(NEXT_OPERATOR, COUNTER, {"nik": as_text(sulastri.nik)})
    asked = visit(NEXT_OPERATOR, COUNTER, told)

    assert (found.status_code, asked.status_code) == (409, 404)
    assert "SULASTRI" not in found.content.decode()


def test_a_request_brings_copies_or_shows_the_originals(dinas: Dinas, sulastri: Person):
    with pytest.raises(Refused) as refused:
        certify.ask(person_id=sulastri.pk, purpose="Sekolah", ktp_key="", kk_key="", by=OPERATOR, at=AT)

    assert refused.value.code == "papers_missing"


def test_nobody_asks_for_a_letter_of_the_dead(dinas: Dinas, sulastri: Person):
    with acting(SYSTEM):
        Person.objects.filter(pk=sulastri.pk).update(died_on=date(2026, 10, 1))

    answer = asks(sulastri)

    assert answer.status_code == 409
    assert "tercatat meninggal" in answer.content.decode()
    with acting(SYSTEM):
        assert not CertificateRequest.objects.exists()
