"""«Data saya»: all that is held of somebody, as a page and as a file, and the consents they gave."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotAllowed, NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.portal.models import Consent
from kesos.portal.queries import accounts, own_data, rights
from kesos.portal.services import rights as acts
from kesos.portal.services.take_own_data import FORMS, take_own_data
from kesos.portal.web.looks import state_of
from kesos.portal.web.own_or_counter import both, is_own, sees_everything, ways, whose
from kesos.registry.models import Person


def data_page(request: SignedIn) -> HttpResponse:
    person, at = whose(request), timezone.now()
    proven = sees_everything(request)
    held = own_data.own_data(request.actor, person.pk, at=at, everything=proven and request.actor.holds(rights.OWN))
    family = accounts.family_of(person.pk)
    told = {
        "person": person,
        "held": held,
        "proven": proven,
        "own": is_own(request),
        "ways": ways(request, person),
        "members": _members(family) if is_own(request) else [],
        "consents": rights.consents_of(person.pk),
        "purposes": Consent.Purpose.choices,
        "asked": [(each, state_of(each.kind, each.state)) for each in rights.of_person(person.pk)],
    }
    return render(request, "portal/data.html", told)


def data_file(request: SignedIn) -> HttpResponse:
    """Everything as a file; at the counter it is printed for the citizen and written into the access log."""
    person, form = whose(request), request.GET.get("bentuk", "pdf")
    if form not in FORMS:
        raise NotFound("Bentuk berkas ini tidak ada. Pilih PDF atau JSON.")
    if not sees_everything(request):
        raise NotAllowed("Tunjukkan KTP satu kali di kelurahan, lalu seluruh data dapat diunduh.")
    content = take_own_data(
        person_id=person.pk, form=form, by=request.actor, at=timezone.now(), at_counter=not is_own(request)
    )
    answer = HttpResponse(content, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="data-saya.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def consent(request: SignedIn) -> HttpResponse:
    """Give one, or withdraw it: what is withdrawn is acted on within three days."""
    person, at = whose(request), timezone.now()
    try:
        if (given := number_of(request.POST.get("tarik", ""))) is not None:
            demand = acts.Demand("cabut_persetujuan", request.POST.get("alasan", ""), consent_id=given)
            acts.ask(demand=demand, person_id=person.pk, by=request.actor, at=at)
            messages.success(request, "Persetujuan ditarik. Kelurahan menindaknya dalam 3 × 24 jam.")
        else:
            acts.give_consent(
                person_id=person.pk, purpose=request.POST.get("tujuan", ""), given_for=request.POST.get("wali", ""),
                by=request.actor, at=at,
            )  # fmt: skip
            messages.success(request, "Persetujuan dicatat.")
    except NotFound:
        raise
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(ways(request, person)["data"])


own_page, counter_page = both(data_page, require_GET)
own_file, counter_file = both(data_file, require_GET)
own_consent, counter_consent = both(consent, require_POST)


def _members(family_id: int | None) -> list[Person]:
    found = Person.objects.filter(memberships__family_id=family_id or 0, memberships__left_on=None)
    return list(found.order_by("memberships__relation", "birth_date"))
