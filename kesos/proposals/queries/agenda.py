"""What a deliberation decides on: every family with what is proposed for it and what was said, from one query."""

from dataclasses import dataclass
from functools import cached_property

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.numbers import masked
from kesos.proposals.models import Deliberation

AGENDA = statements("kesos.proposals", "sql/agenda.sql")["agenda"]
# until its result is noted it speaks of every family that waits; afterwards only of those it has decided
OPEN = ("DIJADWALKAN", "BERLANGSUNG")
WAITS, BY_STATEMENT = "MUSYAWARAH", "DIGANTI_SPTJM"


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal. `is_said`: this deliberation has decided it; `agreed`, `code` and `reason` are then its words."""

    flow: str
    id: int
    case_id: int
    state: str
    number: str
    name: str
    nik: int | None
    address: str | None
    rt: str | None
    rw: str | None
    members: int
    proposed: str
    detail: str
    is_said: bool
    agreed: bool | None
    code: str
    reason: str

    @property
    def waits(self) -> bool:
        return self.state == WAITS

    @property
    def nik_masked(self) -> str:
        return masked(self.nik)

    @property
    def where(self) -> str:
        told = [self.address or "", f"RT {self.rt}" if self.rt else "", f"RW {self.rw}" if self.rw else ""]
        return " ".join(part for part in told if part)


@dataclass(frozen=True)
class Agenda:
    """All items of one deliberation, in the order of RW, RT and name, as an office reads them out."""

    items: list[Item]

    @cached_property
    def waiting(self) -> list[Item]:
        return [each for each in self.items if each.waits]

    @cached_property
    def said(self) -> list[Item]:
        return [each for each in self.items if each.is_said]

    @property
    def agreed(self) -> int:
        return sum(1 for each in self.said if each.agreed)

    @property
    def refused(self) -> int:
        return len(self.said) - self.agreed


def agenda_of(deliberation: Deliberation) -> Agenda:
    """Within the actor's sight. A month of one kelurahan: an index reads its rows alone, however large the country."""
    state = deliberation.case.state
    waits_for_carry = state == BY_STATEMENT and deliberation.carried_out_at is None
    told = {
        "period": deliberation.period_id, "village": deliberation.region_id, "deliberation": deliberation.pk,
        "open": state in OPEN or waits_for_carry,
    }  # fmt: skip
    found = Agenda([Item(*row) for row in rows(AGENDA, told)])
    # a statement made here names its families; a scan that was uploaded stands for all that wait
    return Agenda(found.said) if state == BY_STATEMENT and found.said else found
