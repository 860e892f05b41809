"""An event is written with the act it tells of, and holds no whole NIK."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from kesos.audit import origin, vocabulary
from kesos.audit.details import FullNumber
from kesos.audit.models import AuditEvent
from kesos.audit.services import record, record_many
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from tests.audit.actors import AT, BAWANG, HERE

pytestmark = pytest.mark.django_db
NIK = "9971014509010003"


def record_here(**details: object) -> AuditEvent:
    record("audit.verified", by=HERE, at=AT, subject="case:1", region_code=BAWANG, **details)
    return AuditEvent.objects.order_by("-seq", "-lane")[0]


@pytest.mark.requirement("J-31")
def test_an_event_tells_who_when_what_to_what_and_where():
    with acting(HERE), origin.request("a1b2"):
        event = record_here(count=3)

        assert (event.at, event.kind, event.subject, event.region_code) == (AT, "audit.verified", "case:1", BAWANG)
        assert (event.actor_id, event.actor_name, event.actor_role) == (7, "Bu Sari", "AUDITOR")
        assert (event.details, event.request_id) == ({"count": 3}, "a1b2")


@pytest.mark.requirement("J-32")
def test_an_event_goes_when_its_act_goes():
    with acting(HERE):
        with transaction.atomic():
            record_here(count=3)
            transaction.set_rollback(True)

        assert not AuditEvent.objects.filter(subject="case:1").exists()


def test_refuses_a_kind_that_no_part_declares():
    with pytest.raises(vocabulary.UnknownKind):
        record("audit.invented", by=HERE, at=AT)


def test_details_become_plain_values():
    with acting(HERE):
        event = record_here(on=date(2025, 9, 1), amount=Decimal("1.50"), share=1 / 3, codes={"b", "a"}, nothing=None)

        assert event.details == {
            "on": "2025-09-01",
            "amount": "1.50",
            "share": 0.333333,
            "codes": ["a", "b"],
            "nothing": None,
        }


@pytest.mark.parametrize("quoted", [NIK, "9971 0145 0901 0003", "9971.0145.0901.0003", "997101-450901-0003"])
@pytest.mark.requirement("X-07")
def test_a_nik_in_a_typed_reason_is_kept_masked(quoted: str):
    with acting(HERE):
        event = record_here(reason=f"NIK {quoted} salah ketik", nested={"list": [quoted]})

        assert event.details == {"reason": "NIK 9971••••••••0003 salah ketik", "nested": {"list": ["9971••••••••0003"]}}


def test_a_nik_handed_over_as_a_number_or_a_subject_is_a_fault():
    with pytest.raises(FullNumber):
        record("audit.verified", by=HERE, at=AT, person=int(NIK))
    with pytest.raises(FullNumber):
        record("audit.verified", by=HERE, at=AT, subject=f"person:{NIK}")


@pytest.mark.requirement("X-07")
@pytest.mark.parametrize(
    ("subject", "details"),
    [
        (f"person:{NIK}", "{}"),
        ("case:1", f'{{"nik": "{NIK}"}}'),
        ("case:1", f'{{"nik": {NIK}}}'),
        ("case:1", f'{{"a": ["x", {{"b": "lihat {NIK}."}}]}}'),
        ("case:1", f'{{"{NIK}": 1}}'),
        ("case:1", '{"nik": "9971 0145 0901 0003"}'),
        ("case:1", '{"nik": "997101.450901.0003"}'),
    ],
)
def test_the_table_refuses_a_whole_nik(subject: str, details: str):
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="audit_event_no_nik"):
        cursor.execute(
            "select audit_record(%s, 'audit.verified', 7, '', '', '', %s, '', %s, '')", [AT, subject, details]
        )


@pytest.mark.parametrize(
    "harmless",
    [
        "9971••••••••0003",
        "SK 188.45/123/419.033/2025",
        "2025-09-01 2025-09-30",
        "197001012000031001",  # NIP, eighteen digits
        "628123456789012",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855a1234567890123456f",
        "2025-09-05T03:00:00.123456+00:00",
    ],
)
def test_numbers_that_are_no_nik_pass_unchanged(harmless: str):
    with acting(HERE):
        assert record_here(told=harmless).details == {"told": harmless}


def test_a_set_gets_one_event_a_row_in_one_statement(django_assert_num_queries):
    select = "select 'case:' || n, %(region)s, jsonb_build_object('n', n) from generate_series(1, 200) n order by n"

    with acting(HERE), django_assert_num_queries(2):
        written = record_many("audit.verified", by=HERE, at=AT, select=select, params={"region": BAWANG})

    with acting(HERE):
        subjects = list(AuditEvent.objects.order_by("lane", "seq").values_list("subject", flat=True))
    assert written == 200
    assert subjects == [f"case:{n}" for n in range(1, 201)]


def test_the_system_records_too():
    with acting(SYSTEM):
        record("audit.verified", by=SYSTEM, at=AT, count=1, faults=0)

        assert AuditEvent.objects.values_list("actor_id", "actor_name", "region_code").get() == (0, "Sistem", "")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "Not A Kind"),
        ("region_code", "35.71"),
        ("region_code", "357"),
        ("details", "[]"),
        ("subject", "x" * 201),
    ],
)
def test_the_table_refuses_what_no_event_looks_like(column: str, value: str):
    row = {"kind": "audit.verified", "region_code": "", "details": "{}", "subject": "", column: value}

    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute(
            "select audit_record(%(at)s, %(kind)s, 7, '', '', '', %(subject)s, %(region_code)s, %(details)s, '')",
            {"at": AT, **row},
        )
