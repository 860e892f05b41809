"""Roles as people read them: who may see and do what."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kesos.access.models import ExcludedPair, Role, RolePermission
from kesos.access.permissions import sentence
from kesos.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class RolePage:
    role: Role
    always: list[str]
    in_session: list[str]
    never_with: list[tuple[str, str]]


def by_level() -> list[tuple[str, list[Role]]]:
    roles = list(Role.objects.order_by("place"))
    return [(label, [r for r in roles if r.level == level]) for level, label in Role.Level.choices]


def grantable(lengths: set[int]) -> list[Role]:
    """Roles that can be given for areas of these lengths."""
    return [role for role in Role.objects.order_by("place") if lengths & set(role.area_digits)]


def page(code: str, *, at: datetime) -> RolePage:
    role = Role.objects.filter(pk=code).first()
    if role is None:
        raise NotFound("Peran tidak ditemukan.")
    in_force = Q(valid_to=None) | Q(valid_to__gt=at)
    held = RolePermission.objects.filter(in_force, role=role, valid_from__lte=at).order_by("permission")
    told = list(held.values_list("permission", "only_in_session"))
    pairs = ExcludedPair.objects.filter(in_force, Q(role_a=role) | Q(role_b=role), valid_from__lte=at)
    never = [
        ((pair.role_b if pair.role_a_id == code else pair.role_a).label, pair.why)
        for pair in pairs.select_related("role_a", "role_b")
    ]
    return RolePage(
        role=role,
        always=[sentence(permission) for permission, only in told if not only],
        in_session=[sentence(permission) for permission, only in told if only],
        never_with=sorted(never),
    )
