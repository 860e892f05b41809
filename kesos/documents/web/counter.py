"""The counter: a NIK is typed, the letter asked for, and the next one may step up."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kesos.access.web.request import SignedIn
from kesos.documents.models import CertificateRequest, Document
from kesos.documents.queries import requests
from kesos.documents.queries.listing import listing_snapshot
from kesos.documents.services import certify
from kesos.documents.snapshot import ListingSnapshot
from kesos.documents.web.requests import ASK
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of, only_number
from kesos.registry.models import Person
from kesos.registry.queries import people
from kesos.ui.forms import offer
from kesos.ui.screens import needs

OTHER = "lain"
PURPOSES = ["Pendaftaran sekolah", "Keringanan biaya pendidikan", "Berobat dan jaminan kesehatan", "Bantuan hukum"]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who stands there, and what they can have."""

    person: Person
    found: ListingSnapshot | None
    open: CertificateRequest | None
    letter: Document | None


class CounterForm(forms.Form):
    keperluan = forms.ChoiceField(label="Keperluan surat")
    lainnya = forms.CharField(
        label="Keperluan lain", max_length=200, required=False, help_text="Bila tidak ada di atas."
    )
    diperlihatkan = forms.BooleanField(
        label="KTP dan KK asli sudah saya lihat",
        error_messages={"required": "Lihat dahulu KTP dan KK asli, lalu centang."},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        offer(self, "keperluan", [*((each, each) for each in PURPOSES), (OTHER, "Keperluan lain")])

    @property
    def purpose(self) -> str:
        chosen = str(self.cleaned_data["keperluan"])
        return str(self.cleaned_data["lainnya"]).strip() if chosen == OTHER else chosen


@require_http_methods(["GET", "POST"])
@never_cache
@needs(ASK)
def counter(request: SignedIn) -> HttpResponse:
    """A number travels by POST and stands in no address."""
    if request.method == "GET":
        return render(request, "documents/counter.html", {})
    person_id = number_of(request.POST.get("warga", ""))
    if person_id is None:
        return _found(request, request.POST.get("nik", ""))
    person, form = people.by_id(request.actor, person_id), CounterForm(request.POST)
    if form.is_valid():
        try:
            certify.ask(
                person_id=person.pk, purpose=form.purpose, ktp_key="", kk_key="", shown=True, by=request.actor,
                at=timezone.now(),
            )  # fmt: skip
        except certify.AlreadyAsked as refusal:
            messages.info(request, f"{person.full_name}: {refusal.sentence}")
            return redirect("documents:counter")
        except NotFound:
            raise
        except Refused as refusal:
            form.add_error("lainnya" if refusal.field == "purpose" else None, refusal.sentence)
        else:
            messages.success(request, f"Permohonan {person.full_name} dicatat. Silakan warga berikutnya.")
            return redirect("documents:counter")
    return render(request, "documents/counter.html", {"desk": _desk(request, person), "form": form}, status=409)


def _found(request: SignedIn, typed: str) -> HttpResponse:
    said = "Tidak ada warga dengan NIK ini di wilayah Anda."
    try:
        number = only_number(typed)
        if not (number.isascii() and number.isdigit()):
            raise Refused("Ketik NIK: 16 angka dari KTP.", code="nik_wrong", field="nik")
        rows, _ = people.search(request.actor, text=number)
        found = [each for each in rows if each.nik == int(number)]
        if not found:
            raise Refused(said, code="nobody", field="nik")
    except Refused as refusal:
        return render(request, "documents/counter.html", {"refusal": refusal}, status=409)
    desk = _desk(request, people.by_id(request.actor, found[0].id))
    return render(request, "documents/counter.html", {"desk": desk, "form": CounterForm()})


def _desk(request: SignedIn, person: Person) -> Desk:
    asked = requests.visible_to(request.actor).select_related("case").filter(person=person).order_by("-pk").first()
    waits = asked if asked and asked.case.state in requests.WAITING else None
    return Desk(
        person, listing_snapshot(request.actor, person.pk, on=timezone.localdate()), waits,
        requests.letter_of(request.actor, asked) if asked and asked.case.state == "TERBIT" else None,
    )  # fmt: skip
