"""At the counter: a death with its certificate, a move with its letter; both begin at the person."""

from datetime import datetime
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.request import SignedIn
from kesos.files import services as files
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.jobs import services as jobs
from kesos.journeys.job_names import HEALTH
from kesos.journeys.services.ask_health import ASK, refuse_unless_allowed
from kesos.journeys.services.report_death import REPORT as REPORT_DEATH
from kesos.journeys.services.report_death import report_death
from kesos.journeys.services.report_move import REPORT, Asked, report_move
from kesos.regions.queries.search import search
from kesos.registry.models import Membership, Person
from kesos.registry.queries import people
from kesos.ui.forms import DatePartsField
from kesos.ui.screens import needs

SCAN = "Gambar atau PDF, paling besar 15 MB."
MOST = 12


class DeathForm(forms.Form):
    died_on = DatePartsField(label="Tanggal meninggal", help_text="Menurut akta atau surat kematian.")
    file = forms.FileField(
        label="Akta atau surat kematian", help_text=SCAN,
        error_messages={"required": "Lampirkan akta atau surat kematiannya."},
    )  # fmt: skip


class MoveForm(forms.Form):
    moved_on = DatePartsField(label="Tanggal pindah")
    to_address = forms.CharField(label="Alamat baru", max_length=300)
    to_rt = forms.RegexField(r"^[0-9]{1,3}$", label="RT", required=False, max_length=3)
    to_rw = forms.RegexField(r"^[0-9]{1,3}$", label="RW", required=False, max_length=3)
    to_kk = forms.CharField(
        label="Nomor KK baru", required=False, max_length=24,
        help_text="Bila kartunya berganti; wajib bila hanya sebagian yang pindah.",
    )  # fmt: skip
    paper = forms.ChoiceField(label="Dasar pindah", choices=[("surat_pindah", "Surat pindah"), ("kk_baru", "KK baru")])
    file = forms.FileField(
        label="Pindaian surat pindah atau KK baru", help_text=SCAN,
        error_messages={"required": "Lampirkan surat pindah atau KK baru."},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@never_cache
@needs(REPORT_DEATH)
def death(request: SignedIn) -> HttpResponse:
    person, at = _person(request, REPORT_DEATH), timezone.now()
    form = DeathForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                key = _keep(form.cleaned_data["file"], person, request.actor, at)
                event = report_death(
                    person_id=person.pk, died_on=form.cleaned_data["died_on"], file_key=key, by=request.actor, at=at
                )
        except (NotFound, NotAllowed):
            raise
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(request, "Laporan kematian disimpan dan menunggu dibenarkan.")
            return redirect("journeys:event", event.pk)
    return render(request, "journeys/death.html", {"person": person, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(REPORT)
def move(request: SignedIn) -> HttpResponse:
    """The search for the destination works without scripts as well: the form comes back with what was found."""
    person, at = _person(request, REPORT), timezone.now()
    own = Membership.objects.filter(person=person, left_on=None).first()
    if own is None:
        raise NotFound("Warga ini belum tercatat dalam keluarga. Lengkapi kartu keluarganya dahulu.")
    members = list(
        Membership.objects.select_related("person")
        .filter(family=own.family_id, left_on=None)
        .order_by("relation", "pk")
    )
    searching = bool(request.POST.get("cari"))
    form = MoveForm(None if searching else request.POST or None, None if searching else request.FILES or None)
    query = request.POST.get("cari_tujuan", "").strip()[:120]
    missing = ""
    if request.method == "POST" and not searching and form.is_valid():
        try:
            with transaction.atomic():
                made = _report(request, form.cleaned_data, own.family_id, members, person, at)
        except (NotFound, NotAllowed):
            raise
        except Refused as refused:
            missing = refused.sentence if refused.field == "to_region_code" else ""
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(request, "Pindah dicatat. Dukcapil ditanya; pindahnya berjalan dengan sendirinya.")
            return redirect("journeys:move", made.number)
    chosen = request.POST.get("tujuan", "")
    told: dict[str, Any] = {
        "person": person, "form": form, "members": members, "query": query, "missing": missing, "chosen": chosen,
        "picks": _villages(query, person.region_id) if query else [],
        "picked": {number_of(each) for each in request.POST.getlist("anggota")},
    }  # fmt: skip
    return render(request, "journeys/move_report.html", told, status=422 if form.errors else 200)


@require_POST
@never_cache
@needs(ASK)
def health(request: SignedIn, person_id: int) -> HttpResponse:
    """In the background: a neighbour may be slow."""
    _, place = refuse_unless_allowed(person_id=person_id, by=request.actor)
    job = jobs.start(
        HEALTH, by=request.actor, at=timezone.now(), title="Menanyakan kepesertaan JKN", region_code=place,
        person_id=person_id,
    )  # fmt: skip
    return redirect("jobs:one", job.pk)


@require_GET
@needs(REPORT)
def places(request: SignedIn) -> HttpResponse:
    """A destination may be anywhere; names of villages are no secret."""
    areas = request.actor.areas(REPORT)
    found = _villages(request.GET.get("cari_tujuan", "").strip()[:120], areas[0] if areas else "")
    return render(request, "ui/_picks.html", {"name": "tujuan", "picks": found})


def _villages(text: str, near: str) -> list[tuple[str, str, str]]:
    """Those of the own city first: most moves stay inside it."""
    found = search(text, areas=("",), levels=(4,), limit=MOST) if len(text) > 2 and "\0" not in text else []
    found = sorted(found, key=lambda each: [each.code[:n] != near[:n] for n in (4, 2)])
    return [(each.code, each.path, each.dotted) for each in found]


def _report(
    request: SignedIn, told: dict[str, Any], family_id: int, members: list[Membership], person: Person, at: datetime
) -> Any:
    chosen = {number_of(each) for each in request.POST.getlist("anggota")}
    ids = tuple(m.person_id for m in members if m.person_id in chosen)
    asked = Asked(
        family_id=family_id, to_region_code=request.POST.get("tujuan", "")[:13].replace(".", ""),
        moved_on=told["moved_on"], person_ids=() if len(ids) == len(members) else ids, to_kk=told["to_kk"],
        to_address=told["to_address"], to_rt=told["to_rt"], to_rw=told["to_rw"],
        new_head=number_of(request.POST.get("kepala", "")),
    )  # fmt: skip
    if not ids:
        raise Refused("Pilih siapa yang pindah.", code="nobody_chosen")
    if not asked.to_region_code:
        raise Refused("Pilih kelurahan tujuan.", code="nowhere_chosen", field="to_region_code")
    key = _keep(told["file"], person, request.actor, at)
    return report_move(asked=asked, paper=told["paper"], file_key=key, by=request.actor, at=at)


def _person(request: SignedIn, permission: str) -> Person:
    number = number_of((request.GET.get("warga") or request.POST.get("warga") or "")[:18])
    if number is None:
        raise NotFound("Mulai dari halaman warganya.")
    person = people.by_id(request.actor, number)
    request.actor.require(permission, person.region_id)
    return person


def _keep(file: Any, person: Person, by: Actor, at: datetime) -> str:
    kept = files.put(
        data=cast(BinaryIO, file), name=file.name or "berkas", kind="identity_scan", region_code=person.region_id,
        by=by, at=at,
    )  # fmt: skip
    return str(kept.key)
