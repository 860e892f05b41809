"""The tables of access, one topic a file."""

from kesos.access.models.entrances import ApiToken, OneTimeLink, TokenUse
from kesos.access.models.features import FeatureOff
from kesos.access.models.idempotency import GivenAnswer
from kesos.access.models.offices import Delegation, Grant, StaffSession
from kesos.access.models.roles import ExcludedPair, Role, RolePermission
from kesos.access.models.settings import Setting
from kesos.access.models.users import User

__all__ = [
    "ApiToken",
    "Delegation",
    "ExcludedPair",
    "FeatureOff",
    "GivenAnswer",
    "Grant",
    "OneTimeLink",
    "Role",
    "RolePermission",
    "Setting",
    "StaffSession",
    "TokenUse",
    "User",
]
