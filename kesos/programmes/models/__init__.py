"""One module for each aggregate."""

from kesos.programmes.models.catalogue import (
    Component,
    ExcludedOccupation,
    MinimumWage,
    Pair,
    Programme,
    ProgrammeTerm,
)
from kesos.programmes.models.checks import Check, CheckNotice, CriteriaThreshold, FieldNote
from kesos.programmes.models.kept import KeptFigure
from kesos.programmes.models.memberships import MembershipCase, MembershipChange
from kesos.programmes.models.quotas import Quota, QuotaChange, Seat
from kesos.programmes.models.replacements import PassedOver, Replacement, ReplacementRun
from kesos.programmes.models.scores import ScoreWeight
from kesos.programmes.models.vacancies import Vacancy
from kesos.programmes.models.waiting import Waiting

__all__ = [
    "Check",
    "CheckNotice",
    "Component",
    "CriteriaThreshold",
    "ExcludedOccupation",
    "FieldNote",
    "KeptFigure",
    "MembershipCase",
    "MembershipChange",
    "MinimumWage",
    "Pair",
    "PassedOver",
    "Programme",
    "ProgrammeTerm",
    "Quota",
    "QuotaChange",
    "Replacement",
    "ReplacementRun",
    "ScoreWeight",
    "Seat",
    "Vacancy",
    "Waiting",
]
