"""Drafts that begin by themselves for a family somebody has shown to be in need; the operator carries them on."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.errors import Refused
from kesos.programmes.models import Programme
from kesos.proposals.models import Proposal
from kesos.proposals.services import periods, propose, propose_aid
from kesos.registry.models import Family, Membership


@dataclass(frozen=True, slots=True)
class Begun:
    """`why_not` are the sentences with which a draft was refused."""

    drafts: list[Proposal] = field(default_factory=list)
    why_not: list[str] = field(default_factory=list)


@transaction.atomic
def begin_drafts(*, family_id: int, programme: str, at: datetime) -> Begun:
    """For the data where the family is not in them, and for aid where a kelurahan proposes it; nothing is handed in.

    What is proposed in this month already stays as it is. The drafts are the system's: nobody is made to have proposed.
    """
    done = Begun()
    with acting(SYSTEM):
        family = Family.objects.get(pk=family_id)
        period = periods.current(family.region_id, at=at)
        people = Membership.objects.filter(family=family, left_on=None).order_by("relation", "person_id")
        head = people.values_list("person_id", flat=True).first()
        if period is None or head is None:
            done.why_not.append("Belum ada periode usulan yang dibuka." if head else "Keluarga ini belum beranggota.")
            return done
        # what an operator of this one village may do, and nothing beyond it
        held = (propose.SUBMIT, propose_aid.SUBMIT)
        by = replace(SYSTEM, grants=frozenset((each, family.region_id) for each in held))
        if not propose.is_listed(family.pk):
            _try(done, lambda: propose.propose(family_id=family.pk, period=period, by=by, at=at))
        if Programme.objects.filter(pk=programme, is_proposable=True).exists():
            _try(
                done,
                lambda: propose_aid.propose_aid(
                    family_id=family.pk, person_id=head, programme=programme, period=period, by=by, at=at
                ),
            )
        elif not (done.drafts or done.why_not):
            done.why_not.append("Program ini tidak diusulkan oleh kelurahan, dan keluarganya sudah terdaftar.")
    return done


def _try(done: Begun, act: Callable[[], Proposal]) -> None:
    try:
        with transaction.atomic():
            done.drafts.append(act())
    except Refused as refusal:
        done.why_not.append(refusal.sentence)
