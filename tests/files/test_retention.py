"""Files go when their time is over, and the table says when that is."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from kesos.database.acting import acting
from kesos.files import disk, jobs, services, sweeping
from kesos.files.models import Retention, StoredFile
from kesos.foundation.actor import SYSTEM
from tests.files.uploads import AT, OPERATOR, PDF, on_disk, photo, put

pytestmark = pytest.mark.django_db
YEAR_LATER = datetime(2027, 11, 22, 3, tzinfo=UTC)


def row(key):
    with acting(SYSTEM):
        return StoredFile.objects.get(pk=key)


def test_an_export_is_kept_a_month_from_its_storing():
    kept = put(b"NIK;Nama\n", kind="export")

    assert kept.expires_at == datetime(2026, 12, 22, 3, tzinfo=UTC)


@pytest.mark.requirement("X-06")
def test_an_identity_scan_is_kept_a_year_from_the_decision_not_from_the_upload():
    kept = put(photo((400, 300)), kind="identity_scan")
    decided = AT + timedelta(days=200)

    before = kept.expires_at
    with acting(OPERATOR):
        services.start_retention(keys=[kept.key], at=decided)

    assert before is None
    assert row(kept.key).expires_at == datetime(2028, 6, 10, 3, tzinfo=UTC)


def test_what_is_over_goes_from_disk_and_loses_its_name_and_the_rest_stays(media, django_capture_on_commit_callbacks):
    over = [put(PDF, kind="letter").key for _ in range(3)]
    young = put(photo((400, 300)))
    with acting(SYSTEM):
        StoredFile.objects.filter(pk__in=over).update(expires_at=YEAR_LATER)

    with django_capture_on_commit_callbacks(execute=True):
        gone = sweeping.expire(at=YEAR_LATER, slice_rows=2)

    assert gone == 3
    assert {(row(key).name, row(key).deleted_at, row(key).kind) for key in over} == {("", YEAR_LATER, "letter")}
    assert {path.name for path in on_disk(media)} == {str(young.key), f"{young.key}{disk.THUMBNAIL}"}


def test_content_without_a_row_goes_after_a_day_and_content_with_one_stays(media):
    kept = put(photo((400, 300)))
    orphans = [media / "ab" / "abcdef01-0000-4000-8000-000000000000", media / "masuk" / "x.part"]
    for orphan in orphans:
        orphan.parent.mkdir(parents=True, exist_ok=True)
        orphan.write_bytes(b"x")
    young = media / "ab" / "abcdef02-0000-4000-8000-000000000000"
    young.write_bytes(b"x")
    for path in on_disk(media):
        if path != young:
            os.utime(path, (0, 0))

    gone = sweeping.remove_orphans()

    assert gone == 2
    assert {path.name for path in on_disk(media)} == {young.name, str(kept.key), f"{kept.key}{disk.THUMBNAIL}"}


def test_the_nightly_jobs_call_the_sweeps(media):
    put(b"NIK;Nama\n", kind="export")

    jobs.expire(YEAR_LATER)
    jobs.remove_orphans(YEAR_LATER)
    jobs.sweep_staging(YEAR_LATER)

    with acting(SYSTEM):
        assert StoredFile.objects.exclude(deleted_at=None).count() == 1


def test_every_kind_of_file_has_a_rule_with_its_reason():
    from kesos.files.file_kinds import _KINDS

    told = {rule.retention_class: rule for rule in Retention.objects.all()}

    assert {kind.retention for kind in _KINDS.values()} <= set(told)
    assert all(rule.legal_note for rule in told.values())


def test_two_rules_of_one_class_never_hold_at_once():
    with pytest.raises(IntegrityError, match="files_retention_one_at_a_time"):
        Retention.objects.create(
            retention_class="letter", label="x", months=1, clock="stored", legal_note="x", valid_from=AT.date()
        )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [("months = 0", "files_retention_months"), ("valid_to = valid_from", "files_retention_dates")],
)
def test_the_database_refuses_a_rule_that_makes_no_sense(change, constraint):
    with pytest.raises(IntegrityError, match=constraint), connection.cursor() as cursor:
        cursor.execute(f"update files_retention set {change}")
