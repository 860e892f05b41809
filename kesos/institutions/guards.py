"""What the flow of a case in a home asks before somebody moves in."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.workflow.hooks import register_guard

SQL = statements("kesos.institutions", "sql/guards.sql")


def there_is_a_place(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """The residents of a home are counted as the system: some come from where the decider may not look."""
    with acting(SYSTEM):
        full = rows(SQL["full"], {"ids": list(case_ids)})
    return {
        case: f"{name} penuh: {capacity} tempat terisi semua. Rujuk ke panti lain, atau tunggu sampai ada yang keluar."
        if name
        else "Kasus ini belum menunjuk panti. Tunjuk pantinya dahulu."
        for case, name, capacity in full
    }


register_guard("tempat_tersedia", there_is_a_place)
