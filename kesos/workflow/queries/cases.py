"""Cases an actor may see, and the code lists their steps ask for."""

from datetime import date

from django.db.models import Q, QuerySet

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.workflow.models import Case, Reason


def visible_to(actor: Actor) -> QuerySet[Case]:
    """Cases in the actor's areas, gone to them, or held by what reaches the actor. To be read while acting."""
    if actor.is_system:
        return Case.objects.all()
    holders = [*actor.holders, *(f"family:{family}" for family in actor.families)]
    found = Q(holder__in=holders) | Q(other_holder__in=actor.holders)
    for area in actor.all_areas():
        end = f"{area}~"
        found |= Q(region_code__gte=area, region_code__lt=end)
        found |= Q(other_region_code__gt="", other_region_code__gte=area, other_region_code__lt=end)
    return Case.objects.filter(found)


def case_of(actor: Actor, case_id: int) -> Case:
    """Raises NotFound where there is none, or none in the actor's reach."""
    case = visible_to(actor).filter(pk=case_id).first()
    if case is None:
        raise NotFound()
    return case


def reasons(name: str, *, on: date) -> list[tuple[str, str]]:
    """The codes of a list that hold on this day, with their words."""
    holds = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return list(
        Reason.objects.filter(holds, list=name, valid_from__lte=on).order_by("code").values_list("code", "label")
    )
