"""Places that were left, who waits for them, and plans that the head decides."""

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.programmes.models import Programme
from kesos.programmes.queries import successions
from kesos.programmes.services import additional, print_replacement, replace
from kesos.ui import panels
from kesos.ui.screens import needs

A_PAGE, A_RUN = 50, 100
OUTCOMES = {
    "": ("warning", "clock", "Kosong"), "proposed": ("info", "send", "Diusulkan ke pusat"),
    "filled": ("positive", "check", "Terisi"), "taken_back": ("neutral", "back", "Penerima semula kembali"),
    "planned": ("info", "half", "Direncanakan"),
    "done": ("positive", "check", "Ditetapkan"), "refused": ("negative", "cross", "Ditolak pusat"),
    "dropped": ("negative", "cross", "Batal"),
}  # fmt: skip


@needs(successions.VIEW)
@require_GET
def vacancies(request: SignedIn) -> HttpResponse:
    programme, every = request.GET.get("program", "")[:16], request.GET.get("tampil") == "semua"
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = successions.vacancies(
        request.actor, programme=programme, open_only=not every, after=after, limit=A_PAGE + 1
    )
    areas = [area for area in request.actor.areas(replace.PLAN) if len(area) >= 4]
    free = successions.free_by_programme(request.actor)
    more = additional.to_come(area=areas[0], at=timezone.now()) if areas else {}
    told = {
        "lines": [(each, OUTCOMES[each.outcome]) for each in found[:A_PAGE]],
        "following": found[A_PAGE - 1].id if len(found) > A_PAGE else None,
        "programme": programme,
        "programmes": [("", "Semua program"), *((c, f"{n} ({k} kosong)") for c, n, k in with_more(free, more))],
        "shown": "semua" if every else "",
        "shows": [("", "Yang belum terisi"), ("semua", "Semua, juga yang terisi")],
        "free": sum(number for _, _, number in with_more(free, more)),
        "additional": sum(more.values()),
        "areas": areas,
    }
    return render(request, "programmes/vacancies.html", told)


def with_more(free: list[tuple[str, str, int]], more: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """With the places a quota has beside those that were left; a programme nobody left comes behind."""
    named = {code for code, _, _ in free}
    behind = Programme.objects.filter(code__in=more.keys() - named).order_by("position").values_list("code", "name")
    return [(code, name, number + more.get(code, 0)) for code, name, number in free] + [
        (code, name, more[code]) for code, name in behind
    ]


@needs(replace.PLAN)
@require_POST
def plan(request: SignedIn) -> HttpResponse:
    """Of the chosen programme, or of all, in the planner's own kab/kota."""
    areas = [area for area in request.actor.areas(replace.PLAN) if len(area) >= 4]
    area = request.POST.get("wilayah", "") or (areas[0] if areas else "")
    if area not in areas:
        raise NotFound("Pilih kabupaten atau kota yang menjadi wilayah Anda.")
    try:
        with transaction.atomic():
            made = replace.plan(
                region_code=area, programme=request.POST.get("program", "")[:16], by=request.actor, at=timezone.now()
            )
    except replace.NothingVacant as refusal:
        messages.warning(request, refusal.sentence)
        return HttpResponseRedirect(reverse("programmes:vacancies"))
    messages.success(request, "Rencana penggantian disusun. Periksa, lalu mintakan keputusan kepala dinas.")
    return HttpResponseRedirect(reverse("programmes:run", args=[made.pk]))


@needs(successions.VIEW)
@require_GET
def waiting(request: SignedIn) -> HttpResponse:
    counted = successions.waiting_by_programme(request.actor)
    chosen = request.GET.get("program", "")[:16] or (counted[0][0] if counted else "")
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = successions.waiting(request.actor, programme=chosen, after=after, limit=A_PAGE + 1)
    told = {
        "lines": found[:A_PAGE],
        "following": found[A_PAGE - 1].id if len(found) > A_PAGE else None,
        "programme": chosen,
        "programmes": [(code, f"{name} ({number})") for code, name, number in counted],
    }
    return render(request, "programmes/waiting.html", told)


@needs(successions.VIEW)
@require_GET
def runs(request: SignedIn) -> HttpResponse:
    after = number_of(request.GET.get("sesudah", "")) or 0
    found = successions.runs(request.actor, after=after, limit=A_PAGE + 1)
    told = {"lines": found[:A_PAGE], "following": found[A_PAGE - 1].id if len(found) > A_PAGE else None}
    return render(request, "programmes/runs.html", told)


@needs(successions.VIEW)
@require_GET
def one(request: SignedIn, run_id: int) -> HttpResponse:
    return _page(request, run_id)


@needs(replace.DECIDE)
@require_POST
def carry_out(request: SignedIn, run_id: int) -> HttpResponse:
    try:
        with transaction.atomic():
            done = replace.carry_out(run_id=run_id, by=request.actor, at=timezone.now())
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, run_id, refusal=refusal)
    said = f"{len(done.in_force)} pengganti berlaku, {len(done.proposed)} diusulkan ke pusat."
    messages.success(request, said + (f" {len(done.dropped)} batal; alasannya di bawah." if done.dropped else ""))
    return HttpResponseRedirect(reverse("programmes:run", args=[run_id]))


@needs(successions.VIEW)
@require_GET
@never_cache
def minutes(request: SignedIn, run_id: int) -> HttpResponse:
    content = print_replacement.print_minutes(run_id=run_id, by=request.actor, at=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="berita-acara-pengganti-{run_id}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


@needs(successions.VIEW)
@require_GET
def membership(request: SignedIn, enrolment_id: int) -> HttpResponse:
    return membership_page(request, enrolment_id)


def membership_page(request: SignedIn, enrolment_id: int, *, refusal: Refused | None = None) -> HttpResponse:
    """With what the parts above show on it; a refused act of theirs comes back here, with what was typed. Raises
    NotFound."""
    found = successions.membership(request.actor, enrolment_id)
    told = {
        "found": found, "changes": successions.changes(enrolment_id), "refusal": refusal,
        "typed": request.POST,
        "panels": panels.shown(
            request.actor, about=enrolment_id, region_code=found.region_code, page=panels.MEMBERSHIP
        ),
    }  # fmt: skip
    return render(request, "programmes/membership.html", told, status=refusal.status if refusal else 200)


def _page(request: SignedIn, run_id: int, *, refusal: Refused | None = None) -> HttpResponse:
    found = successions.run(request.actor, run_id)
    after = number_of(request.GET.get("sesudah", "")) or 0
    planned = successions.rows_of(found, after=after, limit=A_RUN + 1)
    told = {
        "run": found,
        "lines": [(each, OUTCOMES[each.outcome]) for each in planned[:A_RUN]],
        "following": planned[A_RUN - 1].id if len(planned) > A_RUN else None,
        "passed_over": successions.passed_over(found),
        "may_decide": found.decided_at is None and request.actor.may(replace.DECIDE, found.region_code),
        "refusal": refusal,
    }
    return render(request, "programmes/run.html", told, status=refusal.status if refusal else 200)
