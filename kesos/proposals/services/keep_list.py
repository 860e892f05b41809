"""The list for the centre is fixed when the month is locked: row by row, and by its checksum."""

from django.db import transaction

from kesos.bulk.sql import row, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.models import Period

SQL = statements("kesos.proposals", "sql/centre_file.sql")


@transaction.atomic
def keep_list(*, period: Period) -> tuple[int, str]:
    """How many proposals the list holds, and its checksum (sha256, hex). Kept again it stays as it was."""
    with acting(SYSTEM):
        if period.sent.exists():
            number = period.sent.count()
        else:
            number = run(SQL["keep"].format(**SQL), {"period": period.pk, "city": period.region_id})
        found = row(SQL["fingerprint"], {"period": period.pk})
        return number, str(found[0]) if found else ""
