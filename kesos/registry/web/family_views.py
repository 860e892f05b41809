"""A new family, and one more member of a family that is known; one page each, without scripts too."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kesos.access.web.request import SignedIn
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import number_of
from kesos.registry.families.faults import FamilyKnown, FamilyWrong, ToConfirm, nik_said
from kesos.registry.families.said import HEAD, Said
from kesos.registry.queries import near, people, places, visits
from kesos.registry.services.register_family import MOST, REGISTER, add_member, register_family
from kesos.registry.web.family_forms import CardForm, MemberForm, members, say_no
from kesos.ui.screens import needs


@require_http_methods(["GET", "POST"])
@never_cache
@needs(REGISTER)
def new_family(request: SignedIn) -> HttpResponse:
    """The card and its members; POST also adds an empty member or takes somebody known, and then saves nothing."""
    today = timezone.localdate()
    sent = _with_choice(request)
    villages = places.few_villages(request.actor, REGISTER)
    card = CardForm(sent if request.method == "POST" else None, villages=villages)
    people_told = members(sent, today=today, one_more=request.POST.get("langkah") == "tambah")
    refusal, known = "", None
    _know(request, people_told)
    if request.POST.get("langkah") == "simpan" and all([card.is_valid(), *(one.is_valid() for one in people_told)]):
        said = [one.said() for one in people_told]
        try:
            made = register_family(card=card.card(), members=said, by=request.actor, at=timezone.now())
        except FamilyKnown as refused:
            refusal, known = refused.sentence, visits.head_of(request.actor, refused.family_id)
        except FamilyWrong as wrong:
            refusal = " ".join(say_no(card, people_told, wrong))
            _offer(request, people_told, said, wrong)
        except Refused as refused:
            refusal = refused.sentence
        else:
            heads = [at for at, one in enumerate(people_told) if one.cleaned_data["relation"] == HEAD]
            messages.success(request, "Keluarga tersimpan." if made.created else "Keluarga ini sudah tersimpan.")
            return redirect("registry:person", made.person_ids[heads[0]])
    told = {"card": card, "members": people_told, "refusal": refusal, "known": known, "most": MOST}
    return _page(request, "registry/family_new.html", told, wrong=_wrong([card, *people_told]) or bool(refusal))


@require_http_methods(["GET", "POST"])
@never_cache
@needs(REGISTER)
def new_member(request: SignedIn, family_id: int) -> HttpResponse:
    """One more member of a family in the actor's area."""
    family = visits.family_of(request.actor, family_id)
    request.actor.require(REGISTER, family.region_id)
    one = members(_with_choice(request), today=timezone.localdate())[0]
    one.only_one = True
    refusal = ""
    _know(request, [one])
    if request.POST.get("langkah") == "simpan" and one.is_valid():
        said = one.said()
        try:
            made = add_member(family_id=family_id, member=said, by=request.actor, at=timezone.now())
        except FamilyWrong as wrong:
            refusal = " ".join(say_no(None, [one], wrong))
            _offer(request, [one], [said], wrong)
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, "Anggota tersimpan." if made.created else "Orang ini sudah di keluarga ini.")
            return redirect("registry:person", made.person_ids[0])
    head = visits.head_of(request.actor, family_id)
    told: dict[str, Any] = {"family": family, "head": head, "members": [one], "refusal": refusal}
    return _page(request, "registry/family_member.html", told, wrong=_wrong([one]) or bool(refusal))


def _page(request: SignedIn, template: str, told: dict[str, Any], *, wrong: bool) -> HttpResponse:
    saving = request.POST.get("langkah") == "simpan"
    return render(request, template, told | {"saving": saving}, status=422 if saving and wrong else 200)


def _wrong(forms: list[CardForm | MemberForm]) -> bool:
    return any(form.errors for form in forms if form.is_bound)


def _with_choice(request: SignedIn) -> QueryDict:
    """What was sent, with somebody known taken for a member, or let go again: `2-114` and `2`."""
    sent = request.POST.copy()
    place, _, person = sent.get("pilih", "").partition("-")
    if number_of(place) is not None and number_of(person) is not None:
        sent[f"anggota{place}-person_id"] = person
    if number_of(sent.get("lepas", "")) is not None:
        sent.pop(f"anggota{sent['lepas']}-person_id", None)
    return sent


def _know(request: SignedIn, people_told: list[MemberForm]) -> None:
    """Who was chosen, as far as the actor may see them; nobody else is."""
    for one in people_told:
        if one.is_valid() and one.cleaned_data["person_id"]:
            try:
                one.chosen = people.by_id(request.actor, one.cleaned_data["person_id"])
            except NotFound as refused:
                one.add_error(None, refused.sentence)
        one.sure = one.asks = one.is_valid() and one.said().confirmed


def _offer(request: SignedIn, people_told: list[MemberForm], said: list[Said], wrong: FamilyWrong) -> None:
    """Where a NIK cannot stand, the known people it may have meant; where something is odd, the tick that confirms."""
    for at, (one, told) in enumerate(zip(people_told, said, strict=True)):
        fields = [field for field in wrong.by_field if field.startswith(f"members.{at}.")]
        one.asks = one.asks or (isinstance(wrong, ToConfirm) and bool(fields))
        if not one.chosen and (f"members.{at}.nik" in fields):
            alike = near.near_number(request.actor, told.nik, cards=False) if nik_said(told.nik) else []
            alike += near.namesakes(request.actor, name=told.full_name, birth_date=told.birth_date)
            one.near = list({each.id: each for each in alike if each.nik}.values())
