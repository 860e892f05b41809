"""The tables of this part, one module a subject."""

from kesos.portal.models.accounts import CitizenAccount, EntranceTry
from kesos.portal.models.incidents import Incident
from kesos.portal.models.reports import Report, Reporter
from kesos.portal.models.retention import Forgotten, RetentionRun
from kesos.portal.models.rights import Consent, RightRequest
from kesos.portal.models.terms import PlaceTerm

__all__ = [
    "CitizenAccount",
    "Consent",
    "EntranceTry",
    "Forgotten",
    "Incident",
    "PlaceTerm",
    "Report",
    "Reporter",
    "RetentionRun",
    "RightRequest",
]
