"""Finding people, one person's page, and the opening of a NIK."""

from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of, only_number
from kesos.regions import codelists
from kesos.registry.queries import history, identity, near, people, person_page, pillars, places, ppks, village_map
from kesos.registry.services.look_up_across_areas import LOOK_ACROSS
from kesos.registry.services.open_nik import OPEN_NIK
from kesos.registry.services.open_nik import open_nik as open_nik_of
from kesos.registry.services.open_ppks import open_ppks as open_ppks_of
from kesos.registry.services.register_family import REGISTER
from kesos.ui import panels
from kesos.ui.doors import ways
from kesos.ui.screens import needs

PAGE = 50
SEARCH = "person.search"
OTHER = "lain"
PURPOSES = [
    ("kk", "Mencocokkan KK atau KTP di loket"),
    ("kunjungan", "Kunjungan rumah"),
    ("usulan", "Mengisi usulan atau surat"),
    ("aduan", "Menjawab aduan warga"),
    (OTHER, "Lainnya (tulis di bawah)"),
]


@require_http_methods(["GET", "POST"])
@never_cache
@needs(people.VIEW)
def search(request: SignedIn) -> HttpResponse:
    """A number is sent by POST and never stands in an address; a name is a GET that can be paged and kept."""
    if request.method == "POST":
        text, within = request.POST.get("cari", "").strip(), request.POST.get("wilayah", "")
        if not is_number(text):
            query = QueryDict(mutable=True)
            query.update({name: value for name, value in (("nama", text), ("wilayah", within)) if value})
            return redirect(f"{reverse('registry:people')}?{query.urlencode()}")
        return _by_number(request, text, within)
    text, within = request.GET.get("nama", "").strip(), request.GET.get("wilayah", "")
    context = _search_context(request, text, within)
    if is_number(text):
        context["refusal"] = "Ketik NIK atau No KK di kotak cari; nomor tidak ditaruh di alamat halaman."
        context["text"] = ""
    elif not request.actor.holds(SEARCH):
        context["refusal"] = "Peran Anda mencari warga dengan NIK atau No KK." if text else ""
    else:
        after = _after(request.GET.get("sesudah", ""))
        rows, tolerant = people.search(request.actor, text=text, within_code=within, after=after, limit=PAGE + 1)
        # names that are only alike have no further page: a better spelling finds more than a next page would
        more = not tolerant and len(rows) > PAGE
        context |= {
            "rows": rows[:PAGE],
            "tolerant": tolerant and bool(rows),
            "after": f"{rows[PAGE - 1].id}-{rows[PAGE - 1].key}" if more else "",
            "searched": bool(text) or bool(rows),
        }
    return render(request, "registry/people.html", context)


@require_GET
@never_cache
@needs(people.VIEW)
def person(request: SignedIn, person_id: int) -> HttpResponse:
    try:
        told = _person_context(request, person_id)
    except NotFound:
        # the address of a record that was merged leads to who stays
        if (stays := people.stays_of(person_id)) is None:
            raise
        return redirect("registry:person", stays)
    return render(request, "registry/person.html", told)


@require_POST
@never_cache
@needs(people.VIEW)
def open_nik(request: SignedIn, person_id: int) -> HttpResponse:
    """The full number as a part of the page; without scripts the whole page with it."""
    code, told = request.POST.get("keperluan", ""), request.POST.get("keterangan", "").strip()
    purpose = "" if code == OTHER else dict(PURPOSES).get(code, "")
    reason = ": ".join(text for text in (purpose, told) if text)
    nik = open_nik_of(person_id=person_id, reason=reason, by=request.actor, at=timezone.now())
    if request.headers.get("HX-Request"):
        return render(request, "ui/_nik_open.html", {"nik": nik, "id": "nik"})
    return render(request, "registry/person.html", {**_person_context(request, person_id), "opened": nik})


@require_POST
@never_cache
@needs(people.VIEW)
def open_ppks(request: SignedIn, person_id: int) -> HttpResponse:
    """The part of the page with every type; without scripts the whole page with it."""
    reason = request.POST.get("alasan", "")
    open_ppks_of(person_id=person_id, reason=reason, by=request.actor, at=timezone.now())
    template = "registry/_facts.html" if request.headers.get("HX-Request") else "registry/person.html"
    return render(request, template, _person_context(request, person_id, opened=True))


def _by_number(request: SignedIn, text: str, within: str) -> HttpResponse:
    context = _search_context(request, text, within)
    try:
        rows, _ = people.search(request.actor, text=text, limit=PAGE)
    except Refused as refusal:
        context |= {"refusal": refusal.sentence, "near": near.near_number(request.actor, text)}
    else:
        if len(rows) == 1 and rows[0].nik == int(only_number(text)):
            return redirect("registry:person", rows[0].id)
        alike = [] if rows else near.near_number(request.actor, text)
        context |= {"rows": rows, "searched": True, "by_number": True, "near": alike}
    return render(request, "registry/people.html", context)


def _search_context(request: SignedIn, text: str, within: str) -> dict[str, Any]:
    return {
        "text": text,
        "within": within,
        "places": places.choices(request.actor, people.VIEW, within),
        "rows": [],
        "may_across": request.actor.holds(LOOK_ACROSS),
        "may_register": request.actor.holds(REGISTER),
    }


def _person_context(request: SignedIn, person_id: int, *, opened: bool = False) -> dict[str, Any]:
    page = person_page.person_page(request.actor, person_id, opened=opened)
    here, today = page.person, timezone.localdate()
    names = page.names
    relations = codelists.labels("shdk", today)
    jobs = codelists.labels("pekerjaan", today)
    members: list[dict[str, Any]] = [
        {
            "one": one,
            "relation": relations.get(str(one.relation), ""),
            "age": age(one.birth_date, one.died_on or today),
            "job": jobs.get(one.occupation, ""),
        }
        for one in page.members
        if one.left_on is None
    ]
    found = pillars.pillars(page, on=today)
    own = next((told["relation"] for told in members if told["one"].person_id == here.pk), "")
    family = page.family
    outline = village_map.outline(family.region_id if family else here.region_id)
    point = None
    if outline and family and family.longitude is not None and family.latitude is not None:
        point = outline.at(family.longitude, family.latitude)
    return {
        "page": page,
        "person": here,
        "ways": []
        if here.died_on
        else ways(
            request.actor,
            person_id=here.pk,
            region_code=here.region_id,
            listed=any(one.to_on is None for one in page.listings),
        ),
        "panels": panels.shown(request.actor, about=here.pk, region_code=here.region_id),
        "family": family,
        "village": names.get(here.region_id, here.region_id),
        "path": page.place,
        "relation": own,
        "age": age(here.birth_date, here.died_on or today),
        "members": members,
        "left": [one for one in page.members if one.left_on is not None],
        "pillars": found,
        "services_told": pillars.told(found, between=" · ", with_never=True),
        "cases": page.cases,
        "facts": [one for one in page.facts if not one.hidden],
        "hidden": sum(one.hidden for one in page.facts),
        "ppks_open": opened,
        "to_review": ppks.to_review(page.facts, age=age(here.birth_date, here.died_on or today)),
        "tasks": identity.open_of(here.pk) if here.nik is None else [],
        "timeline": history.timeline(page),
        "values": history.values(page),
        "outline": outline,
        "point": point if outline and point and outline.holds(point) else None,
        "outside": bool(outline and point and not outline.holds(point)),
        "listed": [one for one in page.listings if one.to_on is None],
        "decile": page.deciles[0] if page.deciles else None,
        "nik": next((each for each in (here.nik, here.nik_claimed, here.nik_as_written) if each is not None), None),
        "may_register": family is not None and request.actor.may(REGISTER, family.region_id),
        "may_open": request.actor.may(OPEN_NIK, here.region_id),
        "purposes": PURPOSES,
        "as_of": here.updated_at,
    }


def age(born: date | None, on: date) -> int | None:
    """Whole years on that day."""
    return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def is_number(text: str) -> bool:
    digits = only_number(text)
    return bool(digits) and digits.isascii() and digits.isdigit()


def _after(text: str) -> tuple[str, int]:
    number, _, key = text.partition("-")
    last = number_of(number)
    return ("", 0) if last is None else (key, last)
