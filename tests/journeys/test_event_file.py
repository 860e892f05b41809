"""The monthly file of deaths and moves: by the same door as the feed, wrong rows back in words, nothing twice."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.interop.population.events import as_told
from kesos.interop.population.standin_events import EventLog, write_month
from kesos.jobs.models import JobRun
from kesos.journeys.models import Event
from kesos.journeys.ports import Told
from kesos.journeys.services import receive, take_file
from kesos.registry.models import Family, Person
from tests.journeys.world import (
    AT,
    BAWANG,
    NGRONGGO,
    OFFICE,
    OPERATOR,
    a_correction,
    a_death,
    a_file_of,
    aid,
    arrive,
    died_on,
    enrolled,
    number,
    official,
    state,
)
from tests.proposals.visiting import at_the_time, visit
from tests.registry.world import a_family, a_person

pytestmark = pytest.mark.django_db
NEXT_OFFICE = official("OP_DINSOS", "3506", 302, "feed.pull")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    at_the_time(monkeypatch, AT)


def sent(content: bytes, *, by=OFFICE):
    with acting(by):
        return take_file.keep(data=io.BytesIO(content), name="peristiwa.csv", by=by, at=AT)


def taken(content: bytes, *, by=OFFICE):
    file = sent(content, by=by)
    with acting(by):
        return take_file.take(key=file.pk, by=by, at=AT)


def checked(content: bytes, *, by=OFFICE):
    file = sent(content, by=by)
    with acting(by):
        return take_file.check(file, by=by)


def a_move(family: Family, person: Person, to: str = NGRONGGO, **more) -> Told:
    told = {
        "number": number("P"), "kind": "pindah", "issued_at": AT, "nik": person.nik, "full_name": person.full_name,
        "birth_date": person.birth_date, "happened_on": date(2026, 11, 2), "kk": family.kk,
        "region_code": person.region_id, "to_region_code": to, "to_address": "JL. MELATI 9", "to_rt": "001",
        "to_rw": "002",
    }  # fmt: skip
    return Told(**told | more)


@pytest.mark.requirement("K-19")
@pytest.mark.requirement("K-21")
def test_a_death_in_the_file_ends_the_aid_as_one_of_the_feed_does():
    person = a_person()
    own = enrolled(person, "PBI-JK")
    told = a_death(person)

    done, wrong = taken(a_file_of([told]))

    assert (done.new, done.known, wrong) == (1, 0, 0)
    assert (state(told), died_on(person), aid(own)) == (("DITERAPKAN", ""), date(2026, 11, 2), "NONAKTIF_MENINGGAL")
    with acting(SYSTEM):
        kept = Event.objects.select_related("source").get(number=told.number)
        assert (kept.origin, kept.source.title) == ("file", "Berkas bulanan Dukcapil")
        assert AuditEvent.objects.get(kind="journeys.file_taken").details["new"] == 1


@pytest.mark.requirement("K-23")
def test_a_family_that_moves_inside_the_city_moves():
    person = a_person()
    family = a_family(person)

    taken(a_file_of([a_move(family, person)]))

    with acting(SYSTEM):
        assert Family.objects.get(pk=family.pk).region_id == NGRONGGO


def test_the_same_file_again_changes_nothing_also_where_the_family_has_left_the_city():
    person, other = a_person(), a_person("PAIJAN", sex="L")
    content = a_file_of([a_death(other), a_move(a_family(person), person)])
    taken(content)
    with acting(SYSTEM):
        Person.objects.filter(pk=person.pk).update(region="3372051001", updated_at=AT)

    again, wrong = taken(content)

    assert (again.new, again.known, wrong) == (0, 2, 0)


@pytest.mark.parametrize("line_first", [True, False], ids=["the_line_first", "the_file_first"])
def test_what_the_line_tells_too_is_applied_once(line_first):
    person = a_person()
    told = a_death(person)

    if line_first:
        arrive(told)
        (done, _) = taken(a_file_of([told]))
    else:
        taken(a_file_of([told]))
        done = receive.take_in([told], origin=Event.Origin.FEED, at=AT)

    assert (done.new, done.known) == (0, 1)
    with acting(SYSTEM):
        assert Event.objects.filter(person=person).count() == 1


def test_a_correction_in_the_file_takes_the_death_back():
    person = a_person()
    own = enrolled(person, "PBI-JK")
    told = a_death(person)
    taken(a_file_of([told]))

    taken(a_file_of([a_correction(told)]))

    assert (died_on(person), aid(own)) == (None, "AKTIF")


WRONG = {
    "no_kind": ({"kind": "lahir"}, "JENIS: tulis kematian"),
    "no_number": ({"number": ""}, "ID: isi nomor peristiwa"),
    "nik_of_fifteen": ({"nik": "997103520479012"}, "NIK: harus 16 angka"),
    "nik_by_excel": ({"nik": "9,97104E+15"}, "NIK: harus 16 angka"),
    "day_that_is_none": ({"happened_on": "31-02-2026"}, "TANGGAL_KEJADIAN: tidak terbaca"),
    "no_day": ({"happened_on": ""}, "TANGGAL_KEJADIAN: isi tanggalnya"),
    "after_it_was_told": ({"happened_on": "01-12-2026"}, "TANGGAL_KEJADIAN: sesudah hari peristiwanya diterbitkan"),
    "before_birth": ({"happened_on": "01-01-1900"}, "TANGGAL_KEJADIAN: sebelum tanggal lahirnya"),
    "no_moment": ({"issued_at": "kemarin"}, "DITERBITKAN: tidak terbaca"),
    "moment_of_year_one": ({"issued_at": "0001-01-01T00:00:00+07:00"}, "DITERBITKAN: tahunnya 0001"),
    "moment_of_the_last_year": ({"issued_at": "9999-12-31T23:59:59-12:00"}, "DITERBITKAN: tahunnya 9999"),
    "no_name": ({"full_name": ""}, "NAMA: isi nama"),
    "no_village": ({"region_code": "3571"}, "KODE_WILAYAH: harus kode kelurahan"),
    "next_city": ({"region_code": "3506010001"}, "KODE_WILAYAH: di luar wilayah Anda"),
    "unknown_nik": ({"nik": "9971035204799998"}, "NIK: tidak tercatat di wilayah Anda"),
    "corrects_though_a_death": ({"corrects": "DUK-1"}, "MENGOREKSI: isi nomor peristiwa yang dikoreksi, hanya"),
    "move_without_village": ({"kind": "pindah"}, "KODE_WILAYAH_TUJUAN: harus kode kelurahan"),
    "move_to_nowhere": ({"kind": "pindah", "to_region_code": "3571039999"}, "KODE_WILAYAH_TUJUAN: kelurahan ini tidak"),
    "move_to_itself": ({"kind": "pindah", "to_region_code": BAWANG}, "KODE_WILAYAH_TUJUAN: sama dengan asalnya"),
    "half_a_family_of_others": (
        {"kind": "pindah", "to_region_code": NGRONGGO, "moving": "9971035204799997"}, "NIK: tidak tercatat di wilayah",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_comes_back_with_its_line_column_and_remedy_and_holds_nobody_up(name):
    changed, said = WRONG[name]
    good, bad = a_death(a_person()), a_death(a_person("PAIJAN", sex="L"))
    lines = a_file_of([good]).splitlines() + a_file_of([bad], **changed).splitlines()[1:]

    done, wrong = taken(b"\n".join(lines))
    found = checked(b"\n".join(lines))

    ((line, why),) = take_file.rejected_rows(found, first=10)
    assert (done.new, wrong, line) == (1, 1, 3)
    assert said in why
    assert state(good) == ("DITERAPKAN", "")
    with acting(SYSTEM):
        assert not Event.objects.filter(number=bad.number).exists()


def test_a_correction_of_what_nobody_told_comes_back():
    ((_, why),) = take_file.rejected_rows(checked(a_file_of([a_correction("DUK-K-ENTAH")])), first=1)

    assert "MENGOREKSI: peristiwa ini tidak ditemukan" in why


@pytest.mark.requirement("X-02")
@pytest.mark.parametrize("own_row", ["none", "under_its_number", "that_goes_back"])
def test_a_file_takes_no_death_back_that_was_told_of_another_city(own_row):
    stranger = a_person("PAIJAN", sex="L", region="3372051001")
    theirs = a_death(stranger, number="L-3372-000001")
    arrive(theirs)
    rows = {"none": [], "under_its_number": [a_death(a_person(), number=theirs.number)],
            "that_goes_back": [replace(theirs, region_code=BAWANG)]}  # fmt: skip

    done, wrong = taken(a_file_of([*rows[own_row], a_correction(theirs, issued=60)]))

    assert (done.new, died_on(stranger)) == (0, date(2026, 11, 2))
    assert wrong == (2 if own_row == "under_its_number" else 1)


@pytest.mark.requirement("X-02")
def test_a_row_that_goes_back_takes_its_correction_along_and_stands_in_nobodys_way_later():
    stranger = a_person("PAIJAN", sex="L", region="3372051001")
    theirs = a_death(stranger)

    done, wrong = taken(a_file_of([replace(theirs, region_code=BAWANG), a_correction(theirs, issued=60)]))
    arrive(theirs)

    assert (done.new, wrong) == (0, 2)
    assert died_on(stranger) == date(2026, 11, 2)


@pytest.mark.requirement("K-19")
def test_a_number_in_a_file_does_not_hide_what_the_registry_tells_under_it():
    mine, other = a_person(), a_person("PAIJAN", sex="L", region="3372051001")
    told, theirs = a_death(mine), a_death(other)
    taken(a_file_of([told, a_correction(told)]))

    done = arrive(replace(theirs, number=told.number))

    assert (done.deaths, died_on(other), died_on(mine)) == (1, date(2026, 11, 2), None)
    with acting(SYSTEM):
        former = Event.objects.get(person=mine, kind="kematian")
        assert former.number == f"{told.number} (berkas {former.pk})"
        assert Event.objects.get(person=mine, kind="koreksi").corrects == former.number
        assert AuditEvent.objects.get(kind="journeys.numbers_given_way").details["numbers"] == told.number
    again = receive.take_in([replace(theirs, number=told.number)], origin=Event.Origin.FEED, at=AT)
    assert (again.new, again.known) == (0, 1)


def test_a_number_of_another_event_comes_back_and_loses_nobody():
    told = a_death(a_person())
    taken(a_file_of([told]))
    other = replace(a_death(a_person("PAIJAN", sex="L")), number=told.number)

    ((_, why),) = take_file.rejected_rows(checked(a_file_of([other])), first=1)

    assert "ID: nomor ini sudah dipakai peristiwa lain" in why


def test_a_number_twice_in_one_file_comes_back_with_the_line_of_the_first():
    told = a_death(a_person())
    other = replace(a_death(a_person("PAIJAN", sex="L")), number=told.number)

    ((line, why),) = take_file.rejected_rows(checked(a_file_of([told, other])), first=1)

    assert (line, "sudah ada pada baris 2" in why) == (3, True)


@pytest.mark.requirement("X-02")
def test_an_office_tells_of_nobody_recorded_elsewhere_and_learns_nothing_of_them():
    stranger = a_person(region="3372051001")
    here = checked(a_file_of([a_death(stranger, region_code=BAWANG)]))
    nobody = checked(a_file_of([a_death(stranger, region_code=BAWANG, nik=9971035204799996)]))

    assert take_file.rejected_rows(here, first=1) == take_file.rejected_rows(nobody, first=1)
    assert died_on(stranger) is None


@pytest.mark.requirement("X-02")
def test_the_office_of_the_next_city_finds_no_file_and_a_kelurahan_sends_none():
    file = sent(a_file_of([a_death(a_person())]))

    for act in ("", "salah/"):
        assert visit(NEXT_OFFICE, f"/peristiwa/berkas/{file.pk}/{act}").status == 404
    assert visit(NEXT_OFFICE, f"/peristiwa/berkas/{file.pk}/terapkan/", {}).status == 404
    assert visit(OPERATOR, "/peristiwa/berkas/").status == 403
    with pytest.raises(NotAllowed):
        sent(b"x", by=OPERATOR)
    with acting(NEXT_OFFICE), pytest.raises(NotFound):
        take_file.take(key=file.pk, by=NEXT_OFFICE, at=AT)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"NIK;NAMA\n1;2\n", "Kolom ID, JENIS, DITERBITKAN, TANGGAL_KEJADIAN, KODE_WILAYAH tidak ada"),
        (b"<html></html>", "erkas"),
    ],
    ids=["other_columns", "a_web_page"],
)
def test_what_is_no_such_table_is_refused_and_not_kept(content, said):
    with pytest.raises(Refused, match=said):
        sent(content)


def test_a_file_longer_than_a_month_can_be_is_refused_in_words(monkeypatch):
    monkeypatch.setattr("kesos.journeys.services.event_file.MOST_ROWS", 1)

    with pytest.raises(Refused, match="Bagi menjadi beberapa berkas"):
        sent(a_file_of([a_death(a_person()), a_death(a_person("PAIJAN", sex="L"))]))


def test_from_the_page_to_the_registry(monkeypatch):
    person = a_person()
    content = a_file_of([a_death(person), a_death(a_person("PAIJAN", sex="L"), happened_on=date(2030, 1, 1))])

    sent_to = visit(
        OFFICE, "/peristiwa/berkas/", {"file": SimpleUploadedFile("november.csv", content, "text/csv")}
    ).where
    page = visit(OFFICE, sent_to)
    begun = visit(OFFICE, f"{sent_to}terapkan/", {})
    with acting(OFFICE):
        job = JobRun.objects.get(kind="journeys.take_file")
        told, _ = take_file.take(key=UUID(job.arguments["file_key"]), by=OFFICE, at=AT)

    assert "Terapkan 1 peristiwa" in page
    assert "sesudah hari peristiwanya diterbitkan" in page
    assert begun.where == f"/pekerjaan/{job.pk}/"
    assert told.new == 1
    assert died_on(person) == date(2026, 11, 2)


def test_wrong_rows_are_taken_home_mended_and_sent_again(tmp_path):
    person = a_person()
    told = a_death(person)
    file = sent(a_file_of([told], happened_on="31-02-2026"))

    given = visit(OFFICE, f"/peristiwa/berkas/{file.pk}/salah/")
    (tmp_path / "salah.xlsx").write_bytes(given.content)
    head, row = CalamineWorkbook.from_path(tmp_path / "salah.xlsx").get_sheet_by_name("Data").to_python()
    mended = ["2-11-2026" if cell == "31-02-2026" else str(cell) for cell in row]
    done, wrong = taken("\n".join(";".join(map(str, line)) for line in (head, mended)).encode())

    assert head[-1] == "Alasan"
    assert "TANGGAL_KEJADIAN" in str(row[-1])
    assert (done.new, wrong, died_on(person)) == (1, 0, date(2026, 11, 2))


def test_the_stand_in_gives_the_month_as_the_same_events(tmp_path: Path):
    person = a_person()
    told, later = a_death(person), replace(a_death(a_person("PAIJAN", sex="L")), issued_at=AT.replace(month=12))
    log = tmp_path / "peristiwa.jsonl"
    log.write_text("".join(json.dumps(as_told(each)) + "\n" for each in (told, later)))

    number_of = write_month(EventLog(log), "2026-11", tmp_path / "november.csv")
    taken((tmp_path / "november.csv").read_bytes())
    again = receive.take_in([told], origin=Event.Origin.FEED, at=AT)

    assert (number_of, died_on(person), again.new) == (1, date(2026, 11, 2), 0)
