"""The month of a kab/kota: where it stands, who is late, and the acts of supervisor, head and centre."""

from datetime import datetime
from typing import BinaryIO, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.files import services as files
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.written import month_name
from kesos.jobs import services as jobs
from kesos.proposals.models import Period
from kesos.proposals.models.periods import FLOW
from kesos.proposals.queries import deliberations, proposals
from kesos.proposals.queries import periods as queries
from kesos.proposals.services import determine, periods, send_to_centre
from kesos.proposals.web.list_views import month_of, states
from kesos.proposals.web.looks import last_day, look
from kesos.proposals.web.outlook import what_comes
from kesos.proposals.web.result_file import ResultForm, read_results
from kesos.proposals.web.ruler import ruler_for
from kesos.proposals.web.steps import Steps, Typed, steps_of
from kesos.registry.services.export_terms import EXPORT
from kesos.registry.services.open_nik import OPEN_NIK
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow import services as kernel
from kesos.workflow.machines.labels import labels
from kesos.workflow.models import Case

SUMMARY = "summary.view"
HERE = ("mulai_verifikasi", "finalisasi_dinsos", "tarik")
ENDORSE, SEND_BACK, RESULTS = "sahkan", "kembalikan", "impor_hasil"
BROUGHT_BY_THE_FORM = ("paper_missing",)


@needs(proposals.VIEW)
@require_GET
def current(request: SignedIn) -> HttpResponse:
    """One kab/kota: straight to its newest month; several: the choice."""
    found = queries.of_actor(request.actor)
    if found and len({period.region_id for period in found}) == 1:
        return HttpResponseRedirect(_address(found[0]))
    return render(request, "proposals/periods.html", {"found": [(p, month_name(p.month)) for p in found]})


@needs(proposals.VIEW)
@require_GET
def one(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    return _page(request, _period(request, region_code, month))


@needs(proposals.VIEW)
@require_POST
def step(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    period, typed = _period(request, region_code, month), Typed.of(request.POST)
    if typed.action not in (*HERE, SEND_BACK):
        raise NotFound("Langkah ini tidak dikenal. Muat ulang halaman.")
    at = timezone.now()
    try:
        with transaction.atomic():
            if typed.action == SEND_BACK:
                count = periods.send_back(period=period, reason=typed.reason, by=request.actor, at=at)
                said = f"Periode dikembalikan ke pemeriksa bersama {count} usulan."
            else:
                kernel.decide(
                    case_id=period.case_id, action=typed.action, by=request.actor, at=at, reason=typed.reason,
                    seen=typed.seen,
                )  # fmt: skip
                said = f"{labels().done(FLOW, typed.action)}."
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, _period(request, region_code, month), typed=typed, refusal=refusal)
    messages.success(request, said)
    return HttpResponseRedirect(_address(period))


@needs(f"{FLOW}.{ENDORSE}")
@require_POST
def endorse(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    period, at = _period(request, region_code, month), timezone.now()
    letter = request.FILES.get("surat")
    try:
        if letter is None:
            raise Refused("Unggah surat pengesahan yang sudah ditandatangani.", code="letter_missing", field="surat")
        with transaction.atomic():
            kept = files.put(
                data=cast(BinaryIO, letter), name=letter.name or "pengesahan", kind="paper",
                region_code=period.region_id, by=request.actor, at=at,
            )  # fmt: skip
            count = periods.endorse(period=period, letter_key=str(kept.key), by=request.actor, at=at)
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, _period(request, region_code, month), refusal=refusal)
    if count:
        messages.success(request, f"Periode disahkan dan dikunci: {count} usulan dikirim ke pusat.")
    else:
        messages.info(request, "Periode ini sudah disahkan dan dikunci.")
    return HttpResponseRedirect(_address(period))


@needs(f"{FLOW}.{RESULTS}")
@require_POST
def results(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    """The centre's file: taken whole or not at all; wrong rows come back as sentences."""
    period, at = _period(request, region_code, month), timezone.now()
    form = ResultForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, period, form=form)
    told = form.cleaned_data
    try:
        with transaction.atomic():
            kept = files.put(
                data=told["berkas"], name=told["berkas"].name, kind="spreadsheet", region_code=period.region_id,
                by=request.actor, at=at,
            )  # fmt: skip
            listed, refused = determine.import_results(
                period=period, decree=told["nomor_sk"], decreed_on=told["tanggal_sk"], results=read_results(kept.key),
                file_key=str(kept.key), by=request.actor, at=at,
            )  # fmt: skip
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, _period(request, region_code, month), form=form, refusal=refusal)
    if not listed and not refused:
        messages.info(request, "Berkas dan SK yang sama sudah diimpor; tidak ada yang berubah.")
        return HttpResponseRedirect(_address(period))
    messages.success(request, f"Penetapan diimpor: {listed} keluarga ditetapkan, {refused} tidak.")
    return HttpResponseRedirect(_address(period))


@needs(EXPORT)
@require_POST
def to_centre(request: SignedIn, region_code: str, month: str) -> HttpResponse:
    """The locked month as a file, made in the background; its job leads to it."""
    period = _period(request, region_code, month)
    try:
        send_to_centre.refuse_unless_allowed(period, by=request.actor)
    except send_to_centre.NotLockedYet as refusal:
        return _page(request, period, refusal=refusal)
    run = jobs.start(
        send_to_centre.JOB, by=request.actor, at=timezone.now(),
        title=f"Berkas untuk pusat, {month_name(period.month)}", region_code=period.region_id, period_id=period.pk,
        form=send_to_centre.EXCHANGE if request.POST.get("bentuk") == send_to_centre.EXCHANGE else send_to_centre.EXCEL,
    )  # fmt: skip
    return HttpResponseRedirect(reverse("jobs:one", args=[run.pk]))


def _period(request: SignedIn, region_code: str, month: str) -> Period:
    day = month_of(month)
    if day is None:
        raise NotFound("Periode tidak ditemukan.")
    return queries.one(request.actor, region_code, day)


def _address(period: Period) -> str:
    return reverse("proposals:period", args=[period.region_id, f"{period.month:%Y-%m}"])


def _page(
    request: SignedIn, period: Period, *, typed: Typed | None = None, form: ResultForm | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    at = timezone.now()
    state = periods.state_of(period.pk)
    case = Case.objects.filter(pk=period.case_id).first()  # a village does not see it
    counted = periods.counts(period)
    steps = _steps(request, case, at)
    told = {
        "period": period,
        "month": month_name(period.month),
        "month_code": f"{period.month:%Y-%m}",
        "ruler": ruler_for(period.region_id, today=timezone.localdate(at), month=period.month),
        "state_label": labels().state(FLOW, state),
        "look": look(state),
        "due": last_day(case.due_at) if case and case.closed_at is None else None,
        "late": case is not None and case.closed_at is None and case.due_at is not None and case.due_at <= at,
        "today": timezone.localdate(at),
        "case": case,
        "counts": [(each, word, look(each), counted[each]) for each, word in states().items() if each in counted],
        "total": sum(counted.values()),
        "without": deliberations.without_minutes(period),
        "steps": steps,
        "next": what_comes(period, state, steps),
        "plain": [each for each in steps.mine if each.step.action in HERE],
        "endorse": next((each for each in steps.mine if each.step.action == ENDORSE), None),
        "send_back": next((each for each in steps.mine if each.step.action == SEND_BACK), None),
        "import": next((each for each in steps.mine if each.step.action == RESULTS), None),
        "more_results": _more_results(request, period, state),
        "form": form or ResultForm(),
        "typed": typed or Typed(),
        "refusal": refusal,
        "may_summarise": request.actor.holds(SUMMARY),
        "faults": getattr(refusal, "faults", [])[:200],
        "to_centre": state in send_to_centre.LOCKED
        and all(request.actor.may(each, period.region_id) for each in (EXPORT, OPEN_NIK)),
        "determinations": queries.determinations(period),
        "events": reversed(workflow.timeline(case)) if case else [],
    }
    return render(request, "proposals/period.html", told, status=_status(refusal, form))


def _steps(request: SignedIn, case: Case | None, at: datetime) -> Steps:
    if case is None:
        return Steps([], [], [], [])
    actions = (*HERE, ENDORSE, SEND_BACK, RESULTS)
    return steps_of(case, request.actor, at=at, only=actions, form_asks=BROUGHT_BY_THE_FORM)


def _more_results(request: SignedIn, period: Period, state: str) -> int:
    """How many of the list wait for another decree, for whoever may import it."""
    if state not in determine.ANSWERED or not request.actor.may(determine.IMPORT, period.region_id):
        return 0
    return determine.unanswered(period)


def _status(refusal: Refused | None, form: ResultForm | None) -> int:
    if refusal:
        return refusal.status
    return 409 if form is not None and form.errors else 200
