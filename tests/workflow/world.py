"""Short words for tests of the kernel: people, a flow with everything in it, cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kesos.foundation.actor import Actor
from kesos.workflow.declaring import store
from kesos.workflow.flow import Flow
from kesos.workflow.models import Case
from kesos.workflow.services import open_case
from tests.databases import as_owner

AT = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)  # a Thursday, 10.00 in Kediri
HERE, NEXT_DOOR, CITY = "3571031009", "3571031008", "3571"


def somebody(user_id: int, *permissions: str, area: str = HERE, **more: Any) -> Actor:
    more.setdefault("name", f"Petugas {user_id}")
    return Actor(user_id=user_id, grants=frozenset((p, area) for p in permissions), **more)


@contextmanager
def sql() -> Iterator[CursorWrapper]:
    """A cursor whose failure leaves the test's own transaction whole; deferred constraints are checked at its end."""
    with transaction.atomic(), connection.cursor() as cursor:
        yield cursor
        connection.check_constraints()


def keep(flow: Flow) -> None:
    """Store a flow as a new release would."""
    with as_owner() as owner:
        store(owner, flow, since=datetime(2026, 1, 1, tzinfo=UTC))


OPENER = somebody(1000, "anything.else", name="Pembuka")


def a_case(
    flow: Flow | str, *, region_code: str = HERE, by: Actor | None = None, at: datetime = AT, **more: Any
) -> Case:
    key = flow if isinstance(flow, str) else flow.key
    return open_case(
        flow=key, region_code=region_code, by=by or somebody(1000, "anything.else", area=""), at=at, **more
    )
