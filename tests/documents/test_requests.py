"""The letter at the counter on its pages: asked, checked, issued by another official, or refused with a way on."""

from datetime import date
from html import unescape
from re import findall

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kesos.database.acting import acting
from kesos.documents.models import CertificateRequest, Document
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import Listing
from tests.documents.conftest import AT, BAWANG, Dinas, actor_of, visit
from tests.files.uploads import PDF
from tests.registry.world import a_family, a_person, a_source

OPERATOR = actor_of(
    BAWANG, "person.view", "letter.view", "surat_keterangan.cek_siks", "surat_keterangan.tidak_terdaftar",
    "usulan_dtks.ajukan", user_id=21,
)  # fmt: skip
LURAH = actor_of(BAWANG, "person.view", "letter.view", "surat_keterangan.terbitkan", user_id=22)
NEIGHBOUR = actor_of(
    "3571031005", "person.view", "letter.view", "surat_keterangan.cek_siks", "surat_keterangan.terbitkan",
    "surat_keterangan.tidak_terdaftar", user_id=23,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _hour(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT)


def somebody(*, listed: bool):
    person = a_person("SULASTRI")
    family = a_family(person)
    if listed:
        with acting(SYSTEM):
            Listing.objects.create(
                family=family, register="dtsen", from_on=date(2025, 1, 1), decree="79/HUK/2025", source=a_source()
            )
    return person


def sent(**more):
    return {
        "keperluan": "Pendaftaran sekolah",
        "ktp": SimpleUploadedFile("ktp.pdf", PDF),
        "kk": SimpleUploadedFile("kk.pdf", PDF),
        **more,
    }


def ask(person, **more):
    return visit(OPERATOR, f"/surat/permohonan/baru/?warga={person.pk}", sent(**more))


@pytest.mark.requirement("K-13")
def test_a_listed_person_is_asked_for_checked_and_the_lurah_issues_the_letter(dinas: Dinas):
    person = somebody(listed=True)

    asked = ask(person)
    page = visit(LURAH, asked["Location"]).content.decode()
    issued = visit(LURAH, f"{asked['Location']}terbitkan/", {"penanda": str(dinas.signer.pk)})

    assert asked["Location"] == f"/surat/permohonan/{person.pk}/"
    assert "Terdaftar." in page
    assert "Terbitkan surat" in page
    assert issued.status_code == 302
    with acting(LURAH):
        letter = Document.objects.get()
    assert issued["Location"] == f"/surat/{letter.uuid}/"
    assert letter.number in visit(OPERATOR, asked["Location"]).content.decode()


def test_the_lurah_opens_the_scans_before_issuing_and_who_only_reads_letters_does_not(dinas: Dinas):
    address = ask(somebody(listed=True))["Location"]
    reader = actor_of(BAWANG, "person.view", "letter.view", user_id=24)

    page = visit(LURAH, address).content.decode()
    opened = [visit(LURAH, unescape(link)) for link in findall(r'href="(/berkas/[^"]+)"', page)]
    for answer in opened:
        answer.file_to_stream.close()

    assert "Buka KTP" in page
    assert "Buka KK" in page
    assert [answer.status_code for answer in opened] == [200, 200]
    assert "Buka KTP" not in visit(reader, address).content.decode()


def test_somebody_not_listed_is_refused_and_may_be_proposed(dinas: Dinas):
    person = somebody(listed=False)
    address = ask(person)["Location"]

    page = visit(OPERATOR, address).content.decode()
    forced = visit(LURAH, f"{address}terbitkan/", {"penanda": str(dinas.signer.pk)})
    refused = visit(OPERATOR, f"{address}tolak/", {})

    assert "Belum terdaftar." in page
    assert f"/usulan/baru/?warga={person.pk}" in page
    assert forced.status_code == 409
    assert "tidak terdaftar di DTSEN" in forced.content.decode()
    assert refused.status_code == 302
    assert "ditolak karena keluarga belum terdaftar" in visit(OPERATOR, address).content.decode()


def test_a_second_click_makes_no_second_request(dinas: Dinas):
    person = somebody(listed=True)

    first, second = ask(person), ask(person)

    assert first["Location"] == second["Location"]
    with acting(OPERATOR):
        assert CertificateRequest.objects.count() == 1


@pytest.mark.parametrize("lost", ["keperluan", "ktp", "kk"])
def test_a_request_without_purpose_or_scan_is_refused_in_words(dinas: Dinas, lost):
    person = somebody(listed=True)

    answer = ask(person, **{lost: ""})

    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_without_a_signer_nothing_is_issued(dinas: Dinas):
    person = somebody(listed=True)
    address = ask(person)["Location"]

    answer = visit(LURAH, f"{address}terbitkan/", {"penanda": "x"})

    assert answer.status_code == 409
    assert "Pilih pejabat yang menandatangani surat." in answer.content.decode()


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("path", ["", "terbitkan/", "tolak/"])
def test_the_next_kelurahan_finds_neither_request_nor_person(dinas: Dinas, path):
    person = somebody(listed=True)
    address = ask(person)["Location"]

    answer = visit(NEIGHBOUR, address + path, {"penanda": str(dinas.signer.pk)} if path else None)
    asking = visit(NEIGHBOUR, f"/surat/permohonan/baru/?warga={person.pk}", sent())

    assert (answer.status_code, asking.status_code) == (404, 404)
    assert "SULASTRI" not in answer.content.decode()
