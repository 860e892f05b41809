"""Places that become free by a decision: a family keeps its place until somebody says that nobody can take over."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from kesos.bulk.sql import run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused

SQL = statements("kesos.programmes", "sql/places.sql")


class QuotaFull(Refused):
    """The database counts the seats, and there is none left."""

    code = "quota_full"


@contextmanager
def within_quota() -> Iterator[None]:
    """The one seat too many as a sentence; what was written inside is taken back. Raises QuotaFull."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        if "quota_not_exceeded" not in str(broken):
            raise
        raise QuotaFull("Kuota program ini sudah penuh; tidak ada tempat lagi.") from broken


def free(*, enrolments: Sequence[int], at: datetime) -> int:
    """Open the places of families that wait for a manager and will not find one. Told again, nothing changes."""
    with acting(SYSTEM):
        told = {"enrolments": list(enrolments), "today": timezone.localdate(at), "at": at}
        return run(SQL["free"], told)
