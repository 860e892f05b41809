"""A BNBA file on its way through the screens: sent, read, mapped, checked, applied once, or thrown away."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.files.models import StoredFile
from kesos.foundation.actor import SYSTEM
from kesos.foundation.numbers import as_text, masked
from kesos.jobs.models import JobRun
from kesos.registry.models import ImportRun, Person
from tests.bulk.sheets import xlsx
from tests.registry.web_work import (
    DIMAS,
    HEAD,
    SULASTRI,
    WRONG,
    again,
    checked,
    send,
    staged,
    text,
    work_off,
)  # fmt: skip
from tests.registry.world import BAWANG, NGRONGGO, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_files")]
LIST, UPLOAD = reverse("registry:imports"), reverse("registry:import_upload")


def at(name: str, run: ImportRun) -> str:
    return reverse(f"registry:{name}", args=[run.pk])


def test_a_file_is_read_in_the_background_and_leads_to_its_columns(operator):
    job = work_off(send(operator, HEAD + SULASTRI))

    page = operator.get(job.result_url)

    assert (job.state, page.status_code) == ("done", 200)
    chosen = {field.name: field.chosen for field in page.context["fields"]}
    assert (chosen["nik"], chosen["full_name"], chosen["religion"]) == (1, 2, None)
    assert "B · NIK – misalnya 9971••••••••0001" in text(page)
    assert "9971035204790001" not in text(page)


@pytest.mark.requirement("J-23")
def test_the_columns_of_a_sender_are_remembered(operator):
    odd = HEAD.replace("Nama,", "Siapa,") + SULASTRI
    first = staged(operator, odd)
    told = {f"kolom_{name}": index for name, index in first.columns.items()}
    operator.post(at("import_columns", first), {**told, "kolom_full_name": "2"})

    second = staged(operator, odd + DIMAS)

    assert first.columns.get("full_name") is None
    assert second.columns["full_name"] == 2


def test_a_required_column_that_is_missing_is_named(operator):
    run = staged(operator)

    page = operator.post(at("import_columns", run), {"kolom_nik": "1", "kolom_village": "9"})

    assert page.status_code == 422
    assert "Kolom belum ditunjuk: Nama lengkap." in text(page)
    assert not JobRun.objects.filter(kind="registry.import_check").exists()


@pytest.mark.requirement("J-12")
def test_the_preview_tells_counts_faults_and_consequences_before_anything_changes(operator):
    run = checked(operator, HEAD + SULASTRI + DIMAS.replace("9971030708090002", "") + WRONG)

    page = text(operator.get(at("import", run)))

    assert "Jenis kelamin: tulis L atau P." in page
    assert "Baris 4" in page
    assert "1 orang tanpa NIK yang sah" in page
    assert "Orang baru" in page
    assert "9971035204790001" not in page
    with acting(SYSTEM):
        assert not Person.objects.exists()


def test_a_double_click_applies_once(operator):
    run = checked(operator)

    first, second = (operator.post(at("import_apply", run)) for _ in range(2))
    job = work_off(first)
    third = operator.post(at("import_apply", run))

    assert first["Location"] == second["Location"]
    assert third["Location"] == at("import", run)
    assert job.state == "done"
    with acting(SYSTEM):
        assert Person.objects.count() == 2
        assert AuditEvent.objects.filter(kind="registry.people_imported").count() == 1
        assert JobRun.objects.filter(kind="registry.import_apply").count() == 1


def test_the_job_run_again_after_a_cut_writes_nothing_twice(operator):
    run = checked(operator)
    job = work_off(operator.post(at("import_apply", run)))
    with acting(SYSTEM):
        JobRun.objects.filter(pk=job.pk).update(state="running", finished_at=None)
        before = list(Person.objects.order_by("pk").values())

    from kesos.jobs.running import perform

    perform(job.pk)

    with acting(SYSTEM):
        assert list(Person.objects.order_by("pk").values()) == before
        assert AuditEvent.objects.filter(kind="registry.people_imported").count() == 1


def test_without_scripts_the_question_is_a_page_of_its_own(operator):
    page = text(operator.get(at("import_apply", checked(operator))))

    assert "2 orang baru dicatat" in page
    assert "Terapkan sekarang" in page


def test_the_result_says_what_was_written(operator):
    run = checked(operator)
    work_off(operator.post(at("import_apply", run)))

    page = text(operator.get(at("import", run)))

    assert "Selesai diterapkan" in page
    assert "Orang baru dicatat" in page
    assert "Terapkan impor" not in page


def test_wrong_rows_come_back_as_sent_with_their_reason(operator):
    run = checked(operator, HEAD + SULASTRI + DIMAS + WRONG)

    job = work_off(operator.post(at("import_rejects", run)))

    answer = operator.get(job.result_url)
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    head, row = book.get_sheet_by_name("Data").to_python()
    assert head == [*HEAD.strip().split(","), "Alasan"]
    assert row[:4] == ["9971030101100001", "9971031212120003", "SITI", "X"]
    assert row[-1] == "Jenis kelamin: tulis L atau P."


def reasons(operator, run) -> list[str]:
    job = work_off(operator.post(at("import_rejects", run)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(operator.get(job.result_url).streaming_content)))
    return [row[-1] for row in book.get_sheet_by_name("Data").to_python()[1:]]


def test_a_wrong_row_whose_nik_is_none_says_whose_it_may_be(operator):
    known = a_person("SITI", sex="P", born=date(2012, 12, 12))
    short = WRONG.replace("9971031212120003", "997103121212000")

    told = reasons(operator, checked(operator, HEAD + SULASTRI + short + WRONG.replace("SITI", "SUMI")))

    assert f"mungkin {masked(known.nik)} milik SITI" in told[0]
    assert as_text(known.nik) not in told[0]
    assert told[1] == "Jenis kelamin: tulis L atau P."


@pytest.mark.parametrize("others", [(BAWANG, BAWANG), (NGRONGGO,)], ids=["two of that name", "of the next kelurahan"])
def test_a_wrong_row_says_nothing_where_nobody_alone_of_that_village_fits(operator, others):
    for region in others:
        a_person("SITI", sex="P", born=date(2012, 12, 12), region=region)
    short = WRONG.replace("9971031212120003", "997103121212000")

    told = reasons(operator, checked(operator, HEAD + SULASTRI + short))

    assert told == ["Jenis kelamin: tulis L atau P."]


def test_a_doubled_row_names_the_row_it_repeats(operator):
    from kesos.access.models import Setting

    with acting(SYSTEM):
        Setting.objects.filter(key="registry.doubles_percent").update(value="50")
    run = checked(operator, HEAD + SULASTRI + DIMAS + SULASTRI)

    job = work_off(operator.post(at("import_rejects", run)))

    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(operator.get(job.result_url).streaming_content)))
    assert (
        book.get_sheet_by_name("Data")
        .to_python()[1][-1]
        .startswith("Baris ganda: orang yang sama sudah ada di baris 2.")
    )


def test_more_doubles_than_the_setting_admits_refuse_the_whole_file(operator):
    run = checked(operator, HEAD + SULASTRI + DIMAS + SULASTRI)

    page = text(operator.get(at("import", run)))

    assert run.state == "refused"
    assert "melebihi batas 5 %" in page
    assert "Terapkan impor" not in page


def test_an_import_thrown_away_cannot_be_applied(operator):
    run = checked(operator)

    operator.post(at("import_discard", run))
    applied = operator.post(at("import_apply", run))

    assert again(run).state == "discarded"
    assert applied["Location"] == at("import", run)
    assert not JobRun.objects.filter(kind="registry.import_apply").exists()


def test_an_import_that_stopped_before_its_first_slice_can_be_thrown_away_on_its_page(operator):
    run = checked(operator)
    with acting(SYSTEM):
        ImportRun.objects.filter(pk=run.pk).update(state="applying")

    page = text(operator.get(at("import", run)))
    operator.post(at("import_discard", run))

    assert "Buang impor ini" in page
    assert again(run).state == "discarded"


def test_the_same_file_again_is_told_so_before_it_is_read(operator):
    staged(operator)

    answer = send(operator, HEAD + SULASTRI + DIMAS, name="salinan.csv")
    asked = operator.get(answer["Location"])
    read = operator.post(answer["Location"])

    assert "Berkas yang sama sudah pernah Anda kirim" in text(asked)
    assert work_off(read).state == "done"


def test_a_workbook_of_two_sheets_asks_which(operator, tmp_path):
    rows = [line.split(",") for line in (HEAD + SULASTRI).strip().splitlines()]
    book = xlsx(tmp_path / "dua.xlsx", [["catatan"]], rows, names=("Catatan", "BNBA"))

    answer = send(operator, book.read_bytes(), name="dua.xlsx")
    nothing = operator.post(answer["Location"])
    read = operator.post(answer["Location"], {"lembar": "BNBA"})

    asked = text(operator.get(answer["Location"]))
    assert "BNBA" in asked
    assert 'value="Catatan" checked' in asked
    assert nothing.status_code == 422
    assert work_off(read).state == "done"


def test_a_workbook_of_our_own_is_read_without_asking_for_its_sheet(operator, tmp_path):
    rows = [line.split(",") for line in (HEAD + SULASTRI).strip().splitlines()]
    book = xlsx(tmp_path / "baris-salah.xlsx", rows, [["Judul", "Baris salah"]], names=("Data", "Keterangan"))

    run = work_off(send(operator, book.read_bytes(), name="baris-salah.xlsx"))

    assert run.state == "done"


def test_reading_is_started_once_however_often_it_is_asked_for(operator, tmp_path):
    rows = [line.split(",") for line in (HEAD + SULASTRI).strip().splitlines()]
    book = xlsx(tmp_path / "dua.xlsx", rows, rows, names=("Satu", "Dua"))
    asked = send(operator, book.read_bytes(), name="dua.xlsx")["Location"]

    places = {operator.post(asked, {"lembar": "Dua"})["Location"] for _ in range(2)}

    assert len(places) == 1


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "kosong.csv", "kosong (0 byte)"),
        (b"%PDF-1.7\n%%EOF", "berkas.pdf", "harus berupa Excel (.xlsx) atau CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lama.xls", "Excel lama (.xls)"),
        (b"PK\x03\x04rusak", "rusak.xlsx", "rusak"),
        (b"<html><table></table></html>", "laporan.xls", "halaman web"),
        (b"\xff\xd8\xff\xe0foto", "foto.xlsx", "harus berupa Excel"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_remedy_and_not_kept(operator, content, name, said):
    page = send(operator, content, name=name)

    assert page.status_code == 422
    assert said in text(page)
    with acting(SYSTEM):
        kept = StoredFile.objects.filter(deleted_at=None)
        assert [file.name for file in kept] == []


def test_a_table_without_a_known_heading_is_refused_by_the_job(operator):
    job = work_off(send(operator, "a,b\n1,2\n"))

    assert job.state == "refused"
    assert "Baris judul tidak ditemukan" in job.message


@pytest.mark.requirement("X-02")
def test_the_next_kelurahan_finds_no_import_row_count_or_file(operator, neighbour):
    run = checked(operator, HEAD + SULASTRI + WRONG)
    with acting(SYSTEM):
        file = StoredFile.objects.get(kind="spreadsheet")

    assert neighbour.get(LIST).context["runs"] == []
    for name in ("import", "import_columns", "import_apply"):
        assert neighbour.get(at(name, run)).status_code == 404
    for name in ("import_columns", "import_apply", "import_discard", "import_rejects"):
        assert neighbour.post(at(name, run)).status_code == 404
    assert neighbour.get(reverse("registry:import_stage", args=[file.pk])).status_code == 404
    assert neighbour.get(reverse("files:one", args=[file.pk])).status_code == 404
    assert again(run).state == "checked"


def test_a_colleague_of_the_area_sees_the_counts_and_leaves_the_work_to_the_sender(operator, social_office):
    run = checked(operator, HEAD + SULASTRI + WRONG)

    page = social_office.get(at("import", run))

    assert "hanya terlihat oleh petugas yang mengirimnya" in text(page)
    assert "SULASTRI" not in text(page)
    assert social_office.post(at("import_apply", run)).status_code == 404


def test_markup_in_a_file_is_only_text(operator):
    run = checked(operator, HEAD + SULASTRI.replace("SULASTRI", "<img src=x onerror=alert(1)>"))

    page = text(operator.get(at("import", run)))

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_nobody_is_sent_to_the_login():
    for where in (LIST, UPLOAD):
        assert Client().get(where)["Location"].startswith(reverse("account_login"))


def test_the_upload_screen_offers_earlier_senders(operator):
    staged(operator)

    assert '<option value="Disdukcapil">' in text(operator.get(UPLOAD))
