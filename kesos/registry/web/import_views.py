"""Imports: send a file, point at its columns, look at what would happen, apply it or throw it away."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.request import SignedIn
from kesos.files import queries as files
from kesos.files.models import StoredFile
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.registry import job_names as ours
from kesos.registry.imports import services as imports
from kesos.registry.models import ImportRun
from kesos.registry.queries import import_runs
from kesos.registry.queries import imports as runs
from kesos.registry.services import import_kinds, send_import
from kesos.registry.web import columns as sheet_columns
from kesos.registry.web.forms import UploadForm, area_names
from kesos.ui.screens import needs

PAGE = 30
STEPS = ["Kirim berkas", "Tunjuk kolom", "Periksa", "Terapkan"]


@require_GET
@needs(imports.IMPORT)
def mine(request: SignedIn) -> HttpResponse:
    before = request.GET.get("sesudah", "")
    found = runs.visible(before=number_of(before) or 0, limit=PAGE + 1)
    told = {
        "runs": found[:PAGE],
        "after": found[PAGE - 1].pk if len(found) > PAGE else None,
        "me": request.actor.user_id,
    }
    return render(request, "registry/imports.html", told)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(imports.IMPORT)
def upload(request: SignedIn) -> HttpResponse:
    """Keep the file; go on at once where nothing is to be asked, else ask for the sheet."""
    areas = area_names(request.actor, imports.IMPORT)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        region = request.POST.get("wilayah", areas[0][0])
        at, told = timezone.now(), form.cleaned_data
        try:
            file = send_import.keep(
                data=told["file"], name=told["file"].name or "berkas", region_code=region, by=request.actor, at=at
            )
        except Refused as refused:
            form.add_error("file", refused.sentence)
        else:
            sheets = send_import.sheets_of(file)
            if len(sheets) > 1 or runs.sent_before(request.actor, file):
                query = QueryDict(mutable=True)
                query.update({"pengirim": told["sender"], "tanggal": told["dated_on"].isoformat(), "isi": told["kind"]})
                return redirect(f"{reverse('registry:import_stage', args=[file.pk])}?{query.urlencode()}")
            return _begin(request, file, sheets[0] if sheets else "", told["sender"], told["dated_on"], told["kind"])
    told = {
        "form": form,
        "senders": runs.senders(request.actor),
        "areas": areas,
        "area": request.POST.get("wilayah", ""),
        "steps": STEPS,
    }
    return render(request, "registry/import_upload.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(imports.IMPORT)
def stage(request: SignedIn, key: UUID) -> HttpResponse:
    """Which sheet; and whether the same file was sent before."""
    file = files.by_key(request.actor, key)
    sender, dated_on = request.GET.get("pengirim", "").strip(), _day(request.GET.get("tanggal", ""))
    content = request.GET.get("isi", import_kinds.PEOPLE)
    import_kinds.shape_of(content)
    if file.kind != "spreadsheet" or file.stored_by != request.actor.user_id or not sender or dated_on is None:
        raise NotFound("Unggahan ini tidak ditemukan. Kirim berkasnya sekali lagi.")
    sheets = send_import.sheets_of(file)
    if request.method == "POST":
        sheet = request.POST.get("lembar", sheets[0] if len(sheets) == 1 else "")
        if sheet in sheets or not sheets:
            return _begin(request, file, sheet if sheets else "", sender, dated_on, content)
    told = {
        "file": file,
        "sheets": [(sheet, sheet, "") for sheet in sheets],
        "before": runs.sent_before(request.actor, file),
        "missing": request.method == "POST",
        "steps": STEPS,
    }
    return render(request, "registry/import_stage.html", told, status=422 if request.method == "POST" else 200)


@require_GET
@never_cache
@needs(imports.IMPORT)
def one(request: SignedIn, run_id: int) -> HttpResponse:
    """What would happen, what happens, what has happened, as the run stands."""
    run = import_runs.by_id(run_id)
    own = run.by_user_id == request.actor.user_id
    told: dict[str, Any] = {
        "run": run,
        "own": own,
        "kind": import_kinds.choices().get(run.kind, ""),
        "steps": STEPS,
        "at": _step(run),
    }
    if own:
        told["job"] = import_runs.under_way(request.actor, run_id)
        told |= {"verdicts": runs.verdicts(run), "faults": runs.faults(run), "warnings": runs.warnings(run)}
        told["wrong"] = run.n_faulty + run.n_doubled
    return render(request, "registry/import.html", told)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(imports.IMPORT)
def columns(request: SignedIn, run_id: int) -> HttpResponse:
    run = import_runs.own(request.actor, run_id)
    error = ""
    if request.method == "POST":
        try:
            chosen = sheet_columns.chosen(request.POST, len(run.labels), run.kind)
            told_once = sheet_columns.told(request.POST, run.kind)
            import_kinds.map_columns(run, columns=chosen, told=told_once, by=request.actor, at=timezone.now())
        except Refused as refused:
            error = refused.sentence
            run.columns, run.told = chosen, told_once
        else:
            return _start(request, run, ours.CHECK)
    told = {"run": run, "fields": sheet_columns.fields(run, runs.first_rows(run)), "error": error, "steps": STEPS}
    return render(request, "registry/import_columns.html", told, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(imports.IMPORT)
def apply(request: SignedIn, run_id: int) -> HttpResponse:
    """Asks once more, then applies; a second click leads to the job of the first."""
    run = import_runs.own(request.actor, run_id)
    if request.method == "POST" and run.state in (ImportRun.State.CHECKED, ImportRun.State.APPLYING):
        return _start(request, run, ours.APPLY)
    if run.state != ImportRun.State.CHECKED:
        return redirect("registry:import", run_id)
    return render(request, "registry/import_apply.html", {"run": run})


@require_POST
@needs(imports.IMPORT)
def discard(request: SignedIn, run_id: int) -> HttpResponse:
    run = import_runs.own(request.actor, run_id)
    imports.discard(run_id=run.pk, by=request.actor, at=timezone.now())
    # families are written before people, so that one which began may have written some of their addresses
    left = (
        "Tidak ada orang yang tercatat darinya; alamat keluarga yang sempat ditulis tetap ada."
        if run.state == ImportRun.State.APPLYING
        else "Tidak ada data warga yang berubah."
    )
    messages.success(request, f"Impor {run.file_name} dibuang. {left}")
    return redirect("registry:imports")


@require_POST
@needs(imports.IMPORT)
def rejects(request: SignedIn, run_id: int) -> HttpResponse:
    run = import_runs.own(request.actor, run_id)
    return _start(request, run, ours.REJECTS)


def _begin(request: SignedIn, file: StoredFile, sheet: str, sender: str, dated_on: date, content: str) -> HttpResponse:
    job = send_import.begin(
        file=file, sheet=sheet, sender=sender, dated_on=dated_on, kind=content, by=request.actor, at=timezone.now()
    )
    return redirect("jobs:one", job.pk)


def _start(request: SignedIn, run: ImportRun, kind: str) -> HttpResponse:
    """One job at a time works on an import."""
    job = send_import.start_work(kind, run_id=run.pk, by=request.actor, at=timezone.now())
    return redirect("jobs:one", job.pk)


def _step(run: ImportRun) -> int:
    return {ImportRun.State.STAGED: 2, ImportRun.State.CHECKED: 3}.get(ImportRun.State(run.state), 4)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
