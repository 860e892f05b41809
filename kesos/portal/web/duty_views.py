"""What is kept how long, what is processed at all, and the numbers a kab/kota sets for itself."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kesos.access.web.request import SignedIn
from kesos.files.retained import months, retained
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.portal.models import Forgotten, RetentionRun
from kesos.portal.queries import terms
from kesos.portal.queries.processing import CLASSES, register
from kesos.portal.services import retention
from kesos.portal.services import terms as setting
from kesos.portal.services.export_processing import EXPORT, FORMS, export_processing
from kesos.regions.queries import tree
from kesos.ui.forms import DatePartsField
from kesos.ui.screens import needs


class TermForm(forms.Form):
    key = forms.ChoiceField(label="Ketentuan", choices=[(key, kind.label) for key, kind in terms.KINDS.items()])
    value = forms.IntegerField(label="Nilai", min_value=0, help_text="Untuk pilihan: 1 berarti ya, 0 berarti tidak.")
    valid_from = DatePartsField(label="Mulai berlaku")
    basis = forms.CharField(label="Dasar", max_length=300, help_text="Nomor peraturan atau keputusan.")
    is_verified = forms.BooleanField(label="Sudah dicocokkan dengan naskah aslinya", required=False)


@require_http_methods(["GET", "POST"])
@needs(retention.MANAGE)
def retention_page(request: SignedIn) -> HttpResponse:
    at, by = timezone.now(), request.actor
    refusal: Refused | None = None
    name = request.POST.get("kelas", "")
    try:
        if request.method == "POST" and (preview := number_of(request.POST.get("pratinjau", ""))) is not None:
            done = retention.forget(name=name, preview_id=preview, by=by, at=at)
            messages.success(request, f"{done.forgotten} dianonimkan.")
        elif request.method == "POST":
            retention.look(name=name, by=by, at=at)
    except NotFound:
        raise
    except Refused as refused:
        refusal = refused
    today = timezone.localdate(at)
    told = {
        "classes": [
            (
                each,
                months(each.retention_class, on=today),
                RetentionRun.objects.filter(retention_class=each.name).order_by("-pk").first(),
            )
            for each in retained()
        ],
        "may_run": by.may(retention.MANAGE, ""),
        "forgotten": Forgotten.objects.order_by("-month", "region_code")[:50],
        "refusal": refusal,
        "today": today,
    }
    return render(request, "portal/retention.html", told, status=refusal.status if refusal else 200)


@require_GET
@needs(EXPORT)
def processing(request: SignedIn) -> HttpResponse:
    lines = list(register())
    tables: dict[tuple[str, str, str], dict[str, int]] = {}
    for line in lines:
        counts = tables.setdefault((line.part, line.table, line.meaning), dict.fromkeys(CLASSES.values(), 0))
        counts[line.classed] += 1
    return render(request, "portal/processing.html", {"tables": list(tables.items()), "fields": len(lines)})


@require_GET
@never_cache
@needs(EXPORT)
def processing_file(request: SignedIn) -> HttpResponse:
    form = request.GET.get("bentuk", "xlsx")
    content = export_processing(form=form, by=request.actor, at=timezone.now())
    answer = HttpResponse(content, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="pemrosesan-data.{form}"'
    return answer


@require_http_methods(["GET", "POST"])
@needs(setting.MANAGE)
def term_page(request: SignedIn) -> HttpResponse:
    """The terms as they hold in the administrator's own place, and a new one from a day on."""
    region = request.actor.areas(setting.MANAGE)[0]
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            setting.set_term(region_code=region, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            messages.success(request, "Ketentuan disimpan.")
            return redirect("portal:terms")
    told = {
        "form": form,
        "terms": terms.listed(region, on=timezone.localdate()),
        "place": tree.name(region) if region else "Indonesia",
    }
    return render(request, "portal/terms.html", told, status=422 if form.errors else 200)
