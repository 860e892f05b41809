"""What waits for an administrator: only what the system itself knows, in the areas this actor looks after."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from kesos.access.models import Grant, User
from kesos.access.queries import users
from kesos.documents.models import Signer
from kesos.documents.queries import templates
from kesos.foundation.actor import Actor
from kesos.foundation.written import month_name
from kesos.jobs import queries as jobs
from kesos.jobs.models import JobRun
from kesos.proposals.queries import periods
from kesos.regions.queries import tree
from kesos.regions.scope import within

ENDING_WITHIN, FAILED_SINCE = timedelta(days=30), timedelta(days=7)
SHOWN = 5
CALENDAR = "calendar.manage"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what, where it is mended, why it matters."""

    title: str
    path: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The first few of one kind; `more` says that there are others."""

    label: str
    rows: list[Waiting]
    more: bool
    path: str


def keeps(actor: Actor) -> bool:
    """Whether there is anything this actor looks after."""
    return any(actor.holds(right) for right in (users.MANAGE, templates.MANAGE_SIGNERS, CALENDAR))


def waiting(actor: Actor, *, at: datetime) -> list[Group]:
    found: list[Group] = []
    for right, label, url_name, look in _LOOKS:
        if actor.holds(right):
            rows = [row for _, row in zip(range(SHOWN + 1), look(actor, at), strict=False)]
            if rows:
                found.append(Group(label, rows[:SHOWN], len(rows) > SHOWN, reverse(url_name)))
    return found


def _without_office(actor: Actor, at: datetime) -> Iterator[Waiting]:
    """Active accounts kept here that hold nothing now and lend nothing: they log in and find nothing to do."""
    held = users.in_force(at).filter(user=OuterRef("pk"))
    lent = Q(borrowed__valid_from__lte=at, borrowed__valid_to__gt=at)
    found = User.objects.filter(within(actor.areas(users.MANAGE)), is_active=True).exclude(Exists(held))
    for user in found.exclude(pk__in=User.objects.filter(lent).values("pk")).order_by("username")[: SHOWN + 1]:
        yield Waiting(user.full_name, reverse("access:user", args=[user.pk]), "belum memegang peran apa pun saat ini")


def _ending(actor: Actor, at: datetime) -> Iterator[Waiting]:
    found = _grants(actor, at).filter(valid_to__lte=at + ENDING_WITHIN).select_related("user", "role")
    some = list(found.order_by("valid_to", "pk")[: SHOWN + 1])
    places = tree.names({grant.area for grant in some if grant.area})
    for grant in some:
        place = places.get(grant.area, grant.area) or "Indonesia"
        last = timezone.localdate(grant.valid_to - timedelta(seconds=1)) if grant.valid_to else None
        note = f"{grant.role.label} di {place} berakhir {last:%d-%m-%Y}"
        yield Waiting(grant.user.full_name, reverse("access:user", args=[grant.user_id]), note)


def _grants(actor: Actor, at: datetime) -> QuerySet[Grant]:
    return users.in_force(at).filter(within(actor.areas(users.MANAGE), "area"), user__is_active=True)


def _failed(actor: Actor, at: datetime) -> Iterator[Waiting]:
    found = jobs.visible_to(actor).filter(state=JobRun.State.FAILED, finished_at__gte=at - FAILED_SINCE)
    for run in found.order_by("-finished_at")[: SHOWN + 1]:
        yield Waiting(run.title, reverse("jobs:one", args=[run.pk]), f"galat {run.error_number}")


def _months(actor: Actor, at: datetime) -> Iterator[Waiting]:
    areas = actor.areas(CALENDAR)
    due = [(code, month) for code, month in periods.months_to_open(at=at) if any(map(code.startswith, areas))]
    names = tree.names({code for code, _ in due[: SHOWN + 1]})
    for code, month in due[: SHOWN + 1]:
        note = "menurut kalender seharusnya sudah dibuka; periksa kalender dan pekerja latar"
        yield Waiting(f"{names.get(code, code)}, {month_name(month)}", reverse("workflow:calendar"), note)


def _unsigned(actor: Actor, at: datetime) -> Iterator[Waiting]:
    """Offices whose letters nobody may sign today."""
    on = timezone.localdate(at)
    days = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
    signing = Signer.objects.filter(days, office=OuterRef("pk"))
    found = templates.manageable_offices(actor, templates.MANAGE_SIGNERS).exclude(Exists(signing))
    for office in found.order_by("region_code", "name")[: SHOWN + 1]:
        where = f"{reverse('documents:signers')}?kantor={office.pk}"
        yield Waiting(str(office), where, "tidak ada penanda tangan yang berlaku hari ini; suratnya tidak dapat terbit")


_LOOKS: list[tuple[str, str, str, Callable[[Actor, datetime], Iterator[Waiting]]]] = [
    (users.MANAGE, "Akun tanpa peran", "access:users", _without_office),
    (users.MANAGE, "Penugasan yang segera berakhir", "access:users", _ending),
    (CALENDAR, "Bulan yang belum dibuka", "workflow:calendar", _months),
    (templates.MANAGE_SIGNERS, "Kantor tanpa penanda tangan", "documents:signers", _unsigned),
    (users.MANAGE, "Pekerjaan yang gagal dalam tujuh hari", "jobs:mine", _failed),
]
