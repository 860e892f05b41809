"""The list of requests: who waits stands on top, and whoever may issues the letters of many from it."""

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from kesos.database.acting import acting
from kesos.documents.models import CertificateRequest, Document
from kesos.documents.queries import requests
from kesos.documents.services import certify
from tests.documents.conftest import AT, KOTA, TINALAN, Dinas, visit
from tests.documents.counter import KADIS, LURAH, NEIGHBOUR, NEXT_OPERATOR, OPERATOR, a_request

LIST, ISSUE = "/surat/permohonan/", "/surat/permohonan/terbitkan/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hour(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT)


def names_on(page) -> list[str]:
    return re.findall(r'class="who" href="[^"]*">([^<]+)<', page.content.decode())


def ticked(*asked: CertificateRequest, dinas: Dinas) -> dict[str, object]:
    return {"pilih": [str(each.pk) for each in asked], "penanda": str(dinas.signer.pk)}


def test_who_waits_longest_stands_on_top_and_what_is_done_below_newest_first(dinas: Dinas):
    done = [a_request(name) for name in ("PERTAMA", "KEDUA")]
    [a_request(name) for name in ("KETIGA", "KEEMPAT")]
    for each in done:
        certify.refuse_certificate(request_id=each.pk, by=OPERATOR, at=AT)

    page = visit(LURAH, LIST)

    assert names_on(page) == ["KETIGA", "KEEMPAT", "KEDUA", "PERTAMA"]
    assert page.content.decode().count("besok") == 2


def test_the_list_goes_on_from_its_last_row_through_both_parts(dinas: Dinas):
    waiting = [a_request(f"M{n}") for n in range(3)]
    done = [a_request(f"S{n}") for n in range(3)]
    for each in done:
        certify.refuse_certificate(request_id=each.pk, by=OPERATOR, at=AT)
    seen, after = [], None

    with acting(LURAH):
        while True:
            rows, after = requests.page(LURAH, requests.Wanted(), after=after, limit=2)
            seen.append([each.pk for each in rows])
            if after is None:
                break

    in_order = [each.pk for each in waiting] + [each.pk for each in reversed(done)]
    assert seen == [in_order[:2], in_order[2:4], in_order[4:]]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"keadaan": "DIPERIKSA"}, ["SULASTRI", "SUMIATI"]),
        ({"keadaan": "DITOLAK"}, ["PAIJAN"]),
        ({"nama": "sulas"}, ["SULASTRI"]),
        ({"wilayah": TINALAN}, ["SUMIATI"]),
        ({"keadaan": "tidak ada", "wilayah": "abc", "sesudah": "x9"}, ["SULASTRI", "SUMIATI", "PAIJAN"]),
    ],
)
def test_the_list_is_narrowed_by_state_name_and_place(dinas: Dinas, asked, shown):
    a_request("SULASTRI")
    refused = a_request("PAIJAN")
    a_request("SUMIATI", by=NEXT_OPERATOR)
    certify.refuse_certificate(request_id=refused.pk, by=OPERATOR, at=AT)

    assert names_on(visit(KADIS, LIST, **asked)) == shown


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_sees_an_empty_list_whatever_place_it_asks_for(dinas: Dinas):
    a_request("SULASTRI")

    for asked in ({}, {"wilayah": "3571031009"}, {"wilayah": KOTA}, {"nama": "SULASTRI"}):
        page = visit(NEIGHBOUR, LIST, **asked).content.decode()
        assert "Tidak ada permohonan" in page
        assert 'class="who"' not in page


def test_only_who_may_issue_finds_boxes_and_only_on_what_waits(dinas: Dinas):
    waits, done = a_request("SULASTRI"), a_request("PAIJAN")
    certify.refuse_certificate(request_id=done.pk, by=OPERATOR, at=AT)

    boxes = {by.user_id: re.findall(r'name="pilih" value="(\d+)"', visit(by, LIST).content.decode())
             for by in (LURAH, OPERATOR)}  # fmt: skip

    assert boxes == {LURAH.user_id: [str(waits.pk)], OPERATOR.user_id: []}


def test_a_request_past_its_day_is_marked_late(dinas: Dinas, monkeypatch):
    a_request("SULASTRI")

    soon = visit(LURAH, LIST).content.decode()
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(days=4))
    late = visit(LURAH, LIST).content.decode()

    assert ('class="late"' in soon, 'class="late"' in late) == (False, True)


@pytest.mark.requirement("K-13")
def test_the_ticked_ones_are_issued_and_come_in_one_file_for_the_printer(dinas: Dinas):
    first, second = a_request("SULASTRI"), a_request("PAIJAN")
    a_request("BELUM DICENTANG")
    unlisted = a_request("YATEMI", listed=False)

    page = visit(LURAH, ISSUE, ticked(first, unlisted, second, dinas=dinas)).content.decode()
    joined = re.search(r'href="(/surat/kumpulan/[^"]+)"', page)[1]
    pdf = PdfReader(io.BytesIO(visit(LURAH, joined).content))

    assert "2 surat terbit." in page
    assert "Unduh semua" in page
    assert names_on(visit(LURAH, LIST, keadaan="DIPERIKSA")) == ["BELUM DICENTANG", "YATEMI"]
    assert re.search(r"YATEMI</a></th>.*tidak terdaftar di DTSEN", page)
    printed = " ".join(sheet.extract_text() for sheet in pdf.pages)
    assert printed.index("SULASTRI") < printed.index("PAIJAN")
    assert "YATEMI" not in printed


def test_a_second_click_says_so_and_leads_to_the_same_file(dinas: Dinas):
    sent = ticked(a_request("SULASTRI"), a_request("PAIJAN"), dinas=dinas)

    first, second = (visit(LURAH, ISSUE, sent).content.decode() for _ in range(2))

    file = re.search(r'href="(/surat/kumpulan/[^"]+)"', first)[1]
    assert "Tidak ada surat yang terbit." in second
    assert second.count("Surat untuk permohonan ini sudah terbit") == 2
    assert file in second
    with acting(LURAH):
        assert Document.objects.count() == 2


@pytest.mark.requirement("X-02")
def test_a_request_of_the_next_kelurahan_is_simply_not_found(dinas: Dinas):
    own, beyond = a_request("SULASTRI"), a_request("SUMIATI", by=NEXT_OPERATOR)

    page = visit(LURAH, ISSUE, ticked(own, beyond, dinas=dinas)).content.decode()

    assert "1 surat terbit." in page
    assert "1 permohonan yang dipilih tidak ditemukan." in page
    assert "SUMIATI" not in page


@pytest.mark.parametrize(
    ("lost", "said"), [("pilih", "Belum ada permohonan yang dipilih"), ("penanda", "Pilih pejabat yang menandatangani")]
)
def test_without_a_box_or_a_signer_the_page_says_what_to_do(dinas: Dinas, lost, said):
    sent = {**ticked(a_request(), dinas=dinas), lost: ""}

    answer = visit(LURAH, ISSUE, sent)

    assert answer.status_code == 409
    assert said in answer.content.decode()


def test_an_empty_list_says_where_a_request_begins(dinas: Dinas):
    page = visit(OPERATOR, LIST).content.decode()

    assert "Tidak ada permohonan" in page
    assert "Permohonan baru" in page


def test_the_letters_and_each_request_lead_to_the_list(dinas: Dinas):
    asked = a_request()

    for page in ("/surat/", f"/surat/permohonan/{asked.person_id}/"):
        assert f'href="{LIST}"' in visit(LURAH, page).content.decode()
