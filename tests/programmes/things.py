"""A quota, a wage still to come and a recipient outside the integrated data, each made when a walk first asks."""

from datetime import date

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.programmes.models import MinimumWage, Quota
from kesos.registry.models import Enrolment
from tests.api.things import Things
from tests.api.world import BAWANG, KEDIRI
from tests.registry.world import a_family, a_person, a_source


def a_quota(t: Things) -> int:
    def make() -> int:
        with acting(SYSTEM):
            made = Quota.objects.create(
                programme_id="PERMAKANAN", region_id=KEDIRI, places=5, basis="SK Kuota", valid_from=date(2026, 1, 1)
            )
            Quota.objects.filter(pk=made.pk).update(basis=f"SK Kuota {made.pk}")
        return made.pk

    return t.once("quota", make)


def a_wage(t: Things) -> int:
    def make() -> int:
        with acting(SYSTEM):
            return MinimumWage.objects.create(
                region_id=KEDIRI, monthly_idr=2_492_811, basis="Keputusan contoh", valid_from=date(2090, 1, 1)
            ).pk

    return t.once("wage", make)


def an_outsider(t: Things) -> str:
    def make() -> str:
        person = a_person("SUPARMI WARSITO", region=BAWANG)
        family = a_family(person)
        with acting(SYSTEM):
            Enrolment.objects.create(
                person=person, family=family, programme="PERMAKANAN", from_on=date(2026, 1, 1), source=a_source(),
                unlisted_reason="Lansia terlantar, menunggu pemutakhiran data",
            )  # fmt: skip
        return person.full_name

    return t.once("outsider", make)
