"""What a page offers of a case's next steps: those to press, those closed with a why, those of others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone

from kesos.foundation.actor import Actor
from kesos.foundation.numbers import number_of
from kesos.workflow import queries as workflow
from kesos.workflow.models import Case
from kesos.workflow.queries import Possibility

OTHERS = "not_allowed"


@dataclass(frozen=True, slots=True)
class Steps:
    """`open` can be taken now, `closed` only after what their why says, `of_others` by somebody else."""

    open: list[Possibility]
    closed: list[Possibility]
    of_others: list[Possibility]
    reason_list: list[tuple[str, str]]

    @property
    def mine(self) -> list[Possibility]:
        return [*self.open, *self.closed]

    @property
    def actions(self) -> set[str]:
        return {found.step.action for found in [*self.mine, *self.of_others]}

    @property
    def waited_for(self) -> str:
        """What others do next, within a sentence: an abbreviation keeps its capitals."""
        return ", ".join(found.label[:1].lower() + found.label[1:] for found in self.of_others)

    @property
    def asks_reason(self) -> bool:
        return any(found.step.reason or found.step.reason_list for found in self.mine)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a decision form sends; `seen` tells a second click from a second wish."""

    action: str = ""
    reason: str = ""
    reason_code: str = ""
    seen: int | None = None

    @classmethod
    def of(cls, sent: QueryDict) -> "Typed":
        seen = sent.get("dilihat", "")
        return cls(
            action=sent.get("langkah", "")[:60],
            reason=sent.get("alasan", "").strip()[:1000],
            reason_code=sent.get("kode", "")[:20],
            seen=number_of(seen[:9]),
        )


def steps_of(
    case: Case, actor: Actor, *, at: datetime, only: Collection[str], form_asks: Collection[str] = ()
) -> Steps:
    """`only` these actions are offered on this page; a refusal code in `form_asks` is what its form brings."""
    found = [each for each in workflow.possible(case, actor, at=at) if each.step.action in only]
    mine = [each for each in found if each.code != OTHERS]
    codes = sorted({each.step.reason_list for each in mine if each.step.reason_list})
    return Steps(
        open=[each for each in mine if not each.code or each.code in form_asks],
        closed=[each for each in mine if each.code and each.code not in form_asks],
        of_others=[each for each in found if each.code == OTHERS],
        reason_list=[pair for name in codes for pair in workflow.reasons(name, on=timezone.localdate(at))],
    )
