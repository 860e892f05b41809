"""Traps that other systems of this field fell into, for lists and imports: each test shows first that it sees them."""

import re
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.insight.services.refresh import stand
from kesos.registry.facts import services as facts
from kesos.registry.imports import services as imports
from kesos.registry.models import Person, PpksRecord
from tests.access.world import an_official
from tests.insight.world import receives
from tests.padan.test_onward import not_found
from tests.registry.facts_world import OFFICER
from tests.registry.facts_world import opened as opened_facts
from tests.registry.test_import import HEAD, OPERATOR, PLACE, read
from tests.registry.world import AT, BAWANG, a_family, a_person
from tests.rules.house import screens
from tests.rules.walking import signed_in

pytestmark = pytest.mark.django_db
KK, NIK = 9971030101100000, 9971035204790000


def asked(act: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        act()
    return [one["sql"] for one in seen.captured_queries]


def by_rows(statements: list[str]) -> list[str]:
    """Statements that say what to do with each row by a CASE of its own."""
    return [one for one in statements if one.lower().lstrip().startswith("update") and one.lower().count(" when ") > 5]


# ---------------------------------------------------------------- imports


def people_file(number: int, name: str = "WARGA") -> str:
    line = "{kk},{nik},{name} {n},P,KEDIRI,12/04/1979,Islam,Kepala Keluarga,{place}\n"
    return HEAD + "".join(
        line.format(kk=KK + n, nik=NIK + n, name=name, n=_letters(n), place=PLACE) for n in range(1, number + 1)
    )


def _letters(n: int) -> str:
    return "".join(chr(65 + int(digit)) for digit in f"{n:04d}")


def brought(folder, number: int, *, name: str = "WARGA", dated_on: date = date(2026, 11, 1)) -> dict[str, int]:
    path = folder / f"{name}-{number}.csv"
    path.write_text(people_file(number, name))
    run = read(path, dated_on=dated_on)
    run = imports.check(run_id=run.pk, same_name=0.1, doubles_percent=100, by=OPERATOR)
    return imports.apply(run_id=run.pk, by=OPERATOR, at=AT).counts


def needs_brought(folder, number: int) -> dict[str, int]:
    head = "NIK,NAMA_LENGKAP,JENIS_PPKS,SEJAK\n"
    lines = "".join(f"{NIK + n},WARGA {_letters(n)},PPKS-13,2025-03-01\n" for n in range(1, number + 1))
    run = opened_facts(folder, "ppks", head + lines, by=OFFICER)
    run = facts.check(run_id=run.pk, doubles_percent=100, by=OFFICER)
    return facts.apply(run_id=run.pk, by=OFFICER, at=AT).counts


@pytest.mark.requirement("J-12")
def test_a_query_per_row_is_never_asked_by_an_import(tmp_path):
    few = len(asked(lambda: brought(tmp_path, 10)))
    many = len(asked(lambda: brought(tmp_path, 1000, name="LAIN", dated_on=date(2026, 12, 1))))
    needed = [len(asked(lambda n=n: needs_brought(tmp_path, n))) for n in (10, 1000)]
    with acting(SYSTEM):
        row_by_row = asked(lambda: [Person.objects.filter(nik=NIK + n).first() for n in range(1, 26)])

    assert len(row_by_row) == 25  # the trap is seen
    assert many <= few + 2
    assert needed[1] <= needed[0] + 2


@pytest.mark.requirement("J-12")
def test_one_update_with_a_case_per_row_is_never_sent(tmp_path):
    brought(tmp_path, 300)
    with acting(SYSTEM):
        everybody = list(Person.objects.order_by("pk")[:50])
        for one in everybody:
            one.occupation = ""
        theirs = asked(lambda: Person.objects.bulk_update(everybody, ["occupation"]))

    changed = asked(lambda: brought(tmp_path, 300, name="NINGSIH", dated_on=date(2026, 12, 1)))

    assert by_rows(theirs)  # the trap is seen
    assert by_rows(changed) == []
    with acting(OPERATOR):
        assert Person.objects.filter(full_name__startswith="NINGSIH").count() == 300


@pytest.mark.requirement("J-12")
def test_walking_a_list_for_each_row_is_never_done_by_an_import(tmp_path):
    """What a row costs must not grow with the number of rows; of eight times the rows a walk would make sixty-four."""

    def work(plan: dict[str, Any]) -> int:
        own = plan["Actual Rows"] * plan["Actual Loops"] + plan.get("Rows Removed by Join Filter", 0)
        return own + sum(work(below) for below in plan.get("Plans", []))

    @contextmanager
    def counted(found: list[int]):
        def wrap(execute, sql, params, many, context):
            if "create temporary table import_" in sql or "insert into registry_importrow" in sql:
                with connection.cursor() as cursor:
                    cursor.cursor.execute("explain (analyze, format json, timing off) " + sql, params)
                    found.append(work(cursor.fetchone()[0][0]["Plan"]))
                return None
            return execute(sql, params, many, context)

        with connection.execute_wrapper(wrap):
            yield

    def judged(number: int) -> int:
        path = tmp_path / f"{number}.csv"
        path.write_text(people_file(number))
        run, found = read(path), []
        with counted(found):
            imports.check(run_id=run.pk, same_name=0.1, doubles_percent=100, by=OPERATOR)
        return sum(found)

    with connection.cursor() as cursor:
        cursor.execute("set local enable_hashjoin = off; set local enable_mergejoin = off")
        cursor.execute("set local enable_material = off")
        both = "generate_series(1, {n}) a join generate_series(1, {n}) b on a = b"
        walk = f"explain (analyze, format json, timing off) select from {both}"
        walked = []
        for n in (100, 800):
            cursor.execute(walk.format(n=n))
            walked.append(work(cursor.fetchone()[0][0]["Plan"]))
        cursor.execute("reset enable_hashjoin; reset enable_mergejoin; reset enable_material")

    few, many = judged(100), judged(800)

    assert walked[1] > 20 * walked[0]  # the trap is seen
    assert 0 < many < 20 * few


@pytest.mark.requirement("J-12", "J-13")
def test_a_duplicate_that_silently_overwrites_the_first_record_is_told_and_overwrites_nothing(tmp_path):
    """Of two rows with one NIK and two names neither is taken for the other; of two alike one is told to be double."""
    first = f"{KK + 1},{NIK + 1},SULASTRI,P,KEDIRI,12/04/1979,Islam,Kepala Keluarga,{PLACE}\n"
    other = first.replace("SULASTRI", "WAHYU HARTONO").replace(f"{KK + 1},", f"{KK + 2},")
    path = tmp_path / "dua.csv"
    path.write_text(HEAD + first + other + first)
    run = read(path)

    run = imports.check(run_id=run.pk, same_name=0.5, doubles_percent=100, by=OPERATOR)
    counts = imports.apply(run_id=run.pk, by=OPERATOR, at=AT).counts

    last_wins = {line.split(",")[1]: line.split(",")[2] for line in (first, other)}
    assert last_wins == {str(NIK + 1): "WAHYU HARTONO"}  # the trap is seen
    with acting(OPERATOR):
        assert Person.objects.get(nik=NIK + 1).full_name == "SULASTRI"
    assert counts["doubled"] == 1
    assert sum(counts.values()) == 3, counts


# ---------------------------------------------------------------- lists

GROWING = ["/ppks/?wilayah=" + BAWANG, "/ppks/", "/warga/?wilayah=" + BAWANG, "/keluarga-bantuan/?daftar=belum",
           reverse("padan:findings"), "/kelayakan/?wilayah=" + BAWANG]  # fmt: skip


def fill(number: int) -> None:
    for _ in range(number):
        person = a_person("SULASTRI")
        family = a_family(person)
        receives(person, "PKH", family=family)
        with acting(SYSTEM):
            PpksRecord.objects.create(person=person, type="PPKS-13", from_on=date(2026, 1, 1), source=person.source)
        not_found(person)
    stand(at=timezone.now())


@pytest.mark.requirement("J-12")
def test_a_query_per_row_is_never_asked_by_a_list():
    client = signed_in(an_official("dwi", "OP_DESA", BAWANG))

    def queries() -> dict[str, int]:
        found = {}
        for address in GROWING:
            client.get(address)  # what is remembered between requests is read once
            pages: list[Any] = []
            found[address] = len(asked(lambda address=address, pages=pages: pages.append(client.get(address))))
            assert pages[0].status_code == 200
            assert "SULASTRI" in pages[0].content.decode(), address
        return found

    fill(1)
    one = queries()
    fill(24)
    with acting(SYSTEM):
        theirs = [len(asked(lambda n=n: [p.source.title for p in Person.objects.all()[:n]])) for n in (1, 25)]

    assert theirs[1] >= theirs[0] + 24  # the trap is seen
    assert queries() == one


MASSES = "registry_(person|family|membership|enrolment|ppksrecord|listing|decile)|padan_finding|insight_standing"
COUNTING = re.compile(rf'^\s*select\s+count\(.*?\bfrom\s+"?({MASSES})\b', re.IGNORECASE | re.DOTALL)
DISTINCT = re.compile(rf'^\s*select\s+distinct\b.*?\bfrom\s+"?({MASSES})\b', re.IGNORECASE | re.DOTALL)
LISTS = sorted(
    f"/{at}" for at, _, entry in screens()
    if "<" not in at and "." in str(getattr(entry.callback, "needs", "")) and not at.startswith(("api/", "galeri"))
)  # fmt: skip


@pytest.mark.requirement("J-12")
@pytest.mark.parametrize(("role", "area"), [("OP_DESA", BAWANG), ("OP_DINSOS", "3571"), ("SUPERVISOR", "3571")])
def test_distinct_filters_and_full_counts_stand_on_no_list(role, area):
    fill(2)
    client = signed_in(an_official("petugas", role, area))
    with acting(SYSTEM):
        theirs = asked(lambda: (Person.objects.count(), list(Person.objects.values("region").distinct())))

    found = {address: asked(lambda address=address: client.get(address)) for address in [*LISTS, *GROWING]}
    bad = {
        address: [one[:200] for one in sent if COUNTING.search(one) or DISTINCT.search(one)]
        for address, sent in found.items()
    }

    assert COUNTING.search(theirs[0])  # the traps are seen
    assert DISTINCT.search(theirs[1])
    assert {address: sent for address, sent in bad.items() if sent} == {}
