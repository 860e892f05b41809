"""An event is written with the act it tells of."""

from datetime import UTC, datetime

import pytest

from kesos.audit.models import AuditEvent
from kesos.audit.services import record
from kesos.database.acting import acting
from kesos.foundation.actor import Actor

AT = datetime(2025, 9, 5, 3, tzinfo=UTC)
BAWANG = Actor(user_id=7, name="Bu Sari", roles=frozenset({"LURAH"}), grants=frozenset({("audit.view", "3571031009")}))


@pytest.mark.django_db
def test_an_event_is_written():
    with acting(BAWANG):
        record("audit.verified", by=BAWANG, at=AT, subject="case:1", region_code="3571031009", count=3, faults=0)
        record("audit.verified", by=BAWANG, at=AT, subject="case:1", region_code="3571031009", count=3, faults=0)

        events = list(AuditEvent.objects.order_by("seq"))

    assert [(e.seq, e.details) for e in events] == [(1, {"count": 3, "faults": 0}), (2, {"count": 3, "faults": 0})]
    assert bytes(events[1].previous) == bytes(events[0].hash)
