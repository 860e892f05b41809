"""The form of a report as two entrances use it: the citizen's own, and the counter."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.shortcuts import render

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.portal.models import Report
from kesos.portal.queries.recipients import Recipient, enrolment_of
from kesos.portal.services.report import Told
from kesos.portal.web.report_forms import SanggahForm, UsulForm

Tell = Callable[[Told], Report]
Go = Callable[[Report], HttpResponse]
Find = Callable[[str], list[Recipient]]


def usul(request: SignedIn, *, page: str, told: dict[str, object], tell: Tell, then: Go) -> HttpResponse:
    form = UsulForm(request.POST or None, request.FILES or None)
    done = _sent(request, form, tell)
    if done is not None:
        return then(done)
    shown = {**told, "form": form, "kind": "usul"}
    return render(request, page, shown, status=422 if form.errors else 200)


def sanggah(request: SignedIn, *, page: str, told: dict[str, object], find: Find, tell: Tell, then: Go) -> HttpResponse:
    """First a name, then one of those found; the name stays with the form, so that a refusal shows them again."""
    name = (request.POST.get("nama") or request.GET.get("nama") or "").strip()[:80]
    found, refusal = list[Recipient](), ""
    if name:
        try:
            found = find(name)
        except Refused as refused:
            refusal = refused.sentence
    form = SanggahForm(_same_marks(request, found), request.FILES or None, found=found)
    done = _sent(request, form, tell)
    if done is not None:
        return then(done)
    shown = {**told, "form": form, "kind": "sanggah", "name": name, "found": found, "refusal": refusal}
    return render(request, page, shown, status=422 if form.errors else 200)


def _same_marks(request: SignedIn, found: list[Recipient]) -> Mapping[str, object] | None:
    """A mark is signed with its moment: the one sent is put in place of the one made anew for the same recipient."""
    if request.method != "POST":
        return None
    data = request.POST.dict()
    try:
        chosen = enrolment_of(str(data.get("penerima", "")), by=request.actor)
    except Refused:
        return data
    same = (each.mark for each in found if enrolment_of(each.mark, by=request.actor) == chosen)
    return {**data, "penerima": next(same, "")}


def _sent(request: SignedIn, form: UsulForm | SanggahForm, tell: Tell) -> Report | None:
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return tell(form.told(request.actor))
    except NotFound:
        raise
    except Refused as refused:
        form.say_no(refused)
        return None
