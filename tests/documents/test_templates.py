"""Templates by version: drafts, samples, the day they begin, and letters that never feel a later change."""

import io
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from PIL import Image
from pypdf import PdfReader

from kesos.database.acting import acting
from kesos.documents import storage
from kesos.documents.engine import SANS_FILES
from kesos.documents.models import DocumentTemplate
from kesos.documents.services import signers, templates
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from tests.documents.conftest import AT, HEAD, KIND, KOTA, OPERATOR, Dinas, actor_of
from tests.documents.test_issue import text_of

TODAY = date(2026, 11, 9)


def drafted(dinas: Dinas, **values: object) -> DocumentTemplate:
    with acting(HEAD):
        return templates.save_draft(kind=KIND, office=dinas.office, values=values, by=HEAD, at=AT)


def in_force(dinas: Dinas, on: date = TODAY, **values: object) -> DocumentTemplate:
    draft = drafted(dinas, **values)
    with acting(HEAD):
        return templates.activate(template_id=draft.pk, on=on, by=HEAD, at=AT)


def test_a_later_template_changes_no_letter_that_is_out(dinas: Dinas) -> None:
    letter = dinas.issue()
    before = (storage.fetch(letter.file_key), letter.snapshot)

    in_force(dinas, body="Sama sekali lain: #surat.keperluan", number_pattern="999/{seq}/{year}")
    after = dinas.issue()

    with acting(OPERATOR):
        letter.refresh_from_db()
    assert (storage.fetch(letter.file_key), letter.snapshot) == before
    assert "Sama sekali lain" in text_of(after)
    assert after.number == "999/0002/2026"


def test_a_template_begins_on_its_day_and_ends_the_one_before(dinas: Dinas) -> None:
    first = in_force(dinas, body="versi satu")
    second = in_force(dinas, on=TODAY + timedelta(days=10), body="versi dua")

    first.refresh_from_db()
    assert (first.valid_to, second.valid_from) == (date(2026, 11, 18), date(2026, 11, 19))
    assert "versi satu" in text_of(dinas.issue(at=AT + timedelta(days=9)))
    assert "versi dua" in text_of(dinas.issue(at=AT + timedelta(days=10)))


def test_a_draft_prints_nothing_until_it_is_in_force(dinas: Dinas) -> None:
    drafted(dinas, body="rancangan saja")

    assert "rancangan saja" not in text_of(dinas.issue())


def test_going_back_makes_a_new_version_with_the_old_words(dinas: Dinas) -> None:
    first = in_force(dinas, body="versi satu")
    in_force(dinas, on=TODAY + timedelta(days=1), body="versi dua")

    with acting(HEAD):
        back = templates.revert(template_id=first.pk, on=TODAY + timedelta(days=2), by=HEAD, at=AT)

    assert (back.version, back.body, back.valid_from) == (3, "versi satu", TODAY + timedelta(days=2))


def test_refuses_to_begin_yesterday_twice_or_before_a_scheduled_version(dinas: Dinas) -> None:
    later = in_force(dinas, on=TODAY + timedelta(days=5), body="kelak")
    draft = drafted(dinas, body="segera")

    with acting(HEAD):
        with pytest.raises(Refused, match="sebelum hari ini"):
            templates.activate(template_id=draft.pk, on=TODAY - timedelta(days=1), by=HEAD, at=AT)
        with pytest.raises(templates.Scheduled, match="sudah dijadwalkan"):
            templates.activate(template_id=draft.pk, on=TODAY, by=HEAD, at=AT)
        with pytest.raises(Refused, match="Pulihkan"):
            templates.activate(template_id=later.pk, on=TODAY, by=HEAD, at=AT)


def test_refuses_to_put_a_template_in_force_that_cannot_be_printed(dinas: Dinas) -> None:
    draft = drafted(dinas, body="baik\n#takada")

    with acting(HEAD), pytest.raises(Refused, match="Baris 2"):
        templates.activate(template_id=draft.pk, on=TODAY, by=HEAD, at=AT)

    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize(
    "pattern", ["460/{year}", "460/{seq}/{year}/{", "460/{seq}/{nik}/{year}", "460/{seq", "460/{}/{seq}/{year}"]
)
def test_refuses_a_number_pattern_that_cannot_tell_letters_apart(dinas: Dinas, pattern: str) -> None:
    with acting(HEAD), pytest.raises(Refused, match="Pola nomor"):
        templates.save_draft(kind=KIND, office=dinas.office, values={"number_pattern": pattern}, by=HEAD, at=AT)


@pytest.mark.parametrize("values", [{"margin_left": 2}, {"font_size": 40}, {"body": " "}, {"body": "x" * 20_001}])
def test_refuses_measures_no_printer_can_keep(dinas: Dinas, values: dict) -> None:
    with acting(HEAD), pytest.raises(Refused):
        templates.save_draft(kind=KIND, office=dinas.office, values=values, by=HEAD, at=AT)


def test_templates_belong_to_those_who_manage_them_there(dinas: Dinas) -> None:
    draft = drafted(dinas, body="x")
    elsewhere = actor_of("3372", "document_template.manage")

    with acting(OPERATOR), pytest.raises(NotAllowed):
        templates.save_draft(kind=KIND, office=dinas.office, values={}, by=OPERATOR, at=AT)
    with acting(HEAD), pytest.raises(NotAllowed):
        templates.save_draft(kind=KIND, office=None, values={}, by=HEAD, at=AT)
    with acting(elsewhere), pytest.raises(NotFound):
        templates.activate(template_id=draft.pk, on=TODAY, by=elsewhere, at=AT)


def test_the_sample_says_contoh_across_the_page_and_a_letter_never_does(dinas: Dinas) -> None:
    with acting(HEAD):
        pdf = templates.preview(template=drafted(dinas), by=HEAD, at=AT, as_pdf=True)[0]

    sample = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "CONTOH" in sample.replace("SITI CONTOH", "").replace("SARI CONTOH", "").replace("DIMAS CONTOH", "")
    assert "CONTOH" not in text_of(dinas.issue()).replace("SARI CONTOH", "").replace("DIMAS CONTOH", "").replace(
        "SITI CONTOH", ""
    ).replace("SK Nomor 00/CONTOH/2026", "")


def test_paper_font_letterhead_and_logo_are_the_offices_own(dinas: Dinas) -> None:
    logo = io.BytesIO()
    Image.new("RGB", (50, 60), "navy").save(logo, "JPEG")
    in_force(
        dinas, paper="a4", font="Libertinus Serif", letterhead=["PEMERINTAH KOTA LAIN", "KANTOR LAIN"],
        logo_key=templates.keep_logo(content=logo.getvalue()),
    )  # fmt: skip

    page = PdfReader(io.BytesIO(storage.fetch(dinas.issue().file_key))).pages[0]

    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    fonts = {str(font["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert all("Libertinus" in font for font in fonts)
    assert "KANTOR LAIN" in page.extract_text()
    assert len(page.images) == 1


def test_f4_is_the_offices_paper_unless_it_says_otherwise(dinas: Dinas) -> None:
    page = PdfReader(io.BytesIO(storage.fetch(dinas.issue().file_key))).pages[0]

    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [215, 330]


def test_an_office_may_bring_its_own_font(dinas: Dinas) -> None:
    from importlib import resources

    kept = templates.keep_font(
        content=resources.files("font_source_sans_pro").joinpath("files", "SourceSansPro-Black.ttf").read_bytes()
    )

    in_force(dinas, font=kept.family, font_key=kept.key)
    assert kept.family.startswith("Source Sans Pro")
    assert "SITI WULANDARI" in text_of(dinas.issue())
    assert SANS_FILES


@pytest.mark.parametrize("content", [b"", b"bukan gambar", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_refuses_a_logo_or_font_that_is_none(dinas: Dinas, content: bytes) -> None:
    with pytest.raises(Refused, match="PNG atau JPEG"):
        templates.keep_logo(content=content)
    with pytest.raises(Refused, match="bukan fon"):
        templates.keep_font(content=content)


def test_switches_of_the_template_hold_back_family_and_let_through_decile(dinas: Dinas) -> None:
    in_force(dinas, shows_family=False, shows_decile=True, shows_programmes=True)

    letter = dinas.issue()

    text = " ".join(text_of(letter).split())
    assert "SARI CONTOH" not in text
    assert "desil kesejahteraan 2" in text
    assert "Program Sembako dan PBI-JK" in text
    assert letter.snapshot["isi"]["anggota"] == []


def test_the_database_keeps_versions_in_force_as_they_were(dinas: Dinas) -> None:
    active = in_force(dinas, body="versi satu")

    for wrong in (
        "update documents_documenttemplate set body = 'lain' where id = %s",
        "update documents_documenttemplate set number_pattern = '{seq}{year}' where id = %s",
        "delete from documents_documenttemplate where id = %s",
        "update documents_documenttemplate set state = 'draft', valid_from = null where id = %s",
    ):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong, [active.pk])


def test_the_database_keeps_two_versions_from_meeting_on_one_day(dinas: Dinas) -> None:
    active = in_force(dinas, body="versi satu")
    active.pk, active.version, active.valid_from = None, 9, TODAY + timedelta(days=3)

    with pytest.raises(IntegrityError, match="template_one_at_a_time"), transaction.atomic():
        active.save(force_insert=True)


def test_an_official_is_named_with_a_sound_nip_and_dates(dinas: Dinas) -> None:
    values = {"name": "Drs. BUDI", "title": "Sekretaris", "rank": "", "capacity": "plh", "valid_from": TODAY}
    with acting(HEAD):
        with pytest.raises(Refused, match="NIP 18 angka"):
            signers.add_signer(office_id=dinas.office.pk, values={**values, "nip": "123"}, by=HEAD, at=AT)
        added = signers.add_signer(
            office_id=dinas.office.pk, values={**values, "nip": "99700101 199901 1 001"}, by=HEAD, at=AT
        )
        with pytest.raises(Refused, match="sebelum tanggal mulai"):
            signers.end_signer(signer_id=added.pk, last_day=TODAY - timedelta(days=1), by=HEAD, at=AT)
        signers.end_signer(signer_id=added.pk, last_day=TODAY, by=HEAD, at=AT)

    assert added.nip == "997001011999011001"
    assert added.styled_title == "Plh. Sekretaris"


def test_signers_and_offices_belong_to_those_who_manage_them_there(dinas: Dinas) -> None:
    elsewhere = actor_of("3372", "document_template.manage")

    with acting(elsewhere), pytest.raises(NotFound):
        signers.add_signer(office_id=dinas.office.pk, values={}, by=elsewhere, at=AT)
    with acting(elsewhere), pytest.raises(NotFound):
        signers.end_signer(signer_id=dinas.signer.pk, last_day=TODAY, by=elsewhere, at=AT)
    with acting(elsewhere), pytest.raises(NotAllowed):
        signers.save_office(region_code=KOTA, values={"name": "X"}, by=elsewhere, at=AT)


def test_the_shipped_default_comes_back_unchanged_at_every_preparation(dinas: Dinas) -> None:
    from kesos.documents import reference
    from tests.databases import as_owner

    before = DocumentTemplate.objects.filter(office=None, kind=KIND).count()
    with as_owner() as owner:
        reference.load(owner)

    assert DocumentTemplate.objects.filter(office=None, kind=KIND).count() == before == 1
