"""A list as an Excel file: asked for with a purpose, made in the background, fetched from the job's page."""

from collections.abc import Callable, Iterable, Mapping

from django import forms as shapes
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.jobs.models import JobRun
from kesos.registry.services.open_nik import OPEN_NIK


class PurposeForm(shapes.Form):
    purpose = shapes.CharField(
        label="Tujuan",
        max_length=200,
        help_text="Untuk apa berkas ini dibuat, paling sedikit sepuluh huruf. Tercatat di berkas dan di jejak audit.",
    )


def ask(
    request: SignedIn,
    *,
    title: str,
    back: str,
    said: Iterable[tuple[str, str]],
    numbers: str,
    begin: Callable[[str, bool], JobRun],
    forms: Mapping[str, str] | None = None,
    guarded: str = "",
) -> HttpResponse:
    """The form; a valid one becomes a job. `numbers` names those a right may open ("NIK"), none: the list has none.

    `forms` are those of the file where it may be other than Excel (`bentuk`); `guarded` names what is left out unless
    it is asked for (`rahasia`). Both are read by `begin`.

    `begin` takes the purpose and whether full numbers are wanted, refuses, or starts the job.
    """
    may_open = bool(numbers) and request.actor.holds(OPEN_NIK)
    full_numbers = may_open and request.POST.get("nik_lengkap") == "ya"
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = begin(form.cleaned_data["purpose"], full_numbers)
        except (NotFound, NotAllowed):
            raise
        except Refused as refused:
            form.add_error("purpose", refused.sentence)
        else:
            return redirect("jobs:one", run.pk)
    told = {
        "form": form, "title": title, "back": back, "said": list(said), "numbers": numbers, "may_open": may_open,
        "full_numbers": full_numbers, "forms": list((forms or {}).items()),
        "chosen_form": request.POST.get("bentuk", "xlsx"), "guarded": guarded,
        "with_guarded": request.POST.get("rahasia") == "ya",
    }  # fmt: skip
    return render(request, "registry/list_file.html", told, status=422 if form.errors else 200)
