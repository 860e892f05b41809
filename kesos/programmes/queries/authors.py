"""The names of those who wrote something down, for who may read it."""

from collections.abc import Iterable

from kesos.bulk.sql import rows
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, SYSTEM_USER_ID

NAMES = "select id, full_name from access_user where id = any (%(ids)s)"


def authors(user_ids: Iterable[int]) -> dict[int, str]:
    """By user; asked as the system, because accounts are shown to their keepers alone."""
    with acting(SYSTEM):
        found = dict(rows(NAMES, {"ids": sorted(set(user_ids))}))
    return {SYSTEM_USER_ID: "Sistem", **found}
