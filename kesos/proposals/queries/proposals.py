"""Proposals one by one, and what lists of them offer to choose from: those of the areas where the actor may look."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.proposals.models import MatchTurn, Proposal
from kesos.regions.models import Region
from kesos.regions.scope import within
from kesos.registry.models import Family

VIEW = "proposal.view"
SQL = statements("kesos.proposals", "sql/pages.sql")


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the proposed family; `nik` is the full number, which pages mask.

    Without `full_name`: recorded by now where this actor may not look. Without `relation`: no longer in the family.
    """

    person_id: int
    full_name: str | None
    nik: int | None
    no_nik_reason: str | None
    sex: str | None
    birth_date: date | None
    relation: int | None

    @property
    def in_family(self) -> bool:
        return self.relation is not None


def visible_to(actor: Actor) -> QuerySet[Proposal]:
    return Proposal.objects.filter(within(actor.areas(VIEW)))


def by_number(actor: Actor, number: str) -> Proposal:
    """Raises NotFound also where the proposal belongs to a place out of reach. A family that has moved away does not
    hide it: see `family_of`."""
    found = visible_to(actor).select_related("case", "period", "programme", "person").filter(number=number).first()
    if found is None:
        raise NotFound("Usulan tidak ditemukan.")
    return found


def family_of(proposal: Proposal) -> Family | None:
    """None where it lives out of reach by now: the old place keeps the proposal and learns nothing new."""
    return Family.objects.filter(pk=proposal.family_id).first()


def members(proposal: Proposal) -> list[Member]:
    return [Member(*row) for row in rows(SQL["members"], {"proposal": proposal.pk})]


def joined_since(proposal: Proposal) -> list[tuple[int, str]]:
    """Person and name of those who came into the family after it was proposed."""
    return [(person, name) for person, name in rows(SQL["joined_since"], {"proposal": proposal.pk})]


def match_turn(proposal: Proposal) -> MatchTurn | None:
    """Where it waits because nobody answered."""
    return MatchTurn.objects.filter(proposal=proposal, unanswered_at__isnull=False).first()


def of_family(actor: Actor, family_id: int, *, period_id: int) -> Proposal | None:
    """The family's proposal into the data in a month, if this actor may see it."""
    return visible_to(actor).filter(family_id=family_id, period_id=period_id, programme=None).first()


def months(actor: Actor, *, most: int = 12) -> list[date]:
    """The newest months for which there was a period, to choose from."""
    return [month for (month,) in rows(SQL["months"], {"most": most})]


def villages(actor: Actor) -> list[tuple[str, str]]:
    """Desa and kelurahan to choose from, where the actor's areas lie in kab/kota or below."""
    areas = actor.areas(VIEW)
    if not areas or any(len(area) < 4 for area in areas):
        return []
    found = Region.objects.filter(within(areas, "code"), level=4, valid_to=None)
    return list(found.order_by("name").values_list("code", "name"))


def village_names(codes: set[str]) -> dict[str, str]:
    return dict(Region.objects.filter(pk__in=codes).values_list("code", "name"))
