"""A family that goes elsewhere: how it is reported at the counter, how the registry tells of it, where it lives."""

from datetime import date

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.journeys.models import Move
from kesos.journeys.ports import Told
from kesos.journeys.services import report_move
from kesos.journeys.services.report_move import Asked
from kesos.registry.models import Person
from kesos.registry.ports import NotFoundThere, PopulationRecord, RegistryDown
from tests.journeys.world import (
    AT,
    NGRONGGO,
    OPERATOR,
    number,
)

DAY = date(2026, 11, 1)
PARE = "3506142003"
NEW_CARD = "9971030101109901"


def a_move(person, to=NGRONGGO, **more) -> Told:
    told = {
        "number": number("P"), "kind": "pindah", "issued_at": AT, "nik": person.nik, "full_name": person.full_name,
        "birth_date": person.birth_date, "happened_on": DAY, "region_code": person.region_id, "to_region_code": to,
        "to_address": "JL. MELATI 9",
    }  # fmt: skip
    return Told(**told | more)


def asked(family, to=NGRONGGO, **more) -> Asked:
    return Asked(family_id=family.pk, to_region_code=to, moved_on=DAY, to_address="JL. MELATI 9", **more)


def report(family, to=NGRONGGO, by=OPERATOR, **more) -> Move:
    return report_move.report_move(
        asked=asked(family, to, **more), paper="surat_pindah", file_key="berkas", by=by, at=AT
    )


class Shows:
    """A registry that shows everybody in one place, or does not answer."""

    def __init__(self, place: str) -> None:
        self.place = place

    def look_up(self, niks):
        if not self.place:
            raise RegistryDown("Dukcapil tidak menjawab.")
        with acting(SYSTEM):
            known = {f"{p.nik:016d}": p for p in Person.objects.filter(nik__in=[int(nik) for nik in niks])}
        return {
            nik: PopulationRecord(nik, "", p.full_name, p.birth_date, p.sex, True, None, self.place, "")
            if (p := known.get(nik)) else NotFoundThere(nik)
            for nik in niks
        }  # fmt: skip


def where(person) -> str:
    with acting(SYSTEM):
        return Person.objects.values_list("region_id", flat=True).get(pk=person.pk)
