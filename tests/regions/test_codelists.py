"""What a code means depends on the day; history is added to, never changed."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.regions import codelists
from kesos.regions.models import CodeEntry
from kesos.regions.queries.tree import known
from kesos.regions.reference import load
from kesos.regions.remembered import Remembered, reference_version
from kesos.regions.services import CodeClosed, CodeTaken, add_entry, close_entry, replace_entry
from tests.databases import as_owner

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
TODAY = date(2026, 11, 22)
KEEPER = Actor(user_id=5, grants=frozenset({("codelist.manage", "3571")}))
READER = Actor(user_id=6, grants=frozenset({("person.view", "3571")}))


def the(code: str, list_name: str = "panti_cost_index") -> CodeEntry:
    return CodeEntry.objects.get(list=list_name, code=code, valid_to=None)


def test_every_list_that_later_parts_need_is_there():
    sizes = {name: number for name, _, number in codelists.lists()}

    assert len(sizes) == 65
    assert sizes["ineligibility_reasons"] == 20
    assert (sizes["ppks_types"], sizes["psks_types"], sizes["lksa_types"]) == (26, 12, 9)
    assert (sizes["programs"], sizes["pkh_components"], sizes["program_compatibility"]) == (17, 9, 13)
    assert (sizes["pekerjaan"], sizes["shdk"], sizes["fakir_miskin_criteria"]) == (88, 11, 9)
    assert sum(sizes.values()) == 627


def test_labels_come_in_the_lists_own_order():
    assert list(codelists.labels("agama", TODAY).values())[:3] == ["Islam", "Kristen", "Katolik"]
    assert codelists.choices("esik_classes", TODAY)[0] == ("SM", "Sangat miskin")


def test_details_keep_numbers_as_numbers():
    assert codelists.entry("pkh_components", "PKH-BUMIL", TODAY).details["annual_idr"] == 3_000_000
    assert codelists.entry("pekerjaan", "5", TODAY).details == {"reason": "TL-04", "certain": 1}


def test_a_code_means_nothing_before_its_first_day():
    assert "PMK-RUMAH" not in codelists.labels("panti_cost_index", date(2022, 9, 30))
    assert "PMK-RUMAH" in codelists.labels("panti_cost_index", date(2022, 10, 1))


def test_a_replaced_code_means_the_old_until_the_day_before(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        replace_entry(
            entry_id=the("PMK-RUMAH").pk, label="Permakanan di rumah", valid_from=date(2027, 1, 1), by=KEEPER, at=AT,
            details={"amount_idr": 35000},
        )  # fmt: skip

    before = codelists.entry("panti_cost_index", "PMK-RUMAH", date(2026, 12, 31))
    after = codelists.entry("panti_cost_index", "PMK-RUMAH", date(2027, 1, 1))
    assert (before.label, before.details["amount_idr"]) == ("Permakanan lansia/disabilitas tunggal (di rumah)", 30000)
    assert (after.label, after.details["amount_idr"]) == ("Permakanan di rumah", 35000)


def test_a_closed_code_may_be_chosen_until_its_last_day(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        close_entry(entry_id=the("PMS", "sipkemas_forums").pk, last_day=TODAY, by=KEEPER, at=AT)

    assert "PMS" in codelists.labels("sipkemas_forums", TODAY)
    assert "PMS" not in codelists.labels("sipkemas_forums", date(2026, 11, 23))


def test_an_added_code_comes_last_and_says_who_added_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entry = add_entry(list_name="sipkemas_forums", code="KADIN", label="Kadin", valid_from=TODAY, by=KEEPER, at=AT)

    assert list(codelists.labels("sipkemas_forums", TODAY))[-1] == "KADIN"
    assert (entry.recorded_by, entry.recorded_at, entry.status) == (5, AT, "office")


def test_refuses_a_second_meaning_on_the_same_day():
    with pytest.raises(CodeTaken, match="sudah mempunyai arti"):
        add_entry(list_name="agama", code="1", label="Lain", valid_from=TODAY, by=KEEPER, at=AT)


def test_refuses_to_close_twice():
    entry = close_entry(entry_id=the("KES").pk, last_day=TODAY, by=KEEPER, at=AT)

    with pytest.raises(CodeClosed, match="22-11-2026"):
        close_entry(entry_id=entry.pk, last_day=date(2027, 1, 1), by=KEEPER, at=AT)


def test_refuses_an_end_before_the_beginning():
    with pytest.raises(CodeClosed, match="tidak boleh sebelum"):
        close_entry(entry_id=the("PMK-RUMAH").pk, last_day=date(2022, 9, 30), by=KEEPER, at=AT)


def test_refuses_an_empty_label_and_an_unknown_list():
    with pytest.raises(Refused, match="wajib diisi"):
        add_entry(list_name="agama", code="9", label="  ", valid_from=TODAY, by=KEEPER, at=AT)
    with pytest.raises(NotFound):
        add_entry(list_name="tidak_ada", code="9", label="Lain", valid_from=TODAY, by=KEEPER, at=AT)


def test_refuses_who_does_not_keep_the_lists():
    with pytest.raises(NotAllowed):
        add_entry(list_name="agama", code="9", label="Lain", valid_from=TODAY, by=READER, at=AT)
    with pytest.raises(NotAllowed):
        close_entry(entry_id=the("KES").pk, last_day=TODAY, by=READER, at=AT)


@pytest.mark.parametrize(
    ("values", "broken"),
    [
        ("('agama', '1', 'Lain', '2026-01-01', null)", "code_entry_one_meaning_a_day"),
        ("('baru', '1', 'Satu', '2026-01-02', '2026-01-01')", "."),
        ("('baru', '', 'Satu', null, null)", "code_entry_named"),
        ("('baru', '1', '', null, null)", "code_entry_named"),
    ],
)
def test_the_database_refuses_an_entry_that_makes_no_sense(values, broken):
    with pytest.raises(DatabaseError, match=broken), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "insert into regions_codeentry (list, code, label, valid_from, valid_to, position, source, status, details)"
            f" select *, 0, '', 'office', '{{}}' from (values {values}) v"
            .replace("select *", "select c1, c2, c3, c4::date, c5::date").replace(") v", ") v (c1, c2, c3, c4, c5)")
        )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        "update regions_codeentry set label = 'Lain' where list = 'agama' and code = '1'",
        "update regions_codeentry set valid_from = '2020-01-01' where list = 'agama' and code = '1'",
        "update regions_codeentry set recorded_by = 5, recorded_at = now() where list = 'agama' and code = '1'",
        "delete from regions_codeentry where list = 'agama' and code = '1'",
    ],
)
def test_the_application_cannot_change_history_by_sql(change):
    with pytest.raises(IntegrityError, match="code entr"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_closed_end_cannot_be_moved_by_sql():
    close_entry(entry_id=the("KES").pk, last_day=TODAY, by=KEEPER, at=AT)

    with pytest.raises(IntegrityError, match="open end"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update regions_codeentry set valid_to = null where code = 'KES'")


def test_a_release_mends_what_it_shipped_and_leaves_what_an_office_added():
    with as_owner() as owner:
        owner.autocommit = False
        owner.execute("update regions_codeentry set label = 'Salah' where list = 'agama' and code = '1'")
        owner.execute("update regions_codeentry set valid_to = '2026-12-31' where list = 'agama' and code = '2'")
        owner.execute(
            "insert into regions_codeentry (list, code, label, position, valid_from, source, status, details,"
            " recorded_by, recorded_at) values ('agama', '2', 'Lain', 2, '2027-01-01', '', 'office', '{}', 5, now())"
        )
        owner.execute("update regions_loadedsource set sha256 = 'lama' where name = 'codes'")
        load(owner)
        rows = owner.execute(
            "select code, label, valid_to from regions_codeentry where list = 'agama' and code in ('1', '2')"
            " order by code, valid_from nulls first"
        ).fetchall()
        owner.rollback()

    assert rows == [("1", "Islam", None), ("2", "Kristen", date(2026, 12, 31)), ("2", "Lain", None)]


def test_lists_are_read_once_and_again_after_a_change(django_assert_num_queries):
    codelists.labels("agama", TODAY)
    version = reference_version()

    with django_assert_num_queries(0):
        codelists.labels("shdk", TODAY)
    close_entry(entry_id=the("KES").pk, last_day=TODAY, by=KEEPER, at=AT)

    assert reference_version() == version + 1


def test_another_process_s_change_is_seen_when_the_version_is_looked_at():
    read: list[int] = []
    remembered = Remembered(lambda: read.append(1) or len(read))
    remembered()
    remembered._look_at = 0.0
    assert remembered() == 1

    CodeEntry.objects.filter(code="KES", list="panti_cost_index").update(valid_to=TODAY)
    remembered._look_at = 0.0

    assert remembered() == 2
    assert known("337201") == "current"
