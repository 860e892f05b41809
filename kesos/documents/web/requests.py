"""The letter at the counter: asked for, looked up, issued by the lurah or refused with a way on."""

from typing import BinaryIO, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.request import SignedIn
from kesos.documents.models import CertificateRequest
from kesos.documents.queries import letters, requests
from kesos.documents.queries.listing import listing_snapshot
from kesos.documents.services import certify
from kesos.files import services as files
from kesos.files.links import signed_link
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.registry.models import Person
from kesos.registry.queries import people
from kesos.ui.screens import needs
from kesos.workflow import queries as workflow
from kesos.workflow.machines.labels import labels

ASK, ISSUE, REFUSE = (f"{certify.FLOW}.{action}" for action in ("cek_siks", "terbitkan", "tidak_terdaftar"))
# the letter itself brings these papers
BROUGHT = ("paper_missing",)


class RequestForm(forms.Form):
    keperluan = forms.CharField(label="Keperluan surat", max_length=200, help_text="Misalnya pendaftaran sekolah.")
    ktp = forms.FileField(label="Pindaian KTP", help_text="Gambar atau PDF, paling besar 15 MB.")
    kk = forms.FileField(label="Pindaian KK", help_text="Gambar atau PDF, paling besar 15 MB.")


@needs(ASK)
@require_http_methods(["GET", "POST"])
def ask(request: SignedIn) -> HttpResponse:
    person = _person(request)
    form = RequestForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        at, told = timezone.now(), form.cleaned_data
        try:
            with transaction.atomic():
                keys = [
                    files.put(
                        data=cast(BinaryIO, told[name]), name=told[name].name, kind="identity_scan",
                        region_code=person.region_id, by=request.actor, at=at,
                    ).key
                    for name in ("ktp", "kk")
                ]  # fmt: skip
                certify.ask(
                    person_id=person.pk, purpose=told["keperluan"], ktp_key=str(keys[0]), kk_key=str(keys[1]),
                    by=request.actor, at=at,
                )  # fmt: skip
        except NotFound:
            raise
        except certify.AlreadyAsked as refusal:
            messages.info(request, refusal.sentence)
            return HttpResponseRedirect(_address(person.pk))
        except Refused as refusal:
            form.add_error("keperluan" if refusal.field == "purpose" else None, refusal.sentence)
        else:
            messages.success(request, "Permohonan dicatat dan sudah dicek pada DTSEN.")
            return HttpResponseRedirect(_address(person.pk))
    status = 409 if form.errors else 200
    return render(request, "documents/request_new.html", {"person": person, "form": form}, status=status)


@needs(letters.VIEW)
@require_GET
def one(request: SignedIn, person_id: int) -> HttpResponse:
    return _page(request, requests.newest_of(request.actor, person_id))


@needs(ISSUE)
@require_POST
def issue(request: SignedIn, person_id: int) -> HttpResponse:
    asked, at = requests.newest_of(request.actor, person_id), timezone.now()
    chosen = request.POST.get("penanda", "")
    known = {
        str(signer.pk): (office, signer)
        for office, signers in requests.signers_for(asked.region_code, on=timezone.localdate(at))
        for signer in signers
    }
    try:
        if chosen not in known:
            raise Refused("Pilih pejabat yang menandatangani surat.", code="signer_missing", field="penanda")
        office, signer = known[chosen]
        with transaction.atomic():
            letter = certify.issue_certificate(
                request_id=asked.pk, office=office, signer=signer, by=request.actor, at=at
            )
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, requests.newest_of(request.actor, person_id), refusal)
    messages.success(request, f"Surat {letter.number} terbit. Unduh, cetak, lalu tanda tangani.")
    return HttpResponseRedirect(reverse("documents:letter", args=[letter.uuid]))


@needs(REFUSE)
@require_POST
def refuse(request: SignedIn, person_id: int) -> HttpResponse:
    asked = requests.newest_of(request.actor, person_id)
    try:
        with transaction.atomic():
            certify.refuse_certificate(request_id=asked.pk, by=request.actor, at=timezone.now())
    except NotFound:
        raise
    except Refused as refusal:
        return _page(request, requests.newest_of(request.actor, person_id), refusal)
    messages.success(request, "Permohonan ditolak karena keluarga belum terdaftar. Keluarga dapat diusulkan.")
    return HttpResponseRedirect(_address(person_id))


def _person(request: SignedIn) -> Person:
    number = number_of(request.GET.get("warga", ""))
    if number is None:
        raise NotFound("Warga tidak ditemukan. Mulailah dari halaman warga.")
    return people.by_id(request.actor, number)


def _address(person_id: int) -> str:
    return reverse("documents:request", args=[person_id])


def _page(request: SignedIn, asked: CertificateRequest, refusal: Refused | None = None) -> HttpResponse:
    at, case = timezone.now(), asked.case
    today = timezone.localdate(at)
    found = listing_snapshot(request.actor, asked.person_id, on=today)
    possible = {each.step.action: each for each in workflow.possible(case, request.actor, at=at)}
    issuing, refusing = possible.get("terbitkan"), possible.get("tidak_terdaftar")
    told = {
        "asked": asked,
        "case": case,
        "state_label": labels().state(certify.FLOW, case.state),
        "found": found,
        "issuing": issuing if issuing and issuing.code != "not_allowed" else None,
        "may_issue": issuing is not None and (not issuing.code or issuing.code in BROUGHT),
        "others_issue": issuing is not None and issuing.code == "not_allowed",
        "may_refuse": refusing is not None and not refusing.code and found is None,
        "scans": _scans(request, asked),
        "signers": requests.signers_for(asked.region_code, on=today),
        "letter": requests.letter_of(request.actor, asked),
        "propose_url": _propose_url(request, asked),
        "refusal": refusal,
    }
    return render(request, "documents/request.html", told, status=refusal.status if refusal else 200)


def _scans(request: SignedIn, asked: CertificateRequest) -> list[tuple[str, str]]:
    """For those who work on requests here; the address is signed for this reader."""
    if not any(request.actor.may(step, asked.region_code) for step in (ASK, ISSUE, REFUSE)):
        return []
    return [(label, signed_link(key, by=request.actor)) for label, key in requests.scans_of(asked)]


def _propose_url(request: SignedIn, asked: CertificateRequest) -> str:
    """The part that proposes stands above this one: known by its address only, where it is installed."""
    if not request.actor.may("usulan_dtks.ajukan", asked.region_code):
        return ""
    try:
        return f"{reverse('proposals:start')}?warga={asked.person_id}"
    except NoReverseMatch:
        return ""
