"""Screens of staff: what they show, to whom, and what leaves the house."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from kesos.audit import vocabulary
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.documents import storage
from kesos.documents.api.letters import pdf as api_pdf
from kesos.documents.models import Document, DocumentTemplate, Office, Signer
from kesos.documents.services.issuing import issue_many
from kesos.documents.services.templates import save_draft
from kesos.foundation.actor import SYSTEM
from tests.documents.conftest import (
    AT,
    BAWANG,
    HEAD,
    KIND,
    NEIGHBOUR,
    OPERATOR,
    Dinas,
    actor_of,
    order,
    snapshot,
    visit,
)


def looks_at(letter: Document) -> list[tuple[int, str, str]]:
    """Who opened or took out this letter, as the access log of the whole country tells."""
    with acting(SYSTEM):
        found = AuditEvent.objects.filter(subject=f"document:{letter.pk}", kind__in=vocabulary.looks()).order_by("id")
        return [(event.actor_id, event.region_code, event.details["number"]) for event in found]


def test_the_list_shows_letters_of_the_own_area_and_finds_by_number_name_and_state(dinas: Dinas) -> None:
    dinas.issue(snapshot=snapshot(name="RINI ASTUTI"))
    dinas.issue(snapshot=snapshot(name="Siti Nur'aini"))

    everything = visit(OPERATOR, "/surat/").content.decode()
    assert "460/0001/419.109/2026" in everything
    assert "460/0002/419.109/2026" in everything
    for query, shown in (
        ({"nama": "rini"}, {1}), ({"nama": "nuraini"}, {2}), ({"nama": "tutik"}, set()), ({"nomor": "2"}, {2}),
        ({"nomor": "460/0001/419.109/2026"}, {1}), ({"keadaan": "withdrawn"}, set()), ({"sejak": "10-11-2026"}, set()),
        ({"nama": "%%%"}, set()),
    ):  # fmt: skip
        page = visit(OPERATOR, "/surat/", **query).content.decode()
        assert {n for n in (1, 2) if f"460/000{n}/419.109/2026</a>" in page} == shown, query


def test_the_list_pages_by_the_last_letter(dinas: Dinas) -> None:
    with acting(OPERATOR):
        issue_many(
            kind=KIND, office=dinas.office, signer=dinas.signer, by=OPERATOR, at=AT,
            orders=[order(name=f"WARGA {n}") for n in range(51)],
        )  # fmt: skip
        first = Document.objects.order_by("id").first()

    page = visit(OPERATOR, "/surat/").content.decode()
    assert "460/0001/" not in page
    assert f"sesudah={first.pk + 1}" in page
    assert "460/0001/" in visit(OPERATOR, "/surat/", sesudah=str(first.pk + 1)).content.decode()


@pytest.mark.requirement("K-13")
def test_a_letter_is_looked_at_and_downloaded_as_stored_and_both_are_written_down(dinas: Dinas, told: list) -> None:
    letter = dinas.issue()

    page = visit(OPERATOR, f"/surat/{letter.uuid}/")
    picture = visit(OPERATOR, f"/surat/{letter.uuid}/halaman-1.png")
    pdf = visit(OPERATOR, f"/surat/{letter.uuid}/unduh/")

    assert "SITI WULANDARI" in page.content.decode()
    assert picture.content.startswith(b"\x89PNG")
    assert pdf.content == storage.fetch(letter.file_key)
    assert pdf["Content-Disposition"] == 'attachment; filename="surat-460-0001-419.109-2026.pdf"'
    assert [kind for kind, _ in told] == ["documents.issued", "documents.opened", "documents.downloaded"]


@pytest.mark.parametrize("door", ["screen", "pdf", "joined", "api"])
def test_who_reads_a_letter_with_its_whole_nik_stands_in_the_access_log_of_that_letter(dinas: Dinas, door: str) -> None:
    with acting(OPERATOR):
        done = issue_many(
            kind=KIND, office=dinas.office, signer=dinas.signer, by=OPERATOR, at=AT, orders=[order(name="WARGA 1")]
        )
    letter = done.documents[0]
    before = looks_at(letter)

    match door:
        case "screen":
            visit(OPERATOR, f"/surat/{letter.uuid}/halaman-1.png")
        case "pdf":
            visit(OPERATOR, f"/surat/{letter.uuid}/unduh/")
        case "joined":
            visit(OPERATOR, f"/surat/kumpulan/{done.batch}/")
        case "api":
            with acting(OPERATOR):
                api_pdf(type("Asked", (), {"actor": OPERATOR})(), letter.uuid)

    assert before == []
    assert looks_at(letter) == [(OPERATOR.user_id, BAWANG, letter.number)]


def test_a_page_that_is_not_there_or_not_theirs_is_no_opening(dinas: Dinas) -> None:
    letter = dinas.issue()

    gone = visit(OPERATOR, f"/surat/{letter.uuid}/halaman-9.png")
    theirs = visit(NEIGHBOUR, f"/surat/{letter.uuid}/halaman-1.png")

    assert (gone.status_code, theirs.status_code) == (404, 404)
    assert looks_at(letter) == []


def test_a_batch_is_joined_for_the_printer_in_order_of_number(dinas: Dinas, told: list) -> None:
    with acting(OPERATOR):
        done = issue_many(
            kind=KIND, office=dinas.office, signer=dinas.signer, by=OPERATOR, at=AT,
            orders=[order(name=f"WARGA {n}") for n in range(5)],
        )  # fmt: skip

    joined = PdfReader(io.BytesIO(visit(OPERATOR, f"/surat/kumpulan/{done.batch}/").content))

    assert [f"WARGA {n}" in sheet.extract_text() for n, sheet in enumerate(joined.pages)] == [True] * 5
    assert told[-1][0] == "documents.batch_printed"
    assert [len(looks_at(letter)) for letter in done.documents] == [1] * 5
    assert visit(NEIGHBOUR, f"/surat/kumpulan/{done.batch}/").status_code == 404


@pytest.mark.parametrize("path", ["", "halaman-1.png", "unduh/", "cabut/"])
def test_the_neighbouring_kelurahan_finds_nothing(dinas: Dinas, path: str) -> None:
    letter = dinas.issue()

    answer = visit(NEIGHBOUR, f"/surat/{letter.uuid}/{path}")

    assert answer.status_code == 404
    assert letter.number not in answer.content.decode()
    assert letter.number not in visit(NEIGHBOUR, "/surat/").content.decode()


def test_withdrawal_asks_for_a_reason_and_shows_on_the_letter(dinas: Dinas) -> None:
    letter = dinas.issue()

    without = visit(OPERATOR, f"/surat/{letter.uuid}/cabut/", {"reason": " "}).content.decode()
    assert "Alasan pencabutan wajib diisi." in without
    with acting(OPERATOR):
        assert Document.objects.get().state == "issued"

    answer = visit(OPERATOR, f"/surat/{letter.uuid}/cabut/", {"reason": "nama salah tulis"})
    assert answer.status_code == 302
    page = visit(OPERATOR, f"/surat/{letter.uuid}/").content.decode()
    assert "Surat ini dicabut." in page
    assert "nama salah tulis" in page


def test_whoever_may_not_withdraw_is_not_offered_it_and_is_refused(dinas: Dinas) -> None:
    letter = dinas.issue()
    reader = actor_of("3571", "letter.view")

    assert "Cabut surat" not in visit(reader, f"/surat/{letter.uuid}/").content.decode()
    answer = visit(reader, f"/surat/{letter.uuid}/cabut/", {"reason": "salah nama"})
    assert "tidak berwenang" in answer.content.decode()
    with acting(OPERATOR):
        assert Document.objects.get().state == "issued"


def test_the_editor_shows_form_sample_versions_and_variables(dinas: Dinas) -> None:
    page = visit(HEAD, "/surat/templat/", kantor=str(dinas.office.pk)).content.decode()

    for said in ("Kop surat", "Isi surat", "Contoh cetak", "isi.orang.nama", "Templat surat"):
        assert said in page


def test_the_editor_belongs_to_those_who_manage_templates_there(dinas: Dinas) -> None:
    elsewhere = actor_of("3372", "document_template.manage")

    assert visit(OPERATOR, "/surat/templat/").status_code == 403
    assert visit(elsewhere, "/surat/templat/", kantor=str(dinas.office.pk)).status_code == 404
    default = DocumentTemplate.objects.get(office=None, kind=KIND)
    assert visit(elsewhere, f"/surat/templat/{default.pk}/pratinjau.png").status_code == 404


def test_the_signers_screen_lists_and_offers_to_add(dinas: Dinas) -> None:
    page = visit(HEAD, "/surat/penanda-tangan/").content.decode()

    assert "Hj. RETNO PALUPI" in page
    assert "Tambah penanda tangan" in page


def test_a_kelurahan_reads_the_signers_above_it_and_not_those_of_another_city(dinas: Dinas) -> None:
    with acting(OPERATOR):
        assert Signer.objects.filter(pk=dinas.signer.pk).exists()
    with acting(actor_of("3372011001")):
        assert not Signer.objects.exists()


def test_saving_in_the_editor_makes_a_draft_of_the_office_and_leaves_the_default_alone(dinas: Dinas) -> None:
    default = DocumentTemplate.objects.get(office=None, kind=KIND)
    values = {
        "letterhead": "PEMERINTAH KOTA KEDIRI\nDINAS SOSIAL", "body": "Isi baru.", "footer": "", "paper": "a4",
        "number_pattern": "470/{seq}/{unit}/{year}", "validity_days": "30", "margin_top": "20", "margin_bottom": "20",
        "margin_left": "20", "margin_right": "20", "font": "Libertinus Serif", "font_size": "12",
    }  # fmt: skip

    answer = visit(HEAD, f"/surat/templat/?kantor={dinas.office.pk}", values)

    assert answer.status_code == 302
    draft = DocumentTemplate.objects.get(office=dinas.office)
    assert (draft.state, draft.version, draft.letterhead) == ("draft", 1, ["PEMERINTAH KOTA KEDIRI", "DINAS SOSIAL"])
    default.refresh_from_db()
    assert default.paper == "f4"


def test_the_editor_says_in_which_line_a_template_is_wrong(dinas: Dinas) -> None:
    with acting(HEAD):
        save_draft(kind=KIND, office=dinas.office, values={"body": "satu\n\n#isi.orang.alias"}, by=HEAD, at=AT)

    page = visit(HEAD, "/surat/templat/", kantor=str(dinas.office.pk)).content.decode()

    assert "Baris 3: Variabel «alias» tidak ada" in page


def test_whoever_may_look_but_not_print_gets_no_file(dinas: Dinas) -> None:
    letter = dinas.issue()
    reader = actor_of("3571", "letter.view")

    assert visit(reader, f"/surat/{letter.uuid}/").status_code == 200
    assert visit(reader, f"/surat/{letter.uuid}/unduh/").status_code == 403


def test_an_office_without_own_template_sees_the_default_as_it_would_print_it(dinas: Dinas) -> None:
    default = DocumentTemplate.objects.get(office=None, kind=KIND)

    answer = visit(HEAD, f"/surat/templat/{default.pk}/pratinjau.pdf", kantor=str(dinas.office.pk))

    assert "Jalan Contoh Nomor 12, Kota Kediri" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert DocumentTemplate.objects.get(pk=default.pk).office is None
    assert visit(HEAD, f"/surat/templat/{default.pk}/pratinjau.pdf").status_code == 404


def test_a_draft_is_put_in_force_and_an_older_version_brought_back_from_the_screen(dinas: Dinas) -> None:
    today = timezone.localdate()
    day = {"day_tanggal": str(today.day), "day_bulan": str(today.month), "day_tahun": str(today.year)}
    with acting(HEAD):
        draft = save_draft(kind=KIND, office=dinas.office, values={"body": "satu"}, by=HEAD, at=timezone.now())

    assert visit(HEAD, f"/surat/templat/{draft.pk}/berlakukan/", day).status_code == 302
    assert (
        visit(HEAD, f"/surat/templat/{draft.pk}/pulihkan/", {**day, "day_tahun": str(today.year + 1)}).status_code
        == 302
    )

    states = list(DocumentTemplate.objects.filter(office=dinas.office).values_list("version", "state", "body"))
    assert sorted(states) == [(1, "active", "satu"), (2, "active", "satu")]


def test_a_signer_is_added_and_ended_from_the_screen(dinas: Dinas) -> None:
    who = {
        "name": "Drs. BUDI", "title": "Kepala Dinas Sosial", "capacity": "plt",
        "valid_from_tanggal": "1", "valid_from_bulan": "12", "valid_from_tahun": "2026",
    }  # fmt: skip

    assert visit(HEAD, f"/surat/penanda-tangan/?kantor={dinas.office.pk}", who).status_code == 302
    day = {"day_tanggal": "30", "day_bulan": "11", "day_tahun": "2026"}
    assert visit(HEAD, f"/surat/penanda-tangan/{dinas.signer.pk}/akhiri/", day).status_code == 302

    page = visit(HEAD, f"/surat/penanda-tangan/?kantor={dinas.office.pk}").content.decode()
    assert "Plt. Kepala Dinas Sosial" in page
    assert "sampai 30 Nov 2026" in page


def test_an_office_is_saved_only_in_the_own_area(dinas: Dinas) -> None:
    values = {
        "apa": "kantor", "region_code": "33.72", "name": "Dinas Sosial", "government": "Pemerintah Kota Surakarta",
        "unit": "1", "city": "Surakarta", "time_zone": "Asia/Jakarta", "public_address": "https://contoh.example",
    }  # fmt: skip

    refused = visit(HEAD, "/surat/penanda-tangan/", values).content.decode()
    saved = visit(
        HEAD, "/surat/penanda-tangan/", {**values, "region_code": "35.71.03.1009", "name": "Kelurahan Bawang"}
    )

    assert "tidak berwenang" in refused
    assert saved.status_code == 302
    assert list(Office.objects.values_list("region_code", flat=True).order_by("region_code")) == ["3571", BAWANG]
