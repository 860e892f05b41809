"""The work list of identities that are not proven: who, why, since when."""

from django.db.models import Count, QuerySet

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.regions.scope import within
from kesos.registry.models import IdentityTask, Person
from kesos.registry.queries import places
from kesos.registry.queries.people import VIEW


def visible_to(actor: Actor) -> QuerySet[IdentityTask]:
    return IdentityTask.objects.filter(within(actor.areas(VIEW)))


def waiting(actor: Actor, *, kind: str = "", place: str = "", after: int = 0, limit: int = 50) -> list[IdentityTask]:
    """Open tasks, the oldest first, from the one behind `after` on."""
    found = IdentityTask.objects.filter(within(places.inside(actor, VIEW, place)), closed_at=None, pk__gt=after)
    if kind:
        found = found.filter(kind=kind)
    return list(found.select_related("person__region", "person__source").order_by("pk")[:limit])


def counts(actor: Actor, *, place: str = "") -> dict[str, int]:
    """How many wait, by kind."""
    found = IdentityTask.objects.filter(within(places.inside(actor, VIEW, place)), closed_at=None)
    return {**dict.fromkeys(IdentityTask.Kind.values, 0), **dict(found.values_list("kind").annotate(Count("pk")))}


def by_id(actor: Actor, task_id: int) -> IdentityTask:
    """Raises NotFound also where the task is out of reach."""
    task = visible_to(actor).select_related("person__region", "person__source").filter(pk=task_id).first()
    if task is None:
        raise NotFound("Tugas identitas tidak ditemukan.")
    return task


def open_of(person_id: int) -> list[IdentityTask]:
    return list(IdentityTask.objects.filter(person=person_id, closed_at=None).order_by("pk"))


def holder_of(task: IdentityTask) -> Person | None:
    """Who holds the number this person claims too, if the actor may see them."""
    if task.person.nik_claimed is None:
        return None
    return Person.objects.select_related("region").filter(nik=task.person.nik_claimed).first()
