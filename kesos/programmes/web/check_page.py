"""One recipient: the house beside the decision, the visit, all aid, what rules find, what was decided before."""

from datetime import date, datetime
from typing import Any, BinaryIO, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.files import services as files
from kesos.files.links import signed_link
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.programmes.models import Check, CheckNotice, FieldNote, Programme
from kesos.programmes.models.checks import ENDS, FLOW, LOOKED, NOT_YET
from kesos.programmes.queries import check_pages, checks
from kesos.programmes.queries.check_pages import Facts
from kesos.programmes.queries.checks import VIEW
from kesos.programmes.services import checks as services
from kesos.programmes.services import field_notes, objections
from kesos.programmes.web.check_views import LOOKS
from kesos.registry.models import Enrolment
from kesos.registry.queries import village_map
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels
from kesos.workflow.models import Paper

OURS = ("layak", "tidak_layak")


class PointForm(forms.Form):
    """Where the house stands. The limits are those of the country."""

    lintang = forms.DecimalField(min_value=-11.5, max_value=6.5, max_digits=9, decimal_places=6)
    bujur = forms.DecimalField(min_value=94.5, max_value=141.5, max_digits=9, decimal_places=6)

    WRONG = (
        "Titik rumah belum benar: lintang antara −11,5 dan 6,5, bujur antara 94,5 dan 141,5, "
        "paling banyak enam angka di belakang koma."
    )

    def value(self) -> str:
        """Raises Refused where the numbers make no place."""
        if not self.is_valid():
            raise Refused(self.WRONG, code="point_wrong", field="lintang")
        return f"{self.cleaned_data['lintang']},{self.cleaned_data['bujur']},0"


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
            with transaction.atomic():
                stored = files.put(
                    data=cast(BinaryIO, file), name=file.name or "rumah", kind="photo",
                    region_code=check.region_code, by=request.actor, at=at,
                )  # fmt: skip
                services.attach(
                    check=check, paper=services.PHOTO, file_key=str(stored.key), by=request.actor, at=at
                )  # fmt: skip
            kept.append("foto rumah")
        except Refused as refusal:
            said.append(f"Foto rumah: {refusal.sentence}")
    if any(request.POST.get(name, "").strip() for name in ("lintang", "bujur")):
        dots = {
            name: request.POST.get(name, "").strip().replace(",", ".").replace("−", "-")
            for name in ("lintang", "bujur")
        }
        try:
            with transaction.atomic():
                value = PointForm(dots).value()
                services.attach(check=check, paper=services.POINT, value=value, by=request.actor, at=at)
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
        "look": LOOKS[state], "facts": known, "house": _house(check, known, enrolment, by=request.actor),
        "running": running, "membership": labels().state("penerima", enrolment.state), "may_open": may_open,
        "may_attach": state == LOOKED and any(request.actor.holds(f"{FLOW}.{each}") for each in OURS),
        "steps": [each for each in steps if each.step.action != "buka"], "refusal": refusal,
        "mine": [each for each in steps if each.code != "not_allowed" and each.step.action != "buka"],
        "others": [each.label for each in steps if each.code == "not_allowed"],
        "reasons": workflow.reasons("TL", on=today), "today": today, "typed": request.POST,
        "day": _parts(request.POST, today),
        "earlier": check_pages.earlier(enrolment), "notes": check_pages.notes(enrolment),
        "kinds": FieldNote.Kind.choices, "may_note": request.actor.may(field_notes.NOTE, enrolment.person.region_id),
        "events": list(reversed(workflow.timeline(check.case))) if check else [],
        "notice": CheckNotice.objects.filter(check_row__enrolment=enrolment).order_by("-pk").first(),
    }  # fmt: skip
    return render(request, "programmes/check_page.html", told, status=refusal.status if refusal else 200)


def _house(check: Check | None, known: Facts, enrolment: Enrolment, *, by: Actor) -> dict[str, Any]:
    """All that the panel of the house needs, so that the evidence of another part can take its place."""
    papers = {paper.code: paper for paper in Paper.objects.filter(case=check.case_id, current=True)} if check else {}
    photo, typed = papers.get(services.PHOTO), papers.get(services.POINT)
    family = known.family
    place = None
    if typed:
        latitude, longitude = (float(part) for part in typed.value.split(",")[:2])
        place = (longitude, latitude)
    elif family and family.latitude is not None and family.longitude is not None:
        place = (float(family.longitude), float(family.latitude))
    outline = village_map.outline(enrolment.person.region_id)
    point = outline.at(*place) if outline and place else None
    inside = bool(outline and point and outline.holds(point))
    key = _key(photo.file_key) if photo else None
    return {
        "family": family, "outline": outline, "point": point if inside else None, "outside": point and not inside,
        "place": (place[1], place[0]) if place else None, "point_at": typed.at if typed else None,
        "photo": signed_link(key, by=by) if key else "", "small": signed_link(key, by=by, small=True) if key else "",
        "photo_at": photo.at if photo else None, "photo_by": photo.by_name if photo else "",
        "has_photo": bool(photo) or known.has_photo,
    }  # fmt: skip


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


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _back(enrolment_id: int, anchor: str = "") -> HttpResponseRedirect:
    address = reverse("programmes:check", args=[enrolment_id])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)
