"""Bearer tokens for programs: shown once, kept as a fingerprint, never more than their user."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection, transaction

from kesos.access import settings_store
from kesos.access.actors import actor_for
from kesos.access.door import at_the_door, digest, new_secret
from kesos.access.models import ApiToken, User
from kesos.access.permissions import KEPT, WITHOUT_ROWS
from kesos.access.queries import users
from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused

PREFIX = "kesos_"


class TokenRefused(Refused):
    code = "token_refused"


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Who comes in by a token: the actor holds only what the token's scopes leave."""

    token_id: int
    scopes: frozenset[str]
    actor: Actor


@transaction.atomic
def create_token(*, user_id: int, name: str, scopes: list[str], by: Actor, at: datetime, days: int = 90) -> str:
    """The secret, told this once. For oneself, or for an account the actor keeps. Raises TokenRefused."""
    if not (by.is_system or by.user_id == user_id):
        users.kept_by(by, user_id)
    longest = settings_store.number("token.max_days", at=at)
    if not 1 <= days <= longest:
        raise TokenRefused(f"Token berlaku paling lama {longest} hari.", field="days")
    holder = actor_for(user_id, at=at)
    if not scopes or (unknown := [scope for scope in scopes if not holder.holds(scope)]):
        told = ", ".join(unknown) if scopes else "tidak ada"
        raise TokenRefused(f"Cakupan yang tidak dipegang pengguna: {told}.", field="scopes")
    secret = PREFIX + new_secret()
    with at_the_door():
        made = ApiToken.objects.create(
            user_id=user_id, name=name.strip() or "token", scopes=sorted(set(scopes)), digest=digest(secret),
            made_at=at, ends_at=at + timedelta(days=days),
        )  # fmt: skip
    audit.record(
        "access.token_made", by=by, at=at, subject=f"user:{user_id}", token=made.name, scopes=", ".join(made.scopes)
    )
    return secret


def verify_token(secret: str, *, at: datetime) -> TokenHolder | None:
    """The holder of a token that is in force, or None. Notes the use once in five minutes at most."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select token_id, user_id, scopes, last_used_at from access_known_token(%s, %s)", [digest(secret), at]
        )
        found = cursor.fetchone()
    if found is None:
        return None
    token_id, user_id, scopes, last_used_at = found
    try:
        actor = actor_for(user_id, at=at)
    except NotFound:
        return None
    if last_used_at is None or at - last_used_at > timedelta(minutes=5):
        with at_the_door():
            ApiToken.objects.filter(pk=token_id).update(last_used_at=at)
    return TokenHolder(token_id, frozenset(scopes), _narrowed(actor, frozenset(scopes)))


@transaction.atomic
def revoke_token(*, token_id: int, by: Actor, at: datetime) -> None:
    with at_the_door():
        token = ApiToken.objects.filter(pk=token_id, revoked_at=None).select_related("user").first()
        if token is None or not _may_revoke(by, token.user):
            raise NotFound("Token tidak ditemukan.")
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
    audit.record("access.token_revoked", by=by, at=at, subject=f"user:{token.user_id}", token=token.name)


def _may_revoke(by: Actor, user: User) -> bool:
    return by.is_system or by.user_id == user.pk or by.may(users.MANAGE, user.region_code)


def _narrowed(actor: Actor, scopes: frozenset[str]) -> Actor:
    grants = frozenset(pair for pair in actor.grants if pair[0] in scopes)
    reach = frozenset(pair for pair in actor.reach if pair[0] in scopes)
    lent = frozenset(held for held in actor.lent if held[0] in scopes)
    unkept = tuple(f"{kind}:" for permission, kind in KEPT.items() if permission not in scopes)
    holders = frozenset(h for h in actor.holders if not h.startswith(unkept))
    sees = actor.sees if scopes - WITHOUT_ROWS else frozenset[str]()
    return replace(actor, grants=grants, reach=reach, lent=lent, holders=holders, sees=sees)
