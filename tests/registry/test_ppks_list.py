"""Who needs services, as a list and as a file: by type, place and time, never more than may be seen."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from kesos.access.actors import actor_for
from kesos.audit.models import AuditEvent
from kesos.database.acting import acting
from kesos.files import queries as files
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import as_text, masked
from kesos.regions.models import Region
from kesos.registry.models import Person, PpksRecord
from kesos.registry.queries import ppks, ppks_list
from kesos.registry.queries.ppks_list import Filters
from kesos.registry.services.export_ppks import Wanted, export_ppks, refuse_unless_allowed
from tests.access.world import an_official
from tests.registry.world import AT, BAWANG, MOJOROTO, NGRONGGO, a_family, a_person, a_source, an_operator

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 7)
OLD, MAYOR = "PPKS-08", "3571"


def needing(name="SULASTRI", *types, region=BAWANG, since=date(2025, 1, 1), until=None, **more) -> Person:
    person = a_person(name, region=region, **more)
    a_family(person, region=region)
    with acting(SYSTEM):
        for each in types or (OLD,):
            PpksRecord.objects.create(person=person, type=each, from_on=since, to_on=until, source=a_source())
    return person


def page(actor, today=TODAY, after=None, limit=50, **narrowed):
    with acting(actor):
        return ppks_list.page(actor, Filters.of(narrowed), today=today, after=after, limit=limit)


def names(found) -> list[str]:
    return [row.full_name for row in found.rows]


def the_office(*more: str, area: str = MAYOR) -> Actor:
    return an_operator(area, permissions=("person.view", "person.search", "export.run", *more))


@pytest.mark.requirement("J-40")
def test_an_office_lists_who_needs_services_by_type_place_and_time():
    needing("SATU")
    needing("DUA", "PPKS-13", region=NGRONGGO)
    needing("TIGA", since=date(2026, 12, 1))
    needing("EMPAT", until=date(2026, 10, 15))
    office = the_office()

    assert names(page(office)) == ["DUA", "SATU"]
    assert names(page(office, type="PPKS-13")) == ["DUA"]
    assert names(page(office, place=BAWANG)) == ["SATU"]
    assert names(page(office, month="2026-10", place=BAWANG)) == ["SATU", "EMPAT"]
    assert names(page(office, month="2026-12", type=OLD)) == ["SATU", "TIGA"]


def test_the_list_goes_on_by_key_in_every_order():
    for number in range(7):
        region = (BAWANG, NGRONGGO)[number % 2]
        needing(f"WARGA {number}", region=region, since=date(2025, 1, 1) + timedelta(days=(number * 3) % 5))
    office = the_office()

    for sort in ("", "nama", "-nama", "sejak", "-sejak"):
        whole = page(office, place="357103", sort=sort)
        seen, after = [], None
        while True:
            part = page(office, place="357103", sort=sort, after=after, limit=2)
            seen += part.rows
            if part.following is None:
                break
            after = part.following
        assert seen == whole.rows, sort
    assert names(page(office, place="357103", sort="-nama"))[0] == "WARGA 6"
    days = [row.from_on for row in page(office, place="357103", sort="sejak").rows]
    assert days == sorted(days)


def test_a_wide_area_goes_by_place_whatever_order_is_asked_for():
    needing("ZULAIKHA", region=BAWANG)
    needing("AMINAH", region=MOJOROTO)

    assert names(page(the_office(), sort="nama")) == ["AMINAH", "ZULAIKHA"]
    assert names(page(the_office(), sort="-nama")) == ["AMINAH", "ZULAIKHA"]


def test_by_name_only_those_who_need_services_are_found_page_by_page():
    for number in range(5):
        needing(f"SULASTRI {number}", "PPKS-13", OLD)
    a_person("SULASTRI TANPA", region=BAWANG)
    office = the_office()

    first = page(office, text="sulastri", limit=3)
    rest = page(office, text="sulastri", after=first.following, limit=50)

    assert names(first) == ["SULASTRI 0", "SULASTRI 0"]
    assert len(rest.rows) == 8
    assert page(office, text="nobody").rows == []


def test_a_page_goes_on_behind_five_hundred_of_one_name_without_any_of_them(monkeypatch):
    monkeypatch.setattr(ppks_list, "NAMES_AT_ONCE", 3)
    for _ in range(4):
        a_person("ANI", region=BAWANG)
    needing("ANI ZAENAB")
    office = the_office()

    first = page(office, text="ani")
    second = page(office, text="ani", after=first.following)

    assert (first.rows, names(second)) == ([], ["ANI ZAENAB"])


@pytest.mark.requirement("J-40", "X-02")
def test_the_next_kelurahan_sees_nobody_neither_in_the_list_nor_in_the_table():
    needing("SATU")
    neighbour = an_operator(NGRONGGO, permissions=("person.view", "export.run"))

    assert page(neighbour).rows == page(neighbour, place=BAWANG).rows == []
    assert page(neighbour, text="satu").rows == []
    with acting(neighbour), connection.cursor() as cursor:
        cursor.execute("select count(*) from registry_ppksrecord")
        assert cursor.fetchone() == (0,)


@pytest.mark.requirement("J-55")
def test_each_officer_of_35_kabkota_and_576_kecamatan_finds_the_own_part_and_together_they_find_all():
    """Jawa Tengah's officers by their seeded roles; somebody in need in every kecamatan, each seen by exactly one."""
    here = list(Region.objects.filter(code__startswith="33", level=4, valid_to=None).order_by("code"))
    first = {village.code[:6]: village.code for village in reversed(here)}
    cities = sorted({code[:4] for code in first})
    assert (len(cities), len(first)) == (35, 576)
    for code in first.values():
        needing("WARGA", region=code)

    def seen(role: str, area: str) -> set[str]:
        officer = actor_for(an_official(f"{role}.{area}".lower(), role, area).pk, at=AT)
        return {row.region_code for row in page(officer, limit=1000).rows}

    by_city = {city: seen("OP_DINSOS", city) for city in cities[:3]}
    by_district = {each: seen("PETUGAS_KEC", each) for each in sorted(first)[:5]}

    assert all(found == {v for v in first.values() if v.startswith(city)} for city, found in by_city.items())
    assert all(found == {first[each]} for each, found in by_district.items())
    assert len(page(the_office(area="33"), limit=1000).rows) == 576


def test_guarded_types_stand_in_no_list_whoever_asks():
    secret = ppks.secret()[0]
    needing("RAHASIA", secret)
    needing("TERBUKA")

    for actor in (the_office(), the_office("ppks.open")):
        assert names(page(actor)) == ["TERBUKA"]
        assert page(actor, type=secret).rows == []
        assert page(actor, text="rahasia").rows == []


def test_who_died_counts_no_more_but_did_in_the_months_before():
    person = needing("SATU")
    with acting(SYSTEM):
        Person.objects.filter(pk=person.pk).update(died_on=date(2026, 10, 20))

    assert page(the_office()).rows == []
    assert names(page(the_office(), month="2026-10")) == ["SATU"]


@pytest.mark.requirement("J-53")
def test_a_record_stands_where_its_person_lives_and_goes_with_them_at_once():
    person = needing("SATU", OLD, "PPKS-13")

    with acting(SYSTEM):
        Person.objects.filter(pk=person.pk).update(region=NGRONGGO)

    assert names(page(the_office(area=NGRONGGO))) == ["SATU", "SATU"]
    assert page(the_office(area=BAWANG)).rows == []
    with acting(SYSTEM):
        # nobody writes another place, and a record given to another person follows that one
        PpksRecord.objects.filter(person=person).update(region_code=MOJOROTO)
        assert set(PpksRecord.objects.values_list("region_code", flat=True)) == {NGRONGGO}
        other = a_person("DUA", region=BAWANG)
        PpksRecord.objects.filter(person=person, type=OLD).update(person=other)
        assert PpksRecord.objects.get(type=OLD).region_code == BAWANG
        with pytest.raises(IntegrityError), transaction.atomic():
            PpksRecord.objects.create(
                person=other, type="PPKS-14", from_on=TODAY, source=a_source(), region_code=MOJOROTO
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            PpksRecord.objects.create(person_id=2**40, type=OLD, from_on=TODAY, source=a_source())


def test_who_moves_somebody_out_of_sight_takes_the_records_along():
    person = needing("SATU")
    mover = an_operator(BAWANG, permissions=("person.view",))

    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select 1 from pg_trigger where tgname = 'move_ppks' and tgenabled = 'O'")
        assert cursor.fetchone()
    with acting(the_office()):
        Person.objects.filter(pk=person.pk).update(region=NGRONGGO)

    assert page(mover).rows == []


def take(tmp_path, form="xlsx", by=None, place="", purpose="Rapat koordinasi kota", **more):
    by = by or the_office()
    wanted = Wanted({"place": place}, purpose, form=form, **more)
    with acting(by):
        file, number = export_ppks(wanted=wanted, folder=tmp_path, by=by, at=AT, said=[])
    return file, number, tmp_path / f"ppks.{form}"


@pytest.fixture
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "berkas"


@pytest.mark.requirement("J-40")
@pytest.mark.parametrize("form", ["xlsx", "csv", "parquet"])
def test_the_three_forms_hold_the_same_rows_with_masked_numbers(tmp_path, kept, form):
    person = needing("SATU", born=date(1950, 3, 5))
    needing("DUA", region=NGRONGGO)
    needing("TETANGGA", region="3506152010")

    _, number, target = take(tmp_path, form)

    if form == "xlsx":
        rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()[1:]
        told = [[*row[:2], row[3]] for row in rows]
    elif form == "csv":
        rows = [line.split(";") for line in target.read_text("utf-8-sig").splitlines()[1:]]
        told = [[*row[:2], date.fromisoformat(row[3]) if row[3] else ""] for row in rows]
    else:
        rows = parquet.read_table(target).to_pylist()
        told = [[row["Nama"], row["NIK"], row["Tanggal lahir"]] for row in rows]
    assert number == len(rows) == 2
    assert told[1] == ["SATU", masked(person.nik), date(1950, 3, 5)]


@pytest.mark.requirement("J-53")
def test_the_file_says_when_its_data_are_from_for_what_and_until_when(tmp_path, kept):
    needing()

    _, _, sheet = take(tmp_path)
    _, _, columns = take(tmp_path, "parquet", purpose="Rapat 9971035204790001 kota")

    notes = {row[0]: row[1] for row in CalamineWorkbook.from_path(sheet).get_sheet_by_index(1).to_python()}
    told = parquet.read_schema(columns).metadata
    assert {"Data per", "Tujuan", "Hapus sebelum", "Saringan: Wilayah"} <= notes.keys()
    assert datetime.fromisoformat(told[b"data_per"].decode()) == AT
    assert told[b"hapus_sebelum"]
    assert b"9971035204790001" not in told[b"tujuan"]


def test_full_numbers_and_guarded_types_need_their_own_right_in_the_whole_area(tmp_path, kept):
    secret = ppks.secret()[0]
    person = needing("RAHASIA", secret)
    opener = the_office("person.open_nik", "ppks.open")
    here = Actor(user_id=77, name="x", grants=the_office().grants | {("ppks.open", BAWANG)})

    for by, more in (
        (the_office(), {"full_numbers": True}),
        (the_office(), {"guarded": True}),
        (here, {"guarded": True}),
    ):
        with pytest.raises(NotAllowed):
            refuse_unless_allowed(Wanted({}, "Rapat koordinasi kota", **more), by=by)
    assert take(tmp_path, by=opener)[1] == 0
    _, number, target = take(tmp_path, "parquet", by=opener, full_numbers=True, guarded=True)

    assert number == 1
    assert parquet.read_table(target).column("NIK").to_pylist() == [as_text(person.nik)]
    with acting(SYSTEM):
        told = AuditEvent.objects.filter(kind="registry.ppks_exported").latest("pk").details
    assert (told["guarded"], told["numbers"], told["rows"]) == ("termasuk", "lengkap", 1)


def test_a_purpose_an_area_a_known_form_and_a_type_that_may_be_listed_are_needed():
    by = the_office()
    for wrong, error in (
        (Wanted({}, "ada"), Refused), (Wanted({}, "Rapat koordinasi kota", form="doc"), Refused),
        (Wanted({"place": "3372"}, "Rapat koordinasi kota"), NotFound),
        (Wanted({"type": ppks.secret()[0]}, "Rapat koordinasi kota"), Refused),
    ):  # fmt: skip
        with pytest.raises(error):
            refuse_unless_allowed(wrong, by=by)
    with pytest.raises(NotAllowed):
        refuse_unless_allowed(Wanted({}, "Rapat koordinasi kota"), by=an_operator(BAWANG))


@pytest.mark.requirement("J-40")
def test_the_file_is_for_who_asked_and_for_no_colleague_of_the_same_area(tmp_path, kept):
    needing()
    by = the_office("file.view")
    colleague = Actor(user_id=4711, name="Rekan", grants=by.grants)

    file, _, _ = take(tmp_path, by=by)

    with acting(by):
        assert files.by_key(by, file.pk).expires_at is not None
    with acting(colleague):
        with pytest.raises(NotFound):
            files.by_key(colleague, file.pk)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from files_stored_file where key = %s", [file.pk])
            assert cursor.fetchone() == (0,)


def test_a_page_is_one_statement_for_one_row_and_for_fifty():
    def asked() -> int:
        office = the_office()
        with acting(office), CaptureQueriesContext(connection) as seen:
            ppks_list.page(office, Filters.of({}), today=TODAY)
        # whether the remembered list of types still holds is asked now and then
        return len([one for one in seen.captured_queries if "registry_" in one["sql"]])

    needing("SATU")
    one = asked()
    for number in range(30):
        needing(f"WARGA {number}")

    assert asked() == one == 1
