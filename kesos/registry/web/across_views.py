"""The one look that crosses areas."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kesos.access import settings_store
from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, Refused, TooMany
from kesos.regions import codelists
from kesos.regions.queries import tree
from kesos.registry.services.look_up_across_areas import LOOK_ACROSS, look_up_across_areas
from kesos.registry.web.forms import AcrossForm, say_no
from kesos.ui.screens import needs
from kesos.workflow.machines.labels import labels

LIMIT = "registry.look_across_an_hour"


@require_http_methods(["GET", "POST"])
@never_cache
@needs(LOOK_ACROSS)
def look_up(request: SignedIn) -> HttpResponse:
    """The number comes by POST and the answer is shown once: neither stands in an address."""
    at = timezone.now()
    most = settings_store.number(LIMIT, at=at)
    form = AcrossForm(request.POST or None)
    told: dict[str, object] = {"form": form, "most": most, "looked": False}
    if request.method == "POST" and form.is_valid():
        try:
            found = look_up_across_areas(most_an_hour=most, by=request.actor, at=at, **form.cleaned_data)
        except (NotAllowed, TooMany):
            raise
        except Refused as refused:
            say_no(form, refused)
        else:
            told |= {"looked": True, "found": found}
            if found:
                names = {entry.code: entry.label for entry in codelists.history("programs")}
                told["kabkota"] = tree.path_text(found.kabkota)
                told["services"] = [
                    (names.get(each.programme, each.programme), labels().state("penerima", each.state), each)
                    for each in found.services
                ]
    return render(request, "registry/look_across.html", told, status=422 if form.errors else 200)
