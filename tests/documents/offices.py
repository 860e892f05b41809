"""The office of a kelurahan and who signs for it."""

from datetime import date

from kesos.database.acting import acting
from kesos.documents.models import Office, Signer
from kesos.foundation.actor import SYSTEM
from tests.access.world import BAWANG


def office_of_bawang() -> Office:
    with acting(SYSTEM):
        made = Office.objects.create(
            name="Kelurahan Bawang", government="Pemerintah Kota Kediri", region_code=BAWANG, unit="419.503.9",
            city="Kediri", address="Jalan Contoh 1, Kota Kediri",
        )  # fmt: skip
        Signer.objects.create(
            office=made, region_code=BAWANG, name="SUHARTO, S.Sos", title="Lurah Bawang", valid_from=date(2026, 1, 1)
        )
    return made
