"""The counter of a kelurahan: requests that wait, and those who may issue their letters."""

from datetime import date, datetime
from uuid import uuid4

from kesos.database.acting import acting
from kesos.documents.models import CertificateRequest
from kesos.documents.services import certify
from kesos.foundation.actor import SYSTEM, Actor
from kesos.registry.models import Listing, Person
from tests.documents.conftest import AT, BAWANG, KOTA, TINALAN, actor_of
from tests.registry.world import a_family, a_person, a_source

ASKS = ("person.view", "letter.view", "surat_keterangan.cek_siks", "surat_keterangan.tidak_terdaftar")
ISSUES = ("person.view", "letter.view", "letter.print", "surat_keterangan.terbitkan")
OPERATOR = actor_of(BAWANG, *ASKS, user_id=21)
NEXT_OPERATOR = actor_of(TINALAN, *ASKS, user_id=24)
LURAH = actor_of(BAWANG, *ISSUES, user_id=22)
NEIGHBOUR = actor_of(TINALAN, *ISSUES, user_id=23)
KADIS = actor_of(KOTA, *ISSUES, user_id=25)


def a_listed_person(name: str, *, village: str = BAWANG, listed: bool = True) -> Person:
    person = a_person(name, region=village)
    family = a_family(person, a_person(f"ANAK {name}", region=village), region=village)
    if listed:
        with acting(SYSTEM):
            Listing.objects.create(
                family=family, register="dtsen", from_on=date(2025, 1, 1), decree="79/HUK/2025", source=a_source()
            )
    return person


def a_request(
    name: str = "SULASTRI", *, listed: bool = True, by: Actor = OPERATOR, at: datetime = AT
) -> CertificateRequest:
    """Asked for in the operator's own kelurahan."""
    person = a_listed_person(name, village=next(area for _, area in by.grants), listed=listed)
    return certify.ask(
        person_id=person.pk, purpose="Pendaftaran sekolah", ktp_key=str(uuid4()), kk_key=str(uuid4()), by=by, at=at
    )
