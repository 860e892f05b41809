"""What is in an actor's reach: proposals and deliberations of one's areas, months of the kab/kota around them."""

from django.db.models import Q, QuerySet

from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound
from kesos.proposals.models import Deliberation, Period, Proposal
from kesos.proposals.queries.proposals import VIEW, visible_to
from kesos.regions.scope import within
from kesos.workflow.models import Case, Paper

VIEW_PERIODS = "period.view"


def proposals(actor: Actor) -> QuerySet[Proposal]:
    return visible_to(actor).select_related("case", "period")


def proposal(actor: Actor, proposal_id: int) -> Proposal:
    """Raises NotFound also where it is out of reach."""
    found = proposals(actor).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound("Usulan tidak ditemukan.")
    return found


def cases_of(actor: Actor, ids: list[int]) -> dict[int, int]:
    """Case by proposal, of those in reach."""
    return dict(proposals(actor).filter(pk__in=ids).values_list("pk", "case"))


def by_flow(case_ids: list[int]) -> dict[str, list[int]]:
    """Cases of one act, by the flow they take."""
    found: dict[str, list[int]] = {}
    for case, flow in Case.objects.filter(pk__in=case_ids).order_by("pk").values_list("pk", "flow"):
        found.setdefault(flow, []).append(case)
    return found


def papers(proposal: Proposal) -> list[Paper]:
    return list(Paper.objects.filter(case=proposal.case_id, current=True).order_by("code"))


def deliberations(actor: Actor) -> QuerySet[Deliberation]:
    return Deliberation.objects.filter(within(actor.areas(VIEW), "region__code")).select_related("case", "period")


def deliberation(actor: Actor, deliberation_id: int) -> Deliberation:
    """Raises NotFound also where it is out of reach."""
    found = deliberations(actor).filter(pk=deliberation_id).first()
    if found is None:
        raise NotFound("Musyawarah tidak ditemukan.")
    return found


def periods(actor: Actor) -> QuerySet[Period]:
    """Also the month of the kab/kota that holds one's village: every level may know where it stands."""
    areas = actor.areas(VIEW_PERIODS)
    around = Q(region__code__in=[area[:4] for area in areas if len(area) > 4])
    return Period.objects.filter(within(areas, "region__code") | around)


def period(actor: Actor, period_id: int) -> Period:
    """Raises NotFound also where it is out of reach."""
    found = periods(actor).filter(pk=period_id).first()
    if found is None:
        raise NotFound("Periode tidak ditemukan.")
    return found


def states(periods: list[Period]) -> dict[int, str]:
    """Where months stand; told to everybody who may know of the month, also without sight of its case."""
    with acting(SYSTEM):
        return dict(Period.objects.filter(pk__in=[each.pk for each in periods]).values_list("pk", "case__state"))
