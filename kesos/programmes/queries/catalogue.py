"""The catalogue to read: programmes with what holds on a day, and every dated row with its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from kesos.foundation.errors import NotFound
from kesos.programmes.models import Component, ExcludedOccupation, MinimumWage, Pair, Programme, ProgrammeTerm


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of dated row: what names the thing it is about, and what it says of it."""

    slug: str
    label: str
    model: type[models.Model]
    key: tuple[str, ...]
    said: tuple[str, ...]


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "ketentuan", "Ketentuan program", ProgrammeTerm, ("programme_id",),
            ("decile_most", "needs_component", "amount_idr", "amount_per", "in_kind", "is_verified"),
        ),
        Kind("pasangan", "Pasangan program", Pair, ("first", "second"), ("relation", "is_verified")),
        Kind(
            "komponen", "Komponen PKH", Component, ("code",),
            ("name", "annual_idr", "most_in_family", "age_from", "age_to", "is_verified"),
        ),
        Kind(
            "pekerjaan", "Pekerjaan yang dikecualikan", ExcludedOccupation, ("occupation",),
            ("reason_code", "family_reason_code", "is_sure"),
        ),
        Kind("upah", "Upah minimum", MinimumWage, ("region_id",), ("monthly_idr",)),
    )
}  # fmt: skip


def kind_of(slug: str) -> Kind:
    if slug not in KINDS:
        raise NotFound("Bagian katalog ini tidak dikenal.")
    return KINDS[slug]


def name_of(kind: Kind, row: Any) -> str:
    return " + ".join(str(getattr(row, name)) for name in kind.key)


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme with the term that holds on the day, if any."""

    programme: Programme
    term: ProgrammeTerm | None


@dataclass(frozen=True, slots=True)
class Beside:
    """How another programme stands beside this one."""

    other: str
    other_name: str
    row: Pair


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def programmes(*, on: date, text: str = "", decided_by: str = "") -> list[Listed]:
    found = Programme.objects.order_by("position")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(code__icontains=text) | Q(owner__icontains=text))
    if decided_by:
        found = found.filter(decided_by=decided_by)
    terms = {term.programme_id: term for term in ProgrammeTerm.objects.filter(_on(on))}
    return [Listed(each, terms.get(each.code)) for each in found]


def programme(code: str, *, on: date) -> Listed:
    found = Programme.objects.filter(pk=code).first()
    if found is None:
        raise NotFound("Program ini tidak ada dalam katalog.")
    return Listed(found, ProgrammeTerm.objects.filter(_on(on), programme=found).first())


def terms(code: str) -> list[ProgrammeTerm]:
    """The history of a programme, and what is still to come, the newest first."""
    return list(ProgrammeTerm.objects.filter(programme=code).order_by("-valid_from"))


def beside(code: str, *, on: date) -> list[Beside]:
    """Pairs that hold on the day or later, the exclusive ones first."""
    found = Pair.objects.filter(Q(first=code) | Q(second=code) | Q(second="*"))
    found = found.filter(Q(valid_to=None) | Q(valid_to__gte=on)).order_by("relation", "first", "second")
    names = {"*": "semua program lain", **dict(Programme.objects.values_list("code", "name"))}
    others = [(row.second if row.first == code else row.first, row) for row in found]
    return [Beside(other, names.get(other, other), row) for other, row in others]


def rows(slug: str, *, on: date, areas: Sequence[str] = ("",)) -> list[Any]:
    """Rows of a kind that hold or will hold; a minimum wage of the reader's areas and those around them."""
    kind = kind_of(slug)
    found = kind.model._default_manager.filter(Q(valid_to=None) | Q(valid_to__gte=on))
    listed: list[Any] = list(found.order_by(*kind.key, F("valid_from")))
    if slug != "upah":
        return listed
    return [
        each for each in listed
        if any(each.region_id.startswith(area) or area.startswith(each.region_id) for area in areas)
    ]  # fmt: skip
