"""The work list of unproven identities, and the screen that settles one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.registry.models import IdentityTask
from kesos.registry.queries import identity, places
from kesos.registry.queries.people import VIEW
from kesos.registry.services.settle_by_form import settle_by_form
from kesos.registry.services.settle_identity import SETTLE
from kesos.registry.web.forms import SettleForm, say_no
from kesos.ui.screens import needs

PAGE = 50


@require_GET
@never_cache
@needs(VIEW)
def tasks(request: SignedIn) -> HttpResponse:
    kind, place = request.GET.get("jenis", ""), request.GET.get("wilayah", "")
    after = request.GET.get("sesudah", "")
    found = identity.waiting(request.actor, kind=kind, place=place, after=number_of(after) or 0, limit=PAGE + 1)
    counts = identity.counts(request.actor, place=place)
    views = [("Semua", "", sum(counts.values()), not kind)]
    views += [(label, code, counts[code], kind == code) for code, label in IdentityTask.Kind.choices]
    return render(
        request,
        "registry/identity_tasks.html",
        {
            "tasks": found[:PAGE],
            "after": found[PAGE - 1].pk if len(found) > PAGE else None,
            "views": views,
            "kind": kind,
            "place": place,
            "places": places.choices(request.actor, VIEW, place),
        },
    )


@require_http_methods(["GET", "POST"])
@never_cache
@needs(VIEW)
def settle(request: SignedIn, task_id: int) -> HttpResponse:
    task = identity.by_id(request.actor, task_id)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settle_by_form(task_id=task_id, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except (NotFound, NotAllowed):
            raise
        except Refused as refused:
            say_no(form, refused)
        else:
            messages.success(request, f"Identitas {task.person.full_name} diselesaikan.")
            return redirect("registry:identity_tasks")
    told = {
        "task": task,
        "person": task.person,
        "holder": identity.holder_of(task),
        "form": form,
        "may_settle": request.actor.may(SETTLE, task.region_code),
    }
    return render(request, "registry/identity_task.html", told, status=422 if form.errors else 200)
