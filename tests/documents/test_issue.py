"""Issuing one letter and many: what is printed, numbered, kept, and what never changes."""

import errno
import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from kesos.database.acting import acting
from kesos.documents import storage
from kesos.documents.models import Document, NumberSequence
from kesos.documents.services.issuing import issue_many
from kesos.foundation.errors import NotAllowed, Refused
from tests.documents.conftest import AT, BAWANG, HEAD, KIND, NEIGHBOUR, OPERATOR, Dinas, order, snapshot

TYPED = ["#panic()", "$x$ = 1", "<script>alert(1)</script>", "[a] *b* _c_", "`d` @e //f", "A & B \\n"]


def text_of(letter: Document) -> str:
    return reader_of(letter).pages[0].extract_text()


def reader_of(letter: Document) -> PdfReader:
    return PdfReader(io.BytesIO(storage.fetch(letter.file_key)))


@pytest.mark.requirement("K-13")
def test_a_letter_prints_who_what_listing_purpose_number_and_signer(dinas: Dinas) -> None:
    letter = dinas.issue()

    text = " ".join(text_of(letter).split())
    for said in (
        "SURAT KETERANGAN TERDAFTAR DTSEN", "Nomor: 460/0001/419.109/2026", "SITI WULANDARI", "9971014303790003",
        "9971010101100012", "Kediri, 3 Maret 1979", "Data Tunggal Sosial dan Ekonomi Nasional (DTSEN)", "99-0042-7713",
        "SK Nomor 00/CONTOH/2026", "pengajuan Kartu Indonesia Pintar", "berlaku sampai dengan 7 Februari 2027",
        "Kediri, 9 November 2026", "Kepala Dinas Sosial,", "Hj. RETNO PALUPI, S.Sos., M.Si.", "Pembina Utama Muda",
        "NIP 99700101 199901 2 001", "kesos.contoh.example/cek",
    ):  # fmt: skip
        assert said in text
    assert "-".join(letter.check_code[i : i + 4] for i in (0, 4, 8, 12)) in text


@pytest.mark.requirement("K-13")
def test_a_letter_lists_the_family_with_own_nik(dinas: Dinas) -> None:
    text = text_of(dinas.issue())

    assert "SARI CONTOH 9971014101500001 Ibu" in text
    assert "DIMAS CONTOH 9971010102100002 Anak" in text


def test_a_letter_never_claims_an_electronic_signature(dinas: Dinas) -> None:
    text = text_of(dinas.issue()).lower()

    assert "elektronik" not in text
    assert "ditandatangani dan dibubuhi cap dinas" in " ".join(text.split())


def test_the_decile_is_neither_printed_nor_kept_unless_the_template_allows_it(dinas: Dinas) -> None:
    letter = dinas.issue()

    assert "desil" not in text_of(letter)
    assert letter.snapshot["isi"]["data"]["desil"] == ""


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_typed_is_printed_as_typed_and_never_run(dinas: Dinas, typed: str) -> None:
    letter = dinas.issue(snapshot=snapshot(name=typed), purpose=f"keperluan {typed}")

    text = " ".join(text_of(letter).split())
    assert f"Nama : {' '.join(typed.split())}" in text
    assert f"keperluan {' '.join(typed.split())}" in text


def test_a_letter_is_a_tagged_pdf_in_indonesian_with_a_title_and_every_font_inside(dinas: Dinas) -> None:
    reader = reader_of(dinas.issue())

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 – pypdf wraps it
    assert root["/Lang"].startswith("id")
    assert "/StructTreeRoot" in root
    assert reader.metadata.title == "Surat Keterangan Terdaftar DTSEN 460/0001/419.109/2026"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        inner = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(inner)


def test_the_stored_bytes_admit_a_later_signature(dinas: Dinas) -> None:
    letter = dinas.issue()

    stored = storage.fetch(letter.file_key)
    assert stored.rstrip().endswith(b"%%EOF")
    assert not PdfReader(io.BytesIO(stored)).is_encrypted
    assert len(stored) == letter.size


def test_the_same_letter_printed_again_has_the_same_bytes(dinas: Dinas) -> None:
    from kesos.documents.engine import Sheet, press

    letter = dinas.issue()

    again = press().print_one(
        Sheet(
            letter.template.body,
            letter.snapshot,
            letter.issued_at,
            check_address=f"https://kesos.contoh.example/cek/{letter.check_code}/",
        )
    )[0]

    assert again == storage.fetch(letter.file_key)


def test_refuses_a_name_the_fonts_cannot_show_and_uses_up_no_number(dinas: Dinas) -> None:
    with pytest.raises(Refused, match="Huruf «日»"):
        dinas.issue(snapshot=snapshot(name="SITI 日"))

    assert dinas.issue().number == "460/0001/419.109/2026"


def test_refuses_to_issue_outside_the_own_area(dinas: Dinas) -> None:
    with pytest.raises(NotAllowed):
        dinas.issue(by=NEIGHBOUR)

    with acting(HEAD):
        assert not Document.objects.exists()


def test_refuses_a_signer_whose_time_is_over(dinas: Dinas) -> None:
    with acting(HEAD):
        dinas.signer.valid_to = AT.date() - timedelta(days=1)
        dinas.signer.save()

    with pytest.raises(Refused, match="tidak berwenang menandatangani"):
        dinas.issue()


def test_refuses_a_letter_without_purpose(dinas: Dinas) -> None:
    with pytest.raises(Refused, match="Keperluan"):
        dinas.issue(purpose="  ")


def test_an_acting_head_signs_as_plt(dinas: Dinas) -> None:
    with acting(HEAD):
        dinas.signer.capacity = "plt"
        dinas.signer.save()

    assert "Plt. Kepala Dinas Sosial," in text_of(dinas.issue())


def test_the_title_follows_the_day_of_the_letter(dinas: Dinas) -> None:
    letter = dinas.issue(at=AT.replace(year=2025, month=2, day=3))

    assert letter.title == "Surat Keterangan Terdaftar DTKS"
    assert dinas.issue().title == "Surat Keterangan Terdaftar DTSEN"


def test_numbers_run_on_within_a_year_and_begin_anew_in_the_next(dinas: Dinas) -> None:
    numbers = [dinas.issue().number, dinas.issue().number, dinas.issue(at=AT + timedelta(days=60)).number]

    assert numbers == ["460/0001/419.109/2026", "460/0002/419.109/2026", "460/0001/419.109/2027"]


def test_a_day_begins_where_the_office_stands(dinas: Dinas) -> None:
    late = AT.replace(day=30, hour=18)  # 1 December, one in the morning in Kediri

    letter = dinas.issue(at=late)

    assert f"{letter.issued_on:%d-%m}" == "01-12"


@pytest.mark.requirement("X-05")
def test_a_batch_numbers_its_letters_one_after_another_and_tells_the_audit_once(dinas: Dinas, told: list) -> None:
    orders = [order(name=f"WARGA {n}") for n in range(30)]

    with acting(OPERATOR):
        done = issue_many(kind=KIND, office=dinas.office, signer=dinas.signer, orders=orders, by=OPERATOR, at=AT)

    assert [letter.seq for letter in done.documents] == list(range(1, 31))
    assert [kind for kind, _ in told] == ["documents.issued_many"]
    assert told[0][1]["letters"] == 30
    assert {f"WARGA {n}" in text_of(done.documents[n]) for n in (0, 13, 29)} == {True}


def test_a_batch_leaves_out_an_unprintable_name_without_a_gap(dinas: Dinas) -> None:
    orders = [order(name="SATU"), order(name="DUA 😀"), order(name="TIGA"), order(name="日"), order(name="LIMA")]

    with acting(OPERATOR):
        done = issue_many(kind=KIND, office=dinas.office, signer=dinas.signer, orders=orders, by=OPERATOR, at=AT)

    assert [letter.number[4:8] for letter in done.documents] == ["0001", "0002", "0003"]
    assert [
        text_of(letter).count(name) > 0 for letter, name in zip(done.documents, ("SATU", "TIGA", "LIMA"), strict=True)
    ] == [True] * 3
    assert sorted(done.refused) == [1, 3]
    assert dinas.issue().seq == 4


def test_a_batch_longer_than_one_insert_keeps_every_letter_once(dinas: Dinas) -> None:
    orders = [order(name=f"WARGA {n}" if n != 30 else "日") for n in range(56)]

    with acting(OPERATOR):
        issue_many(kind=KIND, office=dinas.office, signer=dinas.signer, orders=orders, by=OPERATOR, at=AT)
        kept = list(Document.objects.order_by("seq").values_list("seq", "title_key"))

    assert kept == [(seq, f"WARGA {n}") for seq, n in enumerate((n for n in range(56) if n != 30), 1)]


def test_one_and_many_print_the_same(dinas: Dinas) -> None:
    with acting(OPERATOR):
        done = issue_many(
            kind=KIND, office=dinas.office, signer=dinas.signer, orders=[order(name="RINI")], by=OPERATOR, at=AT
        )
    one = dinas.issue(snapshot=snapshot(name="RINI"), purpose="beasiswa")

    many = done.documents[0]
    assert one.snapshot["isi"] == many.snapshot["isi"]
    assert (one.office_id, one.template_id, one.valid_until) == (many.office_id, many.template_id, many.valid_until)


def test_the_audit_never_hears_a_nik(dinas: Dinas, told: list) -> None:
    dinas.issue()

    assert told[0][0] == "documents.issued"
    assert "9971014303790003" not in str(told)
    assert told[0][1]["region_code"] == BAWANG


FROZEN = {
    "number": "'460/9999/419.109/2026'", "snapshot": "'{}'::jsonb", "sha256": "repeat('0', 64)", "seq": "99",
    "check_code": "repeat('A', 16)", "issued_on": "issued_on - 1", "valid_until": "valid_until + 365",
    "file_key": "'x'", "initials": "'X.'", "region_code": "'3571'", "issued_by": "1",
}  # fmt: skip


@pytest.mark.parametrize("column", FROZEN)
def test_the_database_refuses_to_change_what_was_printed(dinas: Dinas, column: str) -> None:
    letter = dinas.issue()

    with pytest.raises(IntegrityError, match="never changes"), acting(HEAD), connection.cursor() as cursor:
        cursor.execute(f"update documents_document set {column} = {FROZEN[column]} where id = %s", [letter.pk])


def test_the_database_refuses_to_delete_a_letter_or_to_bring_one_back(dinas: Dinas) -> None:
    letter = dinas.issue()

    for wrong in (
        "delete from documents_document",
        "update documents_document set state = 'withdrawn'",
        "update documents_document set withdrawn_at = now(), withdrawn_by = 1, withdrawn_reason = 'x'",
        "update documents_document set state = 'withdrawn', withdrawn_at = now(), withdrawn_by = 1",
    ):
        with pytest.raises(IntegrityError), acting(HEAD), connection.cursor() as cursor:
            cursor.execute(wrong)
    with acting(HEAD):
        Document.objects.filter(pk=letter.pk).update(state="expired")
    with pytest.raises(IntegrityError, match="stays ended"), acting(HEAD):
        Document.objects.filter(pk=letter.pk).update(state="issued")


def test_the_database_keeps_numbers_apart(dinas: Dinas) -> None:
    letter = dinas.issue()
    with acting(HEAD):
        copy = Document.objects.get(pk=letter.pk)
    copy.pk, copy.check_code, copy.batch = None, "B" * 16, None
    import uuid

    copy.uuid = uuid.uuid4()

    with pytest.raises(IntegrityError, match="once"), acting(HEAD), transaction.atomic():
        copy.save(force_insert=True)


def test_a_refused_letter_moves_no_sequence(dinas: Dinas) -> None:
    with pytest.raises(Refused):
        dinas.issue(purpose="")

    assert not NumberSequence.objects.exists()


def test_a_case_has_one_letter_in_force_however_often_the_button_is_pressed(dinas: Dinas) -> None:
    first = dinas.issue(case_id=7)

    with pytest.raises(Refused, match="sudah terbit"):
        dinas.issue(case_id=7)

    with acting(OPERATOR):
        assert list(Document.objects.values_list("number", flat=True)) == [first.number]
    assert dinas.issue().seq == 2


def test_a_full_disk_issues_nothing_and_leaves_nothing_half_written(
    dinas: Dinas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(Refused, match="ruang penyimpanan penuh"):
        dinas.issue()
    monkeypatch.undo()

    assert [file for file in storage._folder().rglob("*") if file.is_file()] == []
    assert dinas.issue().seq == 1


def test_a_file_that_was_changed_on_the_disk_is_not_handed_out(dinas: Dinas) -> None:
    letter = dinas.issue()
    (storage._folder() / letter.file_key).write_bytes(b"%PDF palsu")

    with pytest.raises(Refused, match="tidak sama dengan yang diterbitkan"):
        storage.fetch(letter.file_key)


@pytest.mark.requirement("K-27")
def test_the_kelurahan_operator_prints_for_a_citizen_in_the_name_of_the_office_above(dinas: Dinas) -> None:
    letter = dinas.issue(by=OPERATOR)

    assert letter.office.region_code == "3571"
    assert letter.region_code == BAWANG
    assert letter.issued_by == OPERATOR.user_id


def test_two_kinds_with_one_pattern_cannot_share_a_number(dinas: Dinas) -> None:
    dinas.issue()
    with acting(HEAD), connection.cursor() as cursor:
        cursor.execute("update documents_numbersequence set next = 1")

    with pytest.raises(Refused, match="sudah dipakai"):
        dinas.issue()
