"""People as lists: who may be seen, and how they are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kesos.bulk.statements import statements
from kesos.database.prepared import prepared
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import only_number
from kesos.regions.scope import within
from kesos.registry.models import Membership, Merge, Person, Reach

VIEW = "person.view"
SQL = statements("kesos.registry", "sql/people.sql")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of a list. `nik` is the full number: lists mask it when they show it."""

    id: int
    full_name: str
    nik: int | None
    sex: str
    birth_date: date | None
    died_on: date | None
    region_code: str
    village: str
    address: str
    rt: str
    rw: str
    head_name: str
    decile: int | None
    listed: bool
    key: str  # name_key: with `id` the mark from which the next page goes on


def visible_to(actor: Actor) -> QuerySet[Person]:
    """Everybody in the areas where the actor may look, and those reached as holder or as own family."""
    ways = [within(actor.areas(VIEW), "region__code")]
    if actor.holders:
        ways.append(Q(Exists(Reach.objects.filter(person=OuterRef("pk"), holder__in=actor.holders))))
    if actor.families:
        ways.append(
            Q(Exists(Membership.objects.filter(person=OuterRef("pk"), family__in=actor.families, left_on=None)))
        )
    return Person.objects.filter(reduce(or_, ways))


def by_id(actor: Actor, person_id: int) -> Person:
    """Raises NotFound also where the person is out of reach."""
    person = visible_to(actor).select_related("region", "source").filter(pk=person_id).first()
    if person is None:
        raise NotFound("Warga tidak ditemukan.")
    return person


def stays_of(gone_id: int) -> int | None:
    """Into whom this record was merged, as far as the reader may see that."""
    return Merge.objects.filter(gone_id=gone_id, undone_at=None).values_list("stays_id", flat=True).first()


def search(
    actor: Actor, *, text: str, within_code: str = "", after: tuple[str, int] = ("", 0), limit: int = 50
) -> tuple[list[PersonRow], bool]:
    """One page of those whose NIK, No KK or name is asked for, and whether names were matched tolerantly.

    Sixteen digits are a NIK or a No KK, also an earlier one; anything else is a name, of two letters or more in one
    village, of three or more in a wider place.
    Without text: everybody in the place, by name. `after` is the last row's (key, id).
    """
    digits = only_number(text)
    if digits.isascii() and digits.isdigit():
        if len(digits) != 16:
            said = f"NIK dan No KK terdiri atas 16 angka; yang diketik {len(digits)}. Ketik ulang dari dokumennya."
            raise Refused(said, code="nik_length", field="cari")
        return _rows(actor, SQL["ids_by_number"], {"number": int(digits)}, limit), False
    areas = _inside(actor.areas(VIEW), within_code)
    if not text.strip():
        return _in_place(actor, areas, after, limit), False
    # two letters hold no trigram: outside one village only the whole table would answer
    if sum(letter.isalnum() for letter in text) < 3 and any(len(area) < 10 for area in areas):
        raise Refused(
            "Ketik paling sedikit tiga huruf dari namanya, atau pilih satu kelurahan.", code="name_short", field="cari"
        )
    asked = {"asked": text, "within": within_code, "after_key": after[0], "after_id": after[1], "most": limit}
    found = _rows(actor, SQL["ids_by_name"], asked | {"tolerant": False}, limit)
    if found or after[1]:
        return found, False
    return _rows(actor, SQL["ids_by_name"], asked | {"tolerant": True}, limit), True


def _in_place(actor: Actor, areas: Sequence[str], after: tuple[str, int], limit: int) -> list[PersonRow]:
    """Everybody of one village by name; a wider place must be searched by name or number."""
    village = [area for area in areas if len(area) == 10]
    if len(village) != 1:
        return []
    wanted = {"village": village[0], "after_key": after[0], "after_id": after[1], "most": limit}
    return _rows(actor, SQL["ids_in_village"], wanted, limit)


def _rows(actor: Actor, ids: str, wanted: dict[str, Any], limit: int) -> list[PersonRow]:
    with prepared() as cursor:
        cursor.execute(SQL["rows"].replace("{ids}", ids), {**wanted, "areas": actor.areas(VIEW), "limit": limit})
        return [PersonRow(*row) for row in cursor.fetchall()]


def _inside(areas: Sequence[str], code: str) -> list[str]:
    """The part of the areas that lies inside `code`."""
    return [code if code.startswith(area) else area for area in areas if code.startswith(area) or area.startswith(code)]
