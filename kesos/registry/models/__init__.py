"""One module for each aggregate."""

from kesos.registry.models.facts import Decile, Enrolment, Listing
from kesos.registry.models.families import Family, FamilyHistory, Membership, PastFamilyCard
from kesos.registry.models.imports import FactRow, ImportMapping, ImportRow, ImportRun
from kesos.registry.models.matches import Match
from kesos.registry.models.merges import Merge, MergedRow
from kesos.registry.models.people import IdentityTask, Person, PersonHistory, SearchName
from kesos.registry.models.poverty import PovertyTarget
from kesos.registry.models.ppks import PpksRecord
from kesos.registry.models.reach import AcrossLookUp, Reach
from kesos.registry.models.sources import Source
from kesos.registry.models.visits import FamilyVisit, PersonVisit

__all__ = [
    "AcrossLookUp",
    "Decile",
    "Enrolment",
    "FactRow",
    "Family",
    "FamilyHistory",
    "FamilyVisit",
    "IdentityTask",
    "ImportMapping",
    "ImportRow",
    "ImportRun",
    "Listing",
    "Match",
    "Membership",
    "Merge",
    "MergedRow",
    "PastFamilyCard",
    "Person",
    "PersonHistory",
    "PersonVisit",
    "PovertyTarget",
    "PpksRecord",
    "Reach",
    "SearchName",
    "Source",
]
