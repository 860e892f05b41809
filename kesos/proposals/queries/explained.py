"""What an operator tells a citizen of a proposal: what it means, what follows, who has it in hand, by when."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from kesos.access.models import Role
from kesos.proposals.models import Proposal
from kesos.proposals.models.proposals import AID_FLOW, FLOW

FILES = {FLOW: "explained.toml", AID_FLOW: "explained_aid.toml"}
SYSTEM, NOBODY = "system", ""
BY_THE_SYSTEM = "Sistem, tanpa menunggu petugas"
OVER = "Sudah selesai"


@dataclass(frozen=True, slots=True)
class Words:
    now: str
    next: str
    todo: str
    holder: str


@dataclass(frozen=True, slots=True)
class Explanation:
    now: str
    next: str
    todo: str
    holder: str
    until: date | None


@cache
def words(flow: str = FLOW) -> dict[str, Words]:
    """For every state of the flow."""
    told = resources.files("kesos.proposals").joinpath(f"data/{FILES[flow]}").read_text(encoding="utf-8")
    return {state: Words(**row) for state, row in tomllib.loads(told).items()}


def explained(proposal: Proposal, *, until: date | None) -> Explanation:
    """`until` is the last day of the term the case carries, where it has one."""
    found = words(proposal.case.flow)[proposal.case.state]
    return Explanation(found.now, found.next, found.todo, _holder(found.holder), until)


def _holder(role: str) -> str:
    if role in (SYSTEM, NOBODY):
        return BY_THE_SYSTEM if role else OVER
    return Role.objects.values_list("label", flat=True).get(pk=role)
