"""One module for each aggregate."""

from kesos.proposals.models.deliberations import Attendee, Deliberation
from kesos.proposals.models.determinations import Determination, DeterminationRow
from kesos.proposals.models.figures import MonthFigure
from kesos.proposals.models.matching import MatchTurn
from kesos.proposals.models.periods import Period
from kesos.proposals.models.proposals import Proposal, ProposalMember
from kesos.proposals.models.sent import SentRow

__all__ = [
    "Attendee",
    "Deliberation",
    "Determination",
    "DeterminationRow",
    "MatchTurn",
    "MonthFigure",
    "Period",
    "Proposal",
    "ProposalMember",
    "SentRow",
]
