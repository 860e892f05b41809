"""The deliberation of a village: called, papers, a decision for each family, signed, uploaded, carried out."""

from datetime import date

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.written import month_name
from kesos.proposals.models import Deliberation, Period
from kesos.proposals.models.deliberations import FLOW
from kesos.proposals.queries import deliberations as queries
from kesos.proposals.queries import papers, proposals
from kesos.proposals.queries.agenda import Item, agenda_of
from kesos.proposals.services import deliberate, periods
from kesos.proposals.web.decisions import decisions_of, said_of
from kesos.proposals.web.list_views import month_of
from kesos.proposals.web.looks import look
from kesos.proposals.web.package import package_of
from kesos.proposals.web.ruler import city_of
from kesos.proposals.web.steps import Typed, steps_of
from kesos.proposals.web.uploads import store_and_attach, with_links
from kesos.ui.forms import DatePartsField, offer
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels
from kesos.workflow.queries.possible import flow_of

CARRY = "usulan_dtks.setuju_muskel"
NOTE = "musyawarah.catat_hasil"
ACTIONS = ("mulai", "catat_hasil", "tandatangan", "unggah", "sptjm", "batalkan")
OTHERWISE = ("sptjm", "batalkan")  # ways for a deliberation that cannot be held
DECIDED, STATEMENT = "keputusan_per_keluarga", "sptjm"
INSTEAD = "Hanya bila musyawarah tidak dapat diadakan. "


class ScheduleForm(forms.Form):
    kelurahan = forms.ChoiceField(label="Kelurahan")
    tanggal = DatePartsField(label="Tanggal musyawarah")
    jam = forms.TimeField(
        label="Jam", required=False, input_formats=["%H:%M", "%H.%M"], help_text="Misalnya 09.00; tercetak di undangan."
    )
    tempat = forms.CharField(label="Tempat", max_length=200)


@needs(proposals.VIEW)
@require_GET
def deliberations(request: SignedIn) -> HttpResponse:
    return _list(request, None)


@needs(deliberate.SCHEDULE)
@require_POST
def schedule(request: SignedIn) -> HttpResponse:
    form, at = _form(request, request.POST), timezone.now()
    if form is None:
        raise NotAllowed()
    if form.is_valid():
        village, told = form.cleaned_data["kelurahan"], form.cleaned_data
        period = periods.current(village, at=at)
        try:
            if period is None:
                raise Refused("Belum ada periode yang dibuka untuk wilayah ini.", code="no_period")
            with transaction.atomic():
                called = deliberate.schedule(
                    period=period, region_code=village, held_on=told["tanggal"], place=told["tempat"],
                    begins_at=told["jam"], by=request.actor, at=at,
                )  # fmt: skip
        except Refused as refusal:
            form.add_error({"place": "tempat", "tanggal": "tanggal"}.get(refusal.field or ""), refusal.sentence)
        else:
            messages.success(request, "Musyawarah dijadwalkan. Buat undangan dan daftar awalnya sebelum dimulai.")
            return HttpResponseRedirect(address_of(called))
    return _list(request, form)


@needs(proposals.VIEW)
@require_GET
def one(request: SignedIn, village: str, day: str) -> HttpResponse:
    return page_of(request, held_of(request, village, day))


@needs(proposals.VIEW)
@require_POST
def attach(request: SignedIn, village: str, day: str) -> HttpResponse:
    held, at = held_of(request, village, day), timezone.now()
    known = {code for sheet in papers.needed(held.case, flow_of(held.case).at(held.case.state)) for code in sheet.codes}
    kept = []
    for paper in known - {DECIDED}:
        file = request.FILES.get(paper)
        if file is None:
            continue
        why = store_and_attach(
            case_id=held.case_id, paper=paper, file=file, region_code=held.region_id, by=request.actor, at=at
        )
        label = labels().paper(FLOW, paper)
        if why:
            messages.error(request, f"{label[:1].upper()}{label[1:]}: {why}")
        else:
            kept.append(label)
    if kept:
        messages.success(request, f"Tersimpan: {', '.join(kept)}.")
    elif not request.FILES:
        messages.warning(request, "Belum ada berkas yang dipilih.")
    return HttpResponseRedirect(address_of(held))


@needs(NOTE)
@require_POST
def note(request: SignedIn, village: str, day: str) -> HttpResponse:
    held = held_of(request, village, day)
    waiting = deliberate.waiting_for(held)
    said = said_of(request.POST, [each.pk for each in waiting])
    try:
        agreed, refused = decisions_of(said)
        with transaction.atomic():
            deliberate.note_decisions(
                deliberation=held, agreed=agreed, refused=refused, by=request.actor, at=timezone.now()
            )
    except NotFound:
        raise
    except Refused as refusal:
        return page_of(request, held, said=said, refusal=refusal)
    messages.success(request, f"Keputusan dicatat: {len(agreed)} disetujui, {len(refused)} ditolak.")
    return HttpResponseRedirect(address_of(held))


@needs(proposals.VIEW)
@require_POST
def step(request: SignedIn, village: str, day: str) -> HttpResponse:
    held, typed = held_of(request, village, day), Typed.of(request.POST)
    if typed.action not in ACTIONS:
        raise NotFound("Langkah ini tidak dikenal. Muat ulang halaman.")
    try:
        deliberate.take_step(
            deliberation=held, action=typed.action, by=request.actor, at=timezone.now(), reason=typed.reason,
            seen=typed.seen, early=request.POST.get("lebih_awal") == "ya",
        )  # fmt: skip
    except NotFound:
        raise
    except Refused as refusal:
        return page_of(request, held_of(request, village, day), typed=typed, refusal=refusal)
    messages.success(request, f"{labels().done(FLOW, typed.action)}.")
    return HttpResponseRedirect(address_of(held))


@needs(CARRY)
@require_POST
def carry_out(request: SignedIn, village: str, day: str) -> HttpResponse:
    held = held_of(request, village, day)
    try:
        with transaction.atomic():
            agreed, refused = deliberate.carry_out(deliberation=held, by=request.actor, at=timezone.now())
    except NotFound:
        raise
    except Refused as refusal:
        return page_of(request, held, refusal=refusal)
    messages.success(request, f"Keputusan dijalankan: {agreed} usulan diteruskan ke dinas, {refused} ditolak.")
    return HttpResponseRedirect(address_of(held))


def held_of(request: SignedIn, village: str, day: str) -> Deliberation:
    try:
        return queries.one(request.actor, village, date.fromisoformat(day))
    except ValueError:
        raise NotFound("Musyawarah tidak ditemukan.") from None


def address_of(held: Deliberation) -> str:
    return reverse("proposals:deliberation", args=[held.region_id, f"{held.held_on:%Y-%m-%d}"])


def _form(request: SignedIn, data: object = None) -> ScheduleForm | None:
    """Nothing for those who may call no deliberation."""
    villages = [pair for pair in proposals.villages(request.actor) if request.actor.may(deliberate.SCHEDULE, pair[0])]
    if not villages:
        return None
    form = ScheduleForm(data, initial={"kelurahan": villages[0][0]})  # type: ignore[arg-type]
    offer(form, "kelurahan", villages)
    return form


def _list(request: SignedIn, form: ScheduleForm | None) -> HttpResponse:
    city = city_of(request.actor)
    period = _chosen(request, city)
    found = queries.of_period(request.actor, period) if period else []
    told = {
        "period": period,
        "month": month_name(period.month) if period else "",
        "month_code": f"{period.month:%Y-%m}" if period else "",
        "months": [(f"{month:%Y-%m}", month_name(month)) for month in proposals.months(request.actor)],
        "found": [(each, look(each.state), labels().state(FLOW, each.state)) for each in found],
        "form": form or (_form(request) if request.actor.holds(deliberate.SCHEDULE) else None),
        "today": timezone.localdate(),
    }
    status = 409 if form is not None and form.errors else 200
    return render(request, "proposals/deliberations.html", told, status=status)


def _chosen(request: SignedIn, city: str) -> Period | None:
    """The month asked for, otherwise the newest."""
    if not city:
        return None
    if month := month_of(request.GET.get("periode", "")):
        return Period.objects.filter(region_id=city, month=month).first()
    return periods.current(city, at=timezone.now())


def page_of(
    request: SignedIn, held: Deliberation, *, typed: Typed | None = None, said: dict[int, dict[str, str]] | None = None,
    refusal: Refused | None = None, present: dict[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    at, case = timezone.now(), held.case
    sheets = papers.needed(case, flow_of(case).at(case.state))
    to_bring = [code for sheet in sheets if not sheet.at for code in sheet.codes if code != DECIDED]
    to_bring.sort(key=STATEMENT.__eq__)  # last
    steps = steps_of(case, request.actor, at=at, only=ACTIONS)
    uncarried = case.state in deliberate.DONE and held.carried_out_at is None
    mine = any(request.actor.may(f"{FLOW}.{action}", held.region_id) for action in ACTIONS)
    agenda, offered = agenda_of(held), package_of(request, held, at=at, present=present)
    made_here: set[str] = offered["made_here"]
    said = said or {each.id: _before(each) for each in agenda.waiting}
    told = {
        "held": held,
        "case": case,
        "month": month_name(held.period.month),
        "state_label": labels().state(FLOW, case.state),
        "look": look(case.state),
        "papers": with_links(
            [sheet for sheet in sheets if sheet.at and not made_here.intersection(sheet.codes)], by=request.actor
        ),
        "missing": [sheet for sheet in sheets if not sheet.at and sheet.codes != (STATEMENT,)],
        "uploads": [(code, label_of(code), INSTEAD if code == STATEMENT else "") for code in to_bring],
        "steps": steps,
        "ways": [each for each in steps.mine if each.step.action not in OTHERWISE],
        "otherwise": [each for each in steps.mine if each.step.action in OTHERWISE],
        "agenda": agenda,
        "families": [(each, said.get(each.id, {}), labels().state(each.flow, each.state)) for each in agenda.items],
        "waiting": agenda.waiting,
        **offered,
        "is_early": deliberate.is_before_its_day(held, at=at),
        "may_note": case.state == deliberate.IN_SESSION and request.actor.may(NOTE, held.region_id),
        "may_carry": uncarried and request.actor.may(CARRY, held.region_id),
        "waits_for_carry": uncarried and not request.actor.may(CARRY, held.region_id),
        "may_upload": case.closed_at is None and mine,
        "reasons": workflow.reasons("USULAN", on=timezone.localdate(at)),
        "events": reversed(workflow.timeline(case)),
        "typed": typed or Typed(),
        "refusal": refusal,
    }
    return render(request, "proposals/deliberation.html", told, status=refusal.status if refusal else 200)


def label_of(code: str) -> str:
    label = labels().paper(FLOW, code)
    return label[:1].upper() + label[1:]


def _before(item: Item) -> dict[str, str]:
    word = "" if not item.is_said else "setuju" if item.agreed else "tolak"
    return {"word": word, "code": item.code if item.is_said else "", "reason": item.reason if item.is_said else ""}
