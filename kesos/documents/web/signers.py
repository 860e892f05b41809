"""Offices and their signers on one screen."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kesos.access.web.request import SignedIn
from kesos.documents.queries import templates as queries
from kesos.documents.services import signers as services
from kesos.documents.web.forms import DayForm, OfficeChoice, OfficeForm, SignerForm
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import number_of
from kesos.foundation.region_code import without_dots
from kesos.ui.screens import needs


@needs(queries.MANAGE_SIGNERS)
@require_http_methods(["GET", "POST"])
def signers(request: SignedIn) -> HttpResponse:
    offices = list(queries.manageable_offices(request.actor, queries.MANAGE_SIGNERS)[:200])
    chosen = number_of(request.GET.get("kantor", ""))
    office = (
        queries.office_to_manage(request.actor, queries.MANAGE_SIGNERS, chosen)
        if chosen is not None
        else (offices[0] if offices else None)
    )
    adds_office = request.POST.get("apa") == "kantor"
    form = SignerForm(request.POST if request.method == "POST" and not adds_office else None)
    office_form = OfficeForm(
        request.POST if adds_office else None, initial=model_to_dict(office) if office else {}, auto_id="kantor_%s"
    )
    if form.is_bound and office is not None and form.is_valid():
        try:
            services.add_signer(office_id=office.pk, values=form.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Penanda tangan ditambahkan.")
            return HttpResponseRedirect(f"{reverse('documents:signers')}?kantor={office.pk}")
    if office_form.is_bound and office_form.is_valid():
        values = dict(office_form.cleaned_data)
        try:
            saved = services.save_office(
                region_code=without_dots(values.pop("region_code")), values=values, by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            office_form.add_error(refusal.field if refusal.field in office_form.fields else None, refusal.sentence)
        else:
            messages.success(request, "Data kantor tersimpan.")
            return HttpResponseRedirect(f"{reverse('documents:signers')}?kantor={saved.pk}")
    told = {
        "office": office,
        "form": form,
        "office_form": office_form,
        "choice": OfficeChoice(offices, default=False, chosen=office.pk if office else None),
        "rows": queries.signers_of(office) if office else [],
        "day": DayForm(initial={"day": timezone.localdate()}),
    }
    return render(request, "documents/signers.html", told)


@needs(queries.MANAGE_SIGNERS)
@require_POST
def end(request: SignedIn, signer_id: int) -> HttpResponse:
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Isi hari terakhir penanda tangan.")
        return HttpResponseRedirect(reverse("documents:signers"))
    signer = services.end_signer(
        signer_id=signer_id, last_day=form.cleaned_data["day"], by=request.actor, at=timezone.now()
    )
    messages.success(request, f"Masa {signer.name} berakhir pada {form.cleaned_data['day']:%d-%m-%Y}.")
    return HttpResponseRedirect(f"{reverse('documents:signers')}?kantor={signer.office_id}")
