"""Which accounts an administrator sees, and what stands on their pages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from kesos.access.models import Delegation, Grant, User
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.regions.queries import tree
from kesos.regions.scope import within

MANAGE = "user.manage"


@dataclass(frozen=True, slots=True)
class UserRow:
    id: int
    full_name: str
    username: str
    is_active: bool
    offices: list[str]


def visible_to(actor: Actor) -> QuerySet[User]:
    """Who is kept in the actor's areas, and who holds or held an office there."""
    areas = actor.areas(MANAGE)
    held = Grant.objects.filter(within(areas, "area"), user=OuterRef("pk"))
    lent = Delegation.objects.filter(within(areas, "area"), to_user=OuterRef("pk"))
    return User.objects.filter(within(areas) | Exists(held) | Exists(lent))


def visible(actor: Actor, user_id: int) -> User:
    """Raises NotFound where the actor has no say: an account of the next area does not exist."""
    user = visible_to(actor).filter(pk=user_id).first()
    if user is None:
        raise NotFound("Akun tidak ditemukan.")
    return user


def kept_by(actor: Actor, user_id: int) -> User:
    """An account whose name, password and state the actor looks after. Raises NotFound, NotAllowed."""
    user = visible(actor, user_id)
    actor.require(MANAGE, user.region_code)
    return user


def page(
    actor: Actor, *, at: datetime, words: str = "", role: str = "", state: str = "", after: str = "", limit: int = 50
) -> list[UserRow]:
    """One page in order of the username; `after` is the last username of the page before."""
    found = visible_to(actor).filter(username__gt=after).order_by("username")
    for word in words.split():
        found = found.filter(
            Q(full_name__icontains=word) | Q(username__icontains=word.lower()) | Q(email__icontains=word) | Q(nip=word)
        )
    if role:
        found = found.filter(Exists(in_force(at).filter(user=OuterRef("pk"), role=role)))
    if state:
        found = found.filter(is_active=state == "aktif")
    users = list(found[:limit])
    offices: dict[int, list[str]] = {}
    seen = within(actor.areas(MANAGE), "area")
    held = list(in_force(at).filter(seen, user__in=users).select_related("role").order_by("role__place"))
    places = tree.names({grant.area for grant in held if grant.area})
    for grant in held:
        place = places.get(grant.area, grant.area) or "Indonesia"
        offices.setdefault(grant.user_id, []).append(f"{grant.role.label} · {place}")
    return [UserRow(u.pk, u.full_name, u.username, u.is_active, offices.get(u.pk, [])) for u in users]


def in_force(at: datetime) -> QuerySet[Grant]:
    return Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at)


def areas_holding(permission: str, *, at: datetime) -> list[str]:
    """Where officials hold this permission now; citizens hold theirs for their own family only."""
    held = in_force(at).filter(role__permissions__permission=permission).exclude(role__level="public")
    return sorted(set(held.values_list("area", flat=True)))


def grants_of(user_id: int, *, within_areas: list[str]) -> QuerySet[Grant]:
    """What the user holds and held, in the areas the reader looks after."""
    found = Grant.objects.filter(within(within_areas, "area"), user=user_id)
    return found.select_related("role").order_by("-valid_from", "-id")


def grant_in(actor: Actor, grant_id: int) -> Grant:
    """Raises NotFound for a grant outside the actor's areas."""
    grant = Grant.objects.filter(within(actor.areas(MANAGE), "area"), pk=grant_id).select_related("role").first()
    if grant is None:
        raise NotFound("Penugasan tidak ditemukan.")
    return grant


def delegations_of(user_id: int, *, within_areas: list[str]) -> QuerySet[Delegation]:
    found = Delegation.objects.filter(within(within_areas, "area"), Q(to_user=user_id) | Q(from_user=user_id))
    return found.select_related("role").order_by("-valid_from", "-id")
