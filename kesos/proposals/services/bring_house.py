"""Papers of a proposal that show the house: kept with the family, and laid beside the case."""

from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from kesos.evidence.queries.papers import FRONT, POINT, house_papers, lying
from kesos.evidence.services.locate import Told, locate
from kesos.evidence.services.photograph import photograph
from kesos.foundation.actor import Actor
from kesos.proposals.models import Proposal
from kesos.workflow import services as workflow
from kesos.workflow.services import NewPaper


@transaction.atomic
def bring_photo(*, proposal: Proposal, data: BinaryIO, name: str, by: Actor, at: datetime) -> None:
    """Raises what `photograph` and the kernel refuse; nothing is kept then."""
    photograph(family_id=proposal.family_id, view="front", data=data, name=name, by=by, at=at)
    lay_beside(proposal=proposal, by=by, at=at, only=FRONT)


@transaction.atomic
def bring_point(*, proposal: Proposal, told: Told, by: Actor, at: datetime) -> None:
    """Raises what `locate` and the kernel refuse; nothing is kept then."""
    locate(family_id=proposal.family_id, told=told, by=by, at=at)
    lay_beside(proposal=proposal, by=by, at=at, only=POINT)


def lay_beside(*, proposal: Proposal, by: Actor, at: datetime, only: str) -> None:
    """What the family's house has now of this kind becomes the paper, unless it is so already."""
    if new := [paper for paper in new_of_house(proposal) if paper.code == only]:
        workflow.attach_several(case_ids=[proposal.case_id], papers=new, by=by, at=at)


def new_of_house(proposal: Proposal) -> list[NewPaper]:
    """What the house has and the case does not say yet; what it has not, takes none away."""
    lies = lying(proposal.case_id)
    return [
        NewPaper(code, paper.file_key, paper.value)
        for code, paper in house_papers(proposal.family_id).items()
        if not paper.is_said_by(lies.get(code))
    ]
