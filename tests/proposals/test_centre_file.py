"""The month goes to the centre as a file and comes back as the same file with its results."""

import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from kesos.audit import vocabulary
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.files import disk
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed
from kesos.foundation.numbers import as_text
from kesos.jobs.models import JobRun
from kesos.proposals.models import Determination, SentRow
from kesos.proposals.services import result_file, send_to_centre
from kesos.proposals.services.send_to_centre import centre_file
from kesos.registry.models import Family, Listing, Person
from tests.proposals.test_web_periods import NOVEMBER, sent, sent_to_the_centre, sheet
from tests.proposals.visiting import visit
from tests.proposals.world import (
    CENTRE,
    KEDIRI,
    NEXT_OPERATOR,
    SUPERVISOR,
    a_draft,
    a_known_family,
    official,
    on,
    state,
)

OFFICE = official("OP_DINSOS", KEDIRI, 501, "export.run", "person.open_nik", "period.view")


def made(period, folder: Path) -> list[list[object]]:
    with acting(OFFICE):
        file, _ = centre_file(period=period, folder=folder, by=OFFICE, at=on(18))
    return CalamineWorkbook.from_path(disk.place(file.pk)).get_sheet_by_name("Data").to_python()


def filled_in(rows: list[list[object]], results: list[tuple[str, str, str]]) -> SimpleUploadedFile:
    """What the centre does: its word beside each proposal, nothing else touched."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    page = book.add_worksheet("Data")
    page.write_row(0, 0, rows[0])
    for line, (row, result) in enumerate(zip(rows[1:], results, strict=True), start=1):
        page.write_row(line, 0, [row[0], *result, *row[4:]])
    book.close()
    return SimpleUploadedFile("hasil.xlsx", target.getvalue())


@pytest.mark.requirement("K-02")
def test_the_month_goes_to_the_centre_and_its_word_comes_back_in_the_same_file(november, monkeypatch, tmp_path):
    first, second = sent_to_the_centre(november, monkeypatch, "SULASTRI", "PAIJAN")

    rows = made(november, tmp_path)
    answer = visit(
        CENTRE, NOVEMBER + "hasil/",
        sent(filled_in(rows, [("DITETAPKAN", "2", ""), ("TIDAK", "", "Desil di atas batas")])),
    )  # fmt: skip

    assert [row[0] for row in rows[1:]] == [first.number, second.number]
    assert "1 keluarga ditetapkan, 1 tidak." in answer
    assert (state(first), state(second)) == ("DITETAPKAN", "TIDAK_DITETAPKAN")
    with acting(SYSTEM):
        assert Listing.objects.get(family=first.family_id).decree == "79/HUK/2026"


@pytest.mark.requirement("K-02")
def test_the_file_names_each_family_by_card_head_and_members_as_text(november, monkeypatch, tmp_path):
    (proposal,) = sent_to_the_centre(november, monkeypatch, "SULASTRI")

    head, row = made(november, tmp_path)

    told = dict(zip(head, row, strict=True))
    with acting(SYSTEM):
        members = [each.person for each in proposal.family.memberships.order_by("relation")]
        assert told["No KK"] == as_text(proposal.family.kk)
    assert (told["NIK kepala keluarga"], told["Nama kepala keluarga"]) == (as_text(members[0].nik), "SULASTRI")
    assert set(str(told["NIK anggota"]).split()) == {as_text(each.nik) for each in members}
    assert (told["Hasil"], told["Kelurahan/desa"]) == ("", "Bawang")


@pytest.mark.requirement("X-07")
def test_taking_the_month_out_is_written_in_the_access_log(november, monkeypatch, tmp_path):
    sent_to_the_centre(november, monkeypatch, "SULASTRI")

    made(november, tmp_path)

    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="proposals.month_exported")
    assert (event.details["count"], event.region_code) == (1, KEDIRI)
    assert event.kind in vocabulary.looks()


def test_a_month_that_may_still_change_is_not_sent(november):
    a_draft(november, a_known_family("SULASTRI"))

    refused = visit(OFFICE, NOVEMBER + "untuk-pusat/", {})

    assert refused.status == 409
    assert "sesudah periode disahkan dan dikunci" in refused
    assert not JobRun.objects.exists()


def test_whoever_may_not_open_numbers_takes_none_out(november, monkeypatch, tmp_path):
    sent_to_the_centre(november, monkeypatch, "SULASTRI")

    with pytest.raises(NotAllowed), acting(SUPERVISOR):
        centre_file(period=november, folder=tmp_path, by=SUPERVISOR, at=on(18))
    assert "Buat berkas untuk pusat" not in visit(SUPERVISOR, NOVEMBER)


def test_the_button_starts_a_job_whose_page_leads_to_the_file(november, monkeypatch):
    sent_to_the_centre(november, monkeypatch, "SULASTRI")

    offered = visit(OFFICE, NOVEMBER)
    begun = visit(OFFICE, NOVEMBER + "untuk-pusat/", {})

    assert "Buat berkas untuk pusat" in offered
    with acting(OFFICE):
        job = JobRun.objects.get(kind=send_to_centre.JOB)
    assert begun.where == f"/pekerjaan/{job.pk}/"


def exchanged(period, folder: Path, at=None) -> bytes:
    with acting(OFFICE):
        file, _ = centre_file(period=period, folder=folder, by=OFFICE, at=at or on(18), form="csv")
        return disk.place(file.pk).read_bytes()


@pytest.mark.requirement("K-02")
def test_the_exchange_file_has_the_same_bytes_whenever_it_is_made_and_whatever_the_registry_learns(
    november, monkeypatch, tmp_path
):
    (proposal,) = sent_to_the_centre(november, monkeypatch, "SULASTRI")
    first = exchanged(november, tmp_path)
    with acting(SYSTEM):
        Family.objects.filter(pk=proposal.family_id).update(address="JL. BARU 9", updated_at=on(19))
        Person.objects.filter(full_name="SULASTRI").update(full_name="SULASTRI BINTI X", updated_at=on(19))

    again = exchanged(november, tmp_path, on(25))

    assert first == again
    assert first.startswith("\ufeffNomor usulan;Hasil;".encode())
    with acting(SYSTEM):
        told = AuditEvent.objects.filter(kind="proposals.month_exported").values_list("details__checksum", flat=True)
        assert set(told) == {hashlib.sha256(first).hexdigest()}


def as_results(content: bytes, result: str, *, mark: str | None = None) -> SimpleUploadedFile:
    """The exchange file with the centre's word in each row."""
    lines = content.decode("utf-8-sig").splitlines()
    rows = [line.split(";") for line in lines[1:]]
    for row in rows:
        row[1] = result
        row[-1] = row[-1] if mark is None else mark
    return SimpleUploadedFile("hasil.csv", "\n".join([lines[0], *(";".join(row) for row in rows)]).encode(), "text/csv")


@pytest.mark.requirement("K-02")
def test_the_same_results_twice_change_nothing_and_say_so(november, monkeypatch, tmp_path):
    (proposal,) = sent_to_the_centre(november, monkeypatch, "SULASTRI")
    content = exchanged(november, tmp_path)

    first = visit(CENTRE, NOVEMBER + "hasil/", sent(as_results(content, "DITETAPKAN")))
    again = visit(CENTRE, NOVEMBER + "hasil/", sent(as_results(content, "DITETAPKAN")))

    assert "1 keluarga ditetapkan" in first
    assert "Berkas dan SK yang sama sudah diimpor; tidak ada yang berubah." in again
    with acting(SYSTEM):
        assert Listing.objects.filter(family=proposal.family_id).count() == 1
        assert Determination.objects.count() == 1


def test_the_same_decree_with_other_words_is_refused(november, monkeypatch, tmp_path):
    (proposal,) = sent_to_the_centre(november, monkeypatch, "SULASTRI")
    content = exchanged(november, tmp_path)
    visit(CENTRE, NOVEMBER + "hasil/", sent(as_results(content, "DITETAPKAN")))

    other = visit(CENTRE, NOVEMBER + "hasil/", sent(sheet(f"{proposal.number},TIDAK,,Desil di atas batas")))

    assert other.status == 409
    assert f"1 usulan berbeda, misalnya {proposal.number}" in other
    assert state(proposal) == "DITETAPKAN"


def test_results_of_another_list_are_refused_by_its_mark(november, monkeypatch, tmp_path):
    (proposal,) = sent_to_the_centre(november, monkeypatch, "SULASTRI")
    content = exchanged(november, tmp_path)

    answer = visit(CENTRE, NOVEMBER + "hasil/", sent(as_results(content, "DITETAPKAN", mark="0" * 64)))

    assert answer.status == 409
    assert "sidik daftarnya bukan milik periode ini" in answer
    assert state(proposal) == "DIKIRIM"


def test_a_program_reads_the_exchange_file_as_results_too(november, monkeypatch, tmp_path):
    (proposal,) = sent_to_the_centre(november, monkeypatch, "SULASTRI")

    (row,) = result_file.read_results(as_results(exchanged(november, tmp_path), "DITETAPKAN").read())

    assert (row.number, row.result) == (proposal.number, "DITETAPKAN")
    with acting(SYSTEM):
        assert row.mark == send_to_centre.mark_of(november)


@pytest.mark.parametrize("change", ["update proposals_sentrow set address = ''", "delete from proposals_sentrow"])
def test_the_database_lets_nothing_change_what_was_sent(november, monkeypatch, change):
    sent_to_the_centre(november, monkeypatch, "SULASTRI")

    with acting(SYSTEM), pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(change)


@pytest.mark.requirement("X-02")
def test_the_database_shows_the_next_kelurahan_nothing_of_what_was_sent(november, monkeypatch):
    sent_to_the_centre(november, monkeypatch, "SULASTRI")

    with acting(NEXT_OPERATOR):
        assert not SentRow.objects.exists()
