"""One module for each aggregate."""

from kesos.registry.models.facts import Decile, Enrolment, Listing
from kesos.registry.models.families import Family, FamilyHistory, Membership, PastFamilyCard
from kesos.registry.models.people import IdentityTask, Person, PersonHistory
from kesos.registry.models.reach import AcrossLookUp, Reach
from kesos.registry.models.sources import Source

__all__ = [
    "AcrossLookUp",
    "Decile",
    "Enrolment",
    "Family",
    "FamilyHistory",
    "IdentityTask",
    "Listing",
    "Membership",
    "PastFamilyCard",
    "Person",
    "PersonHistory",
    "Reach",
    "Source",
]
