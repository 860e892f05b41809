"""«Pekerjaan saya»: what runs in the background, how far it is, and where the result is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.foundation.errors import Refused
from kesos.foundation.numbers import number_of
from kesos.jobs import queries, services
from kesos.jobs.models import JobRun
from kesos.ui.screens import Asked, signed_in

PAGE = 20
_TONES = {
    JobRun.State.WAITING: "neutral",
    JobRun.State.RUNNING: "info",
    JobRun.State.DONE: "positive",
    JobRun.State.REFUSED: "warning",
    JobRun.State.FAILED: "negative",
    JobRun.State.CANCELLED: "neutral",
}


@require_GET
@signed_in
def mine(request: Asked) -> HttpResponse:
    before = request.GET.get("sesudah", "")
    runs = queries.mine(request.actor, limit=PAGE + 1, before=number_of(before))
    return render(
        request,
        "jobs/mine.html",
        {"runs": [_shown(run) for run in runs[:PAGE]], "after": runs[PAGE - 1].pk if len(runs) > PAGE else None},
    )


@require_GET
@signed_in
def one(request: Asked, run_id: int) -> HttpResponse:
    """The page of one job; for htmx the piece that asks for itself again while the job runs."""
    run = queries.by_id(request.actor, run_id)
    page = "jobs/_run.html" if getattr(request, "htmx", False) else "jobs/one.html"
    return render(request, page, _shown(run))


@require_POST
@signed_in
def cancel(request: Asked, run_id: int) -> HttpResponse:
    try:
        services.cancel(run_id=run_id, by=request.actor, at=timezone.now())
    except Refused as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, refusal.sentence)
    return redirect("jobs:one", run_id)


@require_POST
@signed_in
def again(request: Asked, run_id: int) -> HttpResponse:
    try:
        run = services.again(run_id=run_id, by=request.actor, at=timezone.now())
    except Refused as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, refusal.sentence)
        return redirect("jobs:one", run_id)
    return redirect("jobs:one", run.pk)


def _shown(run: JobRun) -> dict[str, Any]:
    return {
        "run": run,
        "tone": _TONES[JobRun.State(run.state)],
        "may_repeat": run.state in (JobRun.State.FAILED, JobRun.State.REFUSED, JobRun.State.CANCELLED),
    }
