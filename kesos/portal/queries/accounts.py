"""The citizen behind an account, and the account of a citizen."""

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import Refused
from kesos.portal.models import CitizenAccount
from kesos.registry.models import Person


class NoCitizen(Refused):
    """The account belongs to no citizen: an official's, or one that was ended."""

    code, status = "no_citizen", 403


def own_account(actor: Actor) -> CitizenAccount:
    """Raises NoCitizen."""
    found = CitizenAccount.objects.filter(user_id=actor.user_id, ended_at=None).first()
    if found is None:
        raise NoCitizen("Halaman ini untuk akun warga. Akun ini bukan akun warga.")
    return found


def citizen(actor: Actor) -> Person:
    """Who the account belongs to, as the registry knows them today. Raises NoCitizen."""
    account = own_account(actor)
    with acting(SYSTEM):
        return Person.objects.select_related("region").get(pk=account.person_id)


def account_of(person_id: int) -> CitizenAccount | None:
    """To be read while acting: an official sees those of the own area."""
    return CitizenAccount.objects.filter(person_id=person_id, ended_at=None).first()


def family_of(person_id: int) -> int | None:
    """The family the person is in today."""
    with acting(SYSTEM):
        found = Person.objects.get(pk=person_id).memberships.filter(left_on=None)
        return found.values_list("family_id", flat=True).first()
