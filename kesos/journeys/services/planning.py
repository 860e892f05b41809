"""Who moves and who leads afterwards, and every reason why a move cannot be: for the counter and for the registry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import only_number, structure_fault
from kesos.journeys import words
from kesos.journeys.models import Move
from kesos.journeys.models.moves import UNDER_WAY
from kesos.regions.models import Region
from kesos.registry.models import Family, Membership
from kesos.registry.models.families import HEAD

OTHER, ADULT = 11, 17  # relation "lainnya"; who is seventeen has an own identity card


class CannotMove(Refused):
    """The move is not possible as it is told; the code is one of `words.WHY`."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A move that can be made: its people with the relation they will have, and who leads those who stay."""

    family: Family
    movers: tuple[tuple[Membership, int], ...]
    whole: bool
    remaining_head: int | None
    to_region_code: str
    to_kk: int | None
    moved_on: date

    @property
    def head_name(self) -> str:
        return str(next((m.person.full_name for m, relation in self.movers if relation == HEAD), ""))


def plan(
    *,
    family_id: int,
    niks: Sequence[int] = (),
    person_ids: Sequence[int] = (),
    to_region_code: str,
    to_kk: int | None,
    moved_on: date | None,
    by: Actor,
    at: datetime,
    new_head: int | None = None,
) -> Planned:
    """Nobody named means the whole family. Raises NotFound out of reach, CannotMove with the sentence."""
    family = Family.objects.filter(pk=family_id).first()
    if family is None or not (by.is_system or by.may("pindah.lapor", family.region_id)):
        raise NotFound("Keluarga tidak ditemukan.")
    members = list(
        Membership.objects.select_related("person")
        .filter(family=family, left_on=None)
        .order_by("relation", "person_id")
    )
    chosen = [m for m in members if m.person_id in set(person_ids) or m.person.nik in set(niks)]
    named = len(set(person_ids)) + len(set(niks))
    if len(chosen) != named or not members:
        raise _no("not_of_family", "members")
    moving = chosen or members
    whole = len(moving) == len(members)
    _refuse_places(family, to_region_code)
    if moved_on is None or moved_on > localdate(at):
        raise CannotMove("Tanggal pindah belum tiba atau belum diisi. Isi tanggal sampai hari ini.", field="moved_on")
    # a child may be born after its family has moved; nobody of them moves before they were born
    if all(m.person.birth_date and m.person.birth_date > moved_on for m in moving):
        raise _no("moved_before_birth", "moved_on")
    if Move.objects.filter(family=family, state__in=UNDER_WAY).exists():
        raise _no("under_way")
    holder = Family.objects.filter(kk=to_kk).first() if to_kk is not None else None
    if holder is not None and not (whole and holder.pk == family.pk):
        raise _no("card_taken", "to_kk")
    if not whole and to_kk is None and not by.is_system:
        raise CannotMove("Yang pindah sebagian memerlukan Nomor KK baru. Isi dari kartu barunya.", field="to_kk")
    return Planned(
        family, _related(moving, new_head, whole, at), whole, _left_to_lead(members, moving, at), to_region_code, to_kk,
        moved_on,
    )  # fmt: skip


def card_of(text: str) -> int | None:
    """A No KK as typed; nothing where nothing was typed. Raises CannotMove."""
    digits = only_number(text)
    if not digits:
        return None
    if structure_fault(digits, women_plus_forty=False):
        raise CannotMove("Nomor KK terdiri atas 16 angka. Periksa lagi dari kartunya.", code="kk_wrong", field="to_kk")
    return int(digits)


def _refuse_places(family: Family, to_region_code: str) -> None:
    place = Region.objects.filter(pk=to_region_code, level=4).first()
    if place is None:
        raise _no("destination_unknown", "to_region_code")
    if place.valid_to is not None:
        raise _no("destination_retired", "to_region_code")
    if place.pk == family.region_id:
        raise _no("same_place", "to_region_code")


def _related(
    moving: Sequence[Membership], new_head: int | None, whole: bool, at: datetime
) -> tuple[tuple[Membership, int], ...]:
    """A head who moves stays head; else the one named, else the eldest."""
    if any(m.relation == HEAD for m in moving):
        return tuple((m, m.relation) for m in moving)
    if whole:
        return tuple((m, m.relation) for m in moving)
    head = next((m for m in moving if m.person_id == new_head), None) or min(moving, key=_eldest)
    if not _adult(head, at):
        raise CannotMove(
            "Yang pindah tidak memiliki orang dewasa untuk menjadi kepala keluarga. Catat pindahnya bersama wali.",
            code="nobody_to_lead", field="members",
        )  # fmt: skip
    return tuple((m, HEAD if m is head else OTHER) for m in moving)


def _left_to_lead(members: Sequence[Membership], moving: Sequence[Membership], at: datetime) -> int | None:
    """Who leads those who stay, where their head goes: a spouse, else the eldest adult."""
    gone = {m.pk for m in moving}
    staying = [m for m in members if m.pk not in gone]
    if not staying or any(m.relation == HEAD for m in staying):
        return None
    adults = [m for m in staying if _adult(m, at)]
    if not adults:
        raise _no("nobody_to_lead", "members")
    return min(adults, key=lambda m: (m.relation not in (2, 3), *_eldest(m))).person_id


def _eldest(member: Membership) -> tuple[date, int]:
    return member.person.birth_date or date.max, member.person_id


def _adult(member: Membership, at: datetime) -> bool:
    born, today = member.person.birth_date, localdate(at)
    if born is None:
        return True  # nobody is kept from moving by a day that is not known
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= ADULT


def _no(code: str, field: str | None = None) -> CannotMove:
    return CannotMove(words.why(code), code=code, field=field)
