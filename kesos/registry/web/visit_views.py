"""Visits: their history, the form step by step, the page of all answers, the closed record, the paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.regions import codelists
from kesos.registry.queries import people, visits
from kesos.registry.queries.visits import Whole
from kesos.registry.services.open_answers import CLASSES, may_open, open_answers
from kesos.registry.services.visit_family import FILL, AnswersWrong, close_visit, discard_visit, open_visit, save_step
from kesos.registry.visits.questions import block_of
from kesos.registry.web import visit_pages as pages
from kesos.registry.web.visit_forms import StepForm
from kesos.ui.screens import needs

PAGE = 30


@require_http_methods(["GET", "POST"])
@never_cache
@needs(people.VIEW)
def history(request: SignedIn, family_id: int) -> HttpResponse:
    """The visits to one family; POST begins one, or goes on with one's own."""
    if request.method == "POST":
        visit = open_visit(family_id=family_id, by=request.actor, at=timezone.now())
        return redirect("registry:visit", visit.pk)
    family = visits.family_of(request.actor, family_id)
    before = number_of(request.GET.get("sesudah", "")) or 0
    rows = visits.of_family(request.actor, family_id, before=before, limit=PAGE + 1)
    results = codelists.labels("hasil_pendataan", timezone.localdate())
    told = {
        "family": family,
        "head": visits.head_name(family),
        "visits": [(row, results.get(row.survey_result, "")) for row in rows[:PAGE]],
        "after": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "draft": next((row for row in rows if row.draft), None),
        "me": request.actor.user_id,
        "may_fill": request.actor.may(FILL, family.region_id),
    }
    return render(request, "registry/visits.html", told)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(people.VIEW)
def visit(request: SignedIn, visit_id: int) -> HttpResponse:
    """A draft is its list of steps; a closed visit is its answers, with POST and a reason the sensitive ones too."""
    whole = visits.whole(request.actor, visit_id)
    if not whole.visit.draft:
        return _record(request, whole, "registry/visit_record.html")
    if not _mine(request, whole):
        return render(request, "registry/visit_of_another.html", _about(request, whole))
    told = {"tasks": pages.tasks(whole, whole.subject), "members": pages.member_tasks(whole)}
    return render(request, "registry/visit.html", _about(request, whole) | told)


@require_GET
@never_cache
@needs(FILL)
def member(request: SignedIn, visit_id: int, person_id: int) -> HttpResponse:
    whole = _own_draft(request, visit_id)
    subject = whole.of(person_id)
    told = {"subject": subject, "tasks": pages.tasks(whole, subject)}
    return render(request, "registry/visit_member.html", _about(request, whole) | told)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(FILL)
def step(request: SignedIn, visit_id: int, slug: str, person_id: int | None = None) -> HttpResponse:
    """One step for the family or a member; saved as a draft, then on to the next."""
    whole = _own_draft(request, visit_id)
    subject = whole.of(person_id)
    block = block_of(subject.level, slug)
    if block is None:
        raise NotFound("Bagian formulir ini tidak ada.")
    form = StepForm(subject, subject.questions(block), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_step(
                visit_id=visit_id, step=slug, person_id=person_id, answers=form.answers(), by=request.actor,
                at=timezone.now(),
            )  # fmt: skip
        except AnswersWrong as wrong:
            form.say_no(wrong)
        else:
            if "kembali" in request.POST:
                return redirect(pages.home_url(visit_id, subject))
            return redirect(pages.next_url(saved, saved.of(person_id), block))
    steps = subject.steps()
    told = {
        "subject": subject,
        "part": block,
        "form": form,
        "known": pages.known_facts(subject, block),
        "home": pages.home_url(visit_id, subject),
        "number": next(at for at, one in enumerate(steps, 1) if one.block.slug == slug),
        "of": len(steps),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/visit_step.html", _about(request, whole) | told, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(FILL)
def check(request: SignedIn, visit_id: int) -> HttpResponse:
    """All answers before closing; POST closes."""
    whole = _own_draft(request, visit_id)
    refusal = ""
    if request.method == "POST":
        try:
            close_visit(visit_id=visit_id, by=request.actor, at=timezone.now())
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, f"Kunjungan ke {whole.subject.name} ditutup dan tersimpan sebagai fakta.")
            return redirect("registry:visit", visit_id)
    told = {"sheets": pages.sheets(whole, opened=CLASSES, changeable=True), "refusal": refusal}
    return render(request, "registry/visit_check.html", _about(request, whole) | told, status=422 if refusal else 200)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(FILL)
def discard(request: SignedIn, visit_id: int) -> HttpResponse:
    """Asks first; POST throws the draft away."""
    if request.method == "POST":
        family_id = discard_visit(visit_id=visit_id, by=request.actor, at=timezone.now())
        messages.success(request, "Draf kunjungan dibuang.")
        return redirect("registry:visits", family_id)
    whole = visits.whole(request.actor, visit_id)
    return render(request, "registry/visit_discard.html", _about(request, whole))


@require_http_methods(["GET", "POST"])
@never_cache
@needs(people.VIEW)
def paper(request: SignedIn, visit_id: int) -> HttpResponse:
    """A closed visit on paper; with POST and a reason the sensitive answers too."""
    whole = visits.whole(request.actor, visit_id)
    if whole.visit.draft:
        raise NotFound("Kunjungan ini belum ditutup; yang dicetak hanya kunjungan yang sudah ditutup.")
    return _record(request, whole, "registry/visit_paper.html")


@require_GET
@needs(people.VIEW)
def blank_paper(request: SignedIn, family_id: int) -> HttpResponse:
    """The same questions on paper, to be filled by hand; one part for each member."""
    family = visits.family_of(request.actor, family_id)
    today = timezone.localdate()
    told = {
        "family": family,
        "head": visits.head_name(family),
        "family_sections": pages.blank("family", today),
        "member_sections": pages.blank("individual", today),
        "names": visits.member_names(family),
        "lists": pages.long_lists(today),
    }
    return render(request, "registry/visit_blank.html", told)


def _record(request: SignedIn, whole: Whole, template: str) -> HttpResponse:
    opened: frozenset[str] = frozenset()
    refusal = ""
    if request.method == "POST":
        try:
            opened = open_answers(
                visit_id=whole.visit.pk, classes=request.POST.getlist("golongan"), by=request.actor,
                reason=request.POST.get("alasan", ""), at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            refusal = refused.sentence
    allowed = may_open(request.actor, whole.family.region_id)
    told = {
        "sheets": pages.sheets(whole, opened=opened),
        "classes": [(name, CLASSES[name][1].capitalize()) for name in allowed],
        "opened": opened,
        "opened_words": " dan ".join(CLASSES[name][1] for name in CLASSES if name in opened),
        "refusal": refusal,
        "reason": request.POST.get("alasan", ""),
    }
    return render(request, template, _about(request, whole) | told, status=422 if refusal else 200)


def _about(request: SignedIn, whole: Whole) -> dict[str, Any]:
    found = codelists.labels("hasil_pendataan", whole.subject.day)
    return {
        "whole": whole,
        "visit": whole.visit,
        "family": whole.family,
        "name": whole.subject.name,
        "result": found.get(whole.visit.survey_result, ""),
        "may_fill": request.actor.may(FILL, whole.family.region_id),
    }


def _mine(request: SignedIn, whole: Whole) -> bool:
    return bool(whole.visit.by_user_id == request.actor.user_id) and request.actor.may(FILL, whole.family.region_id)


def _own_draft(request: SignedIn, visit_id: int) -> Whole:
    whole = visits.readable(request.actor, visit_id)
    if not whole.visit.draft:
        raise Refused(
            "Kunjungan ini sudah ditutup dan tidak berubah lagi. Untuk membetulkan, buat kunjungan baru.",
            code="visit_closed",
        )
    return whole
