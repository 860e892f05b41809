"""One recipient: the house beside the decision, the visit, all aid, what rules find, what was decided before."""

from dataclasses import replace
from datetime import date, datetime
from typing import BinaryIO, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.evidence.web.forms import told_point
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.programmes.models import Check, CheckNotice, FieldNote, Programme
from kesos.programmes.models.checks import ENDS, FLOW, LOOKED, NOT_YET
from kesos.programmes.queries import check_pages, checks
from kesos.programmes.queries.check_pages import Facts
from kesos.programmes.queries.checks import VIEW
from kesos.programmes.services import check_house, field_notes, objections
from kesos.programmes.services import checks as services
from kesos.programmes.web.check_views import LOOKS
from kesos.programmes.web.house_panel import house_beside
from kesos.registry.models import Enrolment
from kesos.registry.queries import people
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels
from kesos.workflow.queries.possible import Possibility

OURS = ("layak", "tidak_layak")
NO_PAPER = ("paper_missing", "paper_old")


@needs(VIEW)
@require_GET
def one(request: SignedIn, enrolment_id: int) -> HttpResponse:
    return _page(request, checks.by_enrolment(request.actor, enrolment_id))


@needs(VIEW)
@require_POST
def look(request: SignedIn, enrolment_id: int) -> HttpResponse:
    services.look_at(enrolment_id=enrolment_id, by=request.actor, at=timezone.now())
    return _back(enrolment_id, "keputusan")


@needs(VIEW)
@require_POST
def attach(request: SignedIn, enrolment_id: int) -> HttpResponse:
    """Photo and point: each is kept or refused on its own, so that one fault does not lose the other."""
    enrolment, at = checks.by_enrolment(request.actor, enrolment_id), timezone.now()
    check = _open_check(enrolment, at)
    kept: list[str] = []
    said: list[str] = []
    if file := request.FILES.get("foto"):
        try:
            check_house.bring_photo(
                check=check, data=cast(BinaryIO, file), name=file.name or "rumah", by=request.actor, at=at
            )
            kept.append("foto rumah")
        except Refused as refusal:
            said.append(f"Foto rumah: {refusal.sentence}")
    if any(request.POST.get(name, "").strip() for name in ("lintang", "bujur")):
        try:
            check_house.bring_point(check=check, told=told_point(request.POST), by=request.actor, at=at)
            kept.append("titik rumah")
        except Refused as refusal:
            said.append(refusal.sentence)
    if kept:
        messages.success(request, f"Tersimpan: {', '.join(kept)}.")
    for sentence in said:
        messages.error(request, sentence)
    if not kept and not said:
        messages.warning(request, "Belum ada foto yang dipilih dan titik belum diisi.")
    return _back(enrolment_id, "rumah")


@needs(VIEW)
@require_POST
def decide(request: SignedIn, enrolment_id: int) -> HttpResponse:
    enrolment, at = checks.by_enrolment(request.actor, enrolment_id), timezone.now()
    check, sent = _open_check(enrolment, at), request.POST
    action, seen = sent.get("langkah", "")[:40], number_of(sent.get("dilihat", "")[:9])
    reason = sent.get("alasan", "").strip()[:1000]
    try:
        on = _day(sent, timezone.localdate(at))
        with transaction.atomic():
            if action == "layak":
                services.find_fit(check=check, on=on, by=request.actor, at=at, seen=seen)
            elif action == "tidak_layak":
                services.find_unfit(
                    check=check, reason_code=sent.get("kode", "")[:8], reason=reason,
                    evidence=sent.get("bukti", "").strip()[:1000], on=on, by=request.actor, at=at, seen=seen,
                )  # fmt: skip
            else:
                services.weigh(check=check, action=action, by=request.actor, at=at, reason=reason, seen=seen)
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, enrolment, refusal=refusal)
    messages.success(request, f"{labels().done(FLOW, action)}: {enrolment.person.full_name}.")
    return _back(enrolment_id)


@needs(VIEW)
@require_POST
def note(request: SignedIn, enrolment_id: int) -> HttpResponse:
    made = field_notes.write(
        enrolment_id=enrolment_id, text=request.POST.get("catatan", ""), kind=request.POST.get("jenis", "note"),
        by=request.actor, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, f"{made.get_kind_display()} tersimpan.")
    return _back(enrolment_id, "catatan-lapangan")


@needs(VIEW)
@require_GET
def letter(request: SignedIn, enrolment_id: int) -> HttpResponse:
    """What the person is told in writing: a sheet for their hand, without any number of a person."""
    enrolment, notice = _notice(request.actor, enrolment_id)
    may = notice.handed_on is None and request.actor.may(field_notes.NOTE, notice.region_code)
    told = {
        "enrolment": enrolment, "notice": notice, "today": timezone.localdate(), "may_hand_over": may,
        "paragraphs": notice.text.split("\n"), "day": _parts(request.GET, timezone.localdate()),
        "village": enrolment.person.region.name,
    }  # fmt: skip
    return render(request, "programmes/check_letter.html", told)


@needs(VIEW)
@require_POST
def hand_over(request: SignedIn, enrolment_id: int) -> HttpResponse:
    _, notice = _notice(request.actor, enrolment_id)
    at = timezone.now()
    objections.hand_over(
        check=notice.check_row, to=request.POST.get("penerima", ""),
        on=_day(request.POST, timezone.localdate(at)), by=request.actor, at=at,
    )  # fmt: skip
    messages.success(request, "Penyerahan surat tercatat.")
    return HttpResponseRedirect(reverse("programmes:check_letter", args=[enrolment_id]))


def _page(request: SignedIn, enrolment: Enrolment, *, refusal: Refused | None = None) -> HttpResponse:
    at = timezone.now()
    today = timezone.localdate(at)
    known = check_pages.facts(enrolment, on=today)
    newest = Check.objects.select_related("case").filter(enrolment=enrolment).order_by("-month").first()
    check = checks.check_of(enrolment, month=checks.month_of(today))
    running = enrolment.to_on is None and enrolment.state in checks.RUNNING
    # what has just ended the membership is what the page is about
    check = check or (newest if not running else None)
    steps = workflow.possible(check.case, request.actor, at=at) if check and check.state not in ENDS else []
    state = check.state if check else NOT_YET
    may_open = state == NOT_YET and running and request.actor.may(services.OPEN, enrolment.person.region_id)
    told = {
        "enrolment": enrolment, "person": enrolment.person, "check": check, "case": check.case if check else None,
        "proposed_how": checks.proposed_how(check.found) if check else "",
        "programme": Programme.objects.filter(pk=enrolment.programme).first(),
        "state_label": labels().state(FLOW, state),
        "look": LOOKS[state], "facts": known, "house": house_beside(check, known, enrolment, by=request.actor, at=at),
        "others_here": _others(request.actor, known), "following": _following(request.actor, enrolment, state, today),
        "may_see_person": request.actor.holds(people.VIEW), "running": running,
        "membership": labels().state("penerima", enrolment.state), "may_open": may_open,
        "may_attach": state == LOOKED and any(request.actor.holds(f"{FLOW}.{each}") for each in OURS),
        "steps": [each for each in steps if each.step.action != "buka"], "refusal": refusal,
        "mine": _mine(steps, check, at),
        "others": [each.label for each in steps if each.code == "not_allowed"],
        "reasons": workflow.reasons("TL", on=today), "today": today, "typed": request.POST,
        "day": _parts(request.POST, today),
        "earlier": check_pages.earlier(enrolment), "notes": check_pages.notes(enrolment),
        "kinds": FieldNote.Kind.choices, "may_note": request.actor.may(field_notes.NOTE, enrolment.person.region_id),
        "events": list(reversed(workflow.timeline(check.case))) if check else [],
        "notice": CheckNotice.objects.filter(check_row__enrolment=enrolment).order_by("-pk").first(),
    }  # fmt: skip
    return render(request, "programmes/check_page.html", told, status=refusal.status if refusal else 200)


def _others(actor: Actor, known: Facts) -> set[int]:
    """The other running aid of this family that the same person may check: one visit serves all of it."""
    running = [each.enrolment for each in known.aid if each.runs and not each.is_this]
    return set(checks.visible_to(actor).filter(pk__in=running).values_list("pk", flat=True)) if running else set()


def _following(actor: Actor, enrolment: Enrolment, state: str, today: date) -> checks.Row | None:
    """Who comes next, for whoever checks a whole list; from its end it goes on at the beginning."""
    if state in (NOT_YET, LOOKED) or not actor.holds(services.OPEN) or not checks.is_whole(actor, ""):
        return None
    wanted = checks.Filters(checks.month_of(today), state=NOT_YET)
    for after in (enrolment.pk, 0):
        if found := checks.page(actor, wanted, today=today, after=after, limit=1):
            return found[0]
    return None


def _mine(steps: list[Possibility], check: Check | None, at: datetime) -> list[Possibility]:
    """The steps of this actor. Where the house has photo and point, they are laid beside the check as it is decided."""
    mine = [each for each in steps if each.code != "not_allowed" and each.step.action != "buka"]
    if check and any(each.code in NO_PAPER for each in mine) and check_house.is_shown(check, at=at):
        mine = [replace(each, why_not="", code="") if each.code in NO_PAPER else each for each in mine]
    return mine


def _notice(actor: Actor, enrolment_id: int) -> tuple[Enrolment, CheckNotice]:
    enrolment = checks.by_enrolment(actor, enrolment_id)
    notice = (
        CheckNotice.objects.select_related("check_row").filter(check_row__enrolment=enrolment).order_by("-pk").first()
    )
    if notice is None:
        raise NotFound("Belum ada pemberitahuan bagi penerima ini.")
    return enrolment, notice


def _open_check(enrolment: Enrolment, at: datetime) -> Check:
    check = checks.check_of(enrolment, month=checks.month_of(timezone.localdate(at)))
    if check is None:
        raise Refused("Pemeriksaan bulan ini belum dimulai. Tekan Mulai periksa dahulu.", code="not_begun")
    return check


def _day(sent: QueryDict, today: date) -> date:
    """Typed in three parts; nothing typed is today."""
    year, month, day = (sent.get(f"hari_{part}", "").strip()[:4] for part in ("tahun", "bulan", "tanggal"))
    if not (year or month or day):
        return today
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Refused(
            "Tanggalnya belum benar: isi tanggal, bulan, dan tahun.", code="day_wrong", field="hari"
        ) from None


def _parts(sent: QueryDict, today: date) -> list[str]:
    typed = [sent.get(f"hari_{part}", "")[:4] for part in ("tanggal", "bulan", "tahun")]
    return typed if any(typed) else [str(today.day), str(today.month), str(today.year)]


def _back(enrolment_id: int, anchor: str = "") -> HttpResponseRedirect:
    address = reverse("programmes:check", args=[enrolment_id])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)
