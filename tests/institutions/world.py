"""Short words for homes, residents and helpers."""

from datetime import date

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.institutions.models import Panti, Psks, Stay
from kesos.registry.models import Person
from tests.registry.world import BAWANG, a_source


def a_home(code: str = "PSTW-01", *, name: str = "PPSLU Bisma Upakara", region: str = BAWANG, **more) -> Panti:
    with acting(SYSTEM):
        return Panti.objects.create(code=code, name=name, region_id=region, source=a_source(), **more)


def stays(person: Person, home: Panti, *, since: date = date(2025, 1, 1), until: date | None = None) -> Stay:
    with acting(SYSTEM):
        return Stay.objects.create(person=person, panti=home, from_on=since, to_on=until, source=a_source())


def helps(code: str = "PSKS-03", *, person: Person | None = None, name: str = "", region: str = BAWANG, **more) -> Psks:
    with acting(SYSTEM):
        return Psks.objects.create(
            type=code, person=person, name=name, region_id=region, source=a_source(),
            **{"from_on": date(2025, 1, 1)} | more,
        )  # fmt: skip
