"""Somebody of the kelurahan Bawang who needs services, for walks through every screen and endpoint."""

from datetime import date

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.models import PpksRecord
from tests.api.things import Things


def a_need(things: Things) -> PpksRecord:
    def made() -> PpksRecord:
        with acting(SYSTEM):
            return PpksRecord.objects.create(
                person=things.asker, type="PPKS-13", from_on=date(2026, 1, 1), source=things.asker.source
            )

    return things.once("need", made)
