"""Both lists on paper and as a file: as they were narrowed, for a purpose, written down, nothing of the next area."""

import re

import pytest
from python_calamine import CalamineWorkbook

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.files import disk
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import masked
from kesos.jobs.models import JobRun
from kesos.proposals.queries.listing import Filters
from kesos.proposals.services import export_lists
from kesos.proposals.services.export_lists import PROPOSALS, TASKS, Wanted, export_list
from kesos.ui import paper
from kesos.workflow.queries import Narrowed
from tests.proposals.visiting import visit
from tests.proposals.world import (
    BAWANG,
    KEDIRI,
    NEXT_OPERATOR,
    NGRONGGO,
    OPERATOR,
    SUPERVISOR,
    a_draft,
    a_known_family,
    official,
    on,
    submitted,
)

OFFICER = official("OP_DESA", BAWANG, 101, "export.run")
OPENER = official("OP_DESA", BAWANG, 101, "export.run", "person.open_nik")
NEIGHBOUR = official("OP_DESA", NGRONGGO, 102, "export.run", "person.open_nik")
CITY = official("SUPERVISOR", KEDIRI, 201, "export.run")
PURPOSE = "Bahan rapat koordinasi"


@pytest.fixture
def families(november):
    for name in ("SITI", "AMINAH"):
        a_draft(november, a_known_family(name))
    a_draft(november, a_known_family("BUDI", region=NGRONGGO), by=NEXT_OPERATOR, region=NGRONGGO)
    return november


def usulan(**narrowed) -> Wanted:
    return Wanted(Filters(**narrowed).kept(), PURPOSE, name=PROPOSALS)


def made(wanted, by, folder):
    with acting(by):
        file, number = export_list(wanted=wanted, folder=folder, by=by, at=on(6))
        book = CalamineWorkbook.from_path(disk.place(file.pk))
    head, *rows = book.get_sheet_by_name("Data").to_python()
    notes = {line[0]: line[1] for line in book.get_sheet_by_name("Keterangan").to_python()}
    assert number == len(rows)
    return [dict(zip(head, row, strict=True)) for row in rows], notes, file


@pytest.mark.requirement("X-07")
def test_the_file_holds_the_list_as_narrowed_in_its_order_with_its_notes(families, tmp_path):
    rows, notes, file = made(usulan(sort="nama", state="DRAFT", place=BAWANG), OFFICER, tmp_path)

    assert [row["Kepala keluarga"] for row in rows] == ["AMINAH", "SITI"]
    assert rows[0]["Kelurahan/desa"] == "Bawang"
    assert notes["Tujuan"] == PURPOSE
    assert notes["Dibuat oleh"] == OFFICER.name
    assert notes["Saringan: Wilayah"] == "Bawang"
    assert notes["Saringan: Urutan"] == "Nama A ke Z"
    assert notes["Saringan: Tahap"]
    assert "Dibuat pada" in notes
    with acting(SYSTEM):
        assert StoredFile.objects.get(pk=file.pk).expires_at is not None


@pytest.mark.requirement("X-02")
def test_an_operator_of_the_next_kelurahan_gets_none_of_it(families, tmp_path):
    rows, _, _ = made(usulan(), NEIGHBOUR, tmp_path)

    assert [row["Kepala keluarga"] for row in rows] == ["BUDI"]
    with acting(NEIGHBOUR), pytest.raises(NotFound):
        export_list(wanted=usulan(place=BAWANG), folder=tmp_path, by=NEIGHBOUR, at=on(6))


@pytest.mark.requirement("X-02")
def test_with_the_filter_of_areas_taken_out_the_database_still_gives_nothing(families, tmp_path, monkeypatch):
    monkeypatch.setattr(export_lists, "refuse_unless_allowed", lambda wanted, by: [""])

    rows, _, _ = made(usulan(), NEIGHBOUR, tmp_path)

    assert [row["Kepala keluarga"] for row in rows] == ["BUDI"]


def test_who_may_export_in_one_kelurahan_alone_takes_no_other_along(families, tmp_path):
    narrow = type(CITY)(user_id=7, name="Sempit", grants=SUPERVISOR.grants | {("export.run", NGRONGGO)})

    proposals, _, _ = made(usulan(), narrow, tmp_path)

    assert [row["Kepala keluarga"] for row in proposals] == ["BUDI"]


@pytest.mark.requirement("X-07")
def test_numbers_are_masked_unless_the_role_opens_them_and_they_are_asked_for(families, tmp_path):
    asked = Wanted(Filters(sort="nama").kept(), PURPOSE, full_numbers=True, name=PROPOSALS)

    hidden, _, _ = made(usulan(sort="nama"), OPENER, tmp_path)
    opened, notes, _ = made(asked, OPENER, tmp_path)

    nik, kk = opened[0]["NIK kepala keluarga"], opened[0]["No KK"]
    assert (len(nik), len(kk), nik.isdigit()) == (16, 16, True)
    assert (hidden[0]["NIK kepala keluarga"], hidden[0]["No KK"]) == (masked(nik), masked(kk))
    assert notes["Catatan"] == "NIK dan No KK lengkap."
    with acting(OFFICER), pytest.raises(NotAllowed):
        export_list(wanted=asked, folder=tmp_path, by=OFFICER, at=on(6))


@pytest.mark.requirement("X-07")
def test_the_audit_tells_what_was_taken_for_what_but_not_whom_one_searched(families, tmp_path):
    made(usulan(text="siti"), OFFICER, tmp_path)

    with acting(SYSTEM):
        event = AuditEvent.objects.get(kind="proposals.list_exported")
    assert (event.details["rows"], event.details["purpose"], event.region_code) == (1, PURPOSE, BAWANG)
    assert "siti" not in str(event.details).lower()
    assert "Pencarian: ya" in event.details["filters"]


@pytest.mark.parametrize("purpose", ["", "  rapat   "])
def test_nothing_leaves_without_a_purpose(families, purpose, tmp_path):
    with acting(OFFICER), pytest.raises(Refused, match="tujuan"):
        export_list(wanted=Wanted(Narrowed().kept(), purpose, name=TASKS), folder=tmp_path, by=OFFICER, at=on(6))


def test_the_own_work_list_as_a_file_has_no_number_at_all(families, tmp_path):
    rows, notes, _ = made(Wanted(Narrowed(sort="nama").kept(), PURPOSE, name=TASKS), OFFICER, tmp_path)
    narrowed, _, _ = made(Wanted(Narrowed(title="sit").kept(), PURPOSE, name=TASKS), OFFICER, tmp_path)

    assert [row["Perihal"] for row in rows] == ["AMINAH", "SITI"]
    assert [row["Perihal"] for row in narrowed] == ["SITI"]
    assert "NIK" not in "".join(rows[0])
    assert notes["Saringan: Urutan"] == "Nama A ke Z"


def test_a_long_list_is_read_in_pieces_without_gap_or_doubling(families, tmp_path, monkeypatch):
    monkeypatch.setattr(export_lists, "A_PIECE", 1)

    proposals, _, _ = made(usulan(sort="nama"), CITY, tmp_path)
    tasks, _, _ = made(Wanted(Narrowed(sort="tenggat").kept(), PURPOSE, name=TASKS), OFFICER, tmp_path)

    assert [row["Kepala keluarga"] for row in proposals] == ["AMINAH", "BUDI", "SITI"]
    assert sorted(row["Perihal"] for row in tasks) == ["AMINAH", "SITI"]


def test_a_number_typed_into_search_or_purpose_is_not_kept_by_the_job():
    wanted = Wanted(Filters(text="3571030101010001").kept(), "NIK 3571030101010001 dicari", name=PROPOSALS)

    assert "3571030101010001" not in str(wanted.kept())


@pytest.mark.parametrize("at", ["/usulan/unduh/", "/tugas/unduh/"])
def test_the_form_says_the_filter_and_a_good_purpose_starts_a_job(families, at):
    form = visit(OFFICER, at, urut="nama", q="siti")
    refused = visit(OFFICER, at, sent={"purpose": "rapat"})
    started = visit(OFFICER, at, sent={"purpose": PURPOSE})

    assert "Nama A ke Z" in form
    assert "siti" in form
    assert (refused.status, "paling sedikit sepuluh huruf" in refused) == (422, True)
    with acting(OFFICER):
        run = JobRun.objects.get()
    assert started.where == f"/pekerjaan/{run.pk}/"
    assert run.arguments["wanted"]["purpose"] == PURPOSE


def test_who_may_not_export_is_offered_no_file(families):
    none = type(OPERATOR)(user_id=9, name="Tanpa ekspor", grants=frozenset({("proposal.view", BAWANG)}))

    assert "Unduh Excel" not in visit(none, "/usulan/")
    assert "Unduh Excel" in visit(OFFICER, "/usulan/")
    assert visit(none, "/usulan/unduh/").status == 403


def test_paper_holds_the_whole_narrowed_list_and_the_filter_in_words(families):
    page = visit(SUPERVISOR, "/usulan/cetak/", urut="nama", kelurahan=BAWANG)

    assert page.text.index("AMINAH") < page.text.index("SITI")
    assert "BUDI" not in page
    assert "Wilayah: Bawang · Urutan: Nama A ke Z · 2 baris" in page
    assert not re.search(r"\b[0-9]{16}\b|••••", page.text)


def test_paper_says_where_the_list_is_cut(families, monkeypatch):
    monkeypatch.setattr(paper, "MOST", 1)

    proposals, tasks = visit(SUPERVISOR, "/usulan/cetak/"), visit(OPERATOR, "/tugas/cetak/")

    assert "Hanya 1 baris pertama yang tercetak" in proposals
    assert "Hanya 1 baris pertama yang tercetak" in tasks


@pytest.mark.requirement("X-02")
def test_paper_shows_nothing_of_the_next_kelurahan(families):
    assert "SITI" not in visit(NEXT_OPERATOR, "/usulan/cetak/")
    assert "SITI" not in visit(NEXT_OPERATOR, "/tugas/cetak/")


def test_what_is_decided_leaves_the_printed_work_list(families):
    submitted(a_draft(families, a_known_family("PAIJAN")))

    page = visit(OPERATOR, "/tugas/cetak/", tahap="DRAFT")

    assert "SITI" in page
    assert "PAIJAN" not in page
