"""A draft is handed in, whatever it proposes."""

from datetime import datetime

from kesos.foundation.actor import Actor
from kesos.proposals.models import Proposal
from kesos.proposals.services import propose, propose_aid


def hand_in(*, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Raises the kernel's refusals."""
    if proposal.kind == Proposal.Kind.AID:
        propose_aid.submit_aid(proposal=proposal, by=by, at=at)
    else:
        propose.submit(proposal=proposal, by=by, at=at)
