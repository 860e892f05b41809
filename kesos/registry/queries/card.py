"""One person as asked for at the counter by NIK: who, where, and the four pillars; a tenth of what their page reads."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kesos.bulk.statements import statements
from kesos.database.prepared import prepared
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.foundation.numbers import only_number
from kesos.registry.queries import people, ppks
from kesos.registry.queries.on_person import Fact, Underway
from kesos.registry.queries.person_page import Receipt, as_told, lists

SQL = statements("kesos.registry", "sql/card.sql")
LISTS = ("enrolments", "facts", "underway")


@dataclass(frozen=True, slots=True)
class Card:
    """`kk` to `members` are of the family of today; None where the person stands in none."""

    receipts: list[Receipt]
    facts: list[Fact]
    underway: list[Underway]
    id: int
    full_name: str
    nik: int | None
    sex: str
    birth_date: date | None
    died_on: date | None
    region_code: str
    place: str
    kk: int | None
    address: str | None
    rt: str | None
    rw: str | None
    head_name: str | None
    members: int

    @property
    def person_id(self) -> int:
        return self.id


def by_nik(actor: Actor, nik: str) -> Card:
    """Raises Refused for what is no number, NotFound also out of reach. Types for roles with need stay hidden."""
    digits = only_number(nik)
    if len(digits) != 16 or not (digits.isascii() and digits.isdigit()):
        raise Refused("NIK terdiri atas 16 angka. Ketik ulang dari dokumennya.", code="nik_length", field="nik")
    asked: dict[str, Any] = {"nik": int(digits), "areas": actor.areas(people.VIEW), "secret": ppks.secret()}
    with prepared() as cursor:
        cursor.execute(_card(), asked)
        told = cursor.fetchone()
    if told is None:
        raise NotFound("Warga tidak ditemukan.")
    found = as_told(LISTS, told)
    card = Card(
        [Receipt(*one) for one in found["enrolments"]], [Fact(*one) for one in found["facts"]],
        [Underway(*one) for one in found["underway"]], *told[len(LISTS) :],
    )  # fmt: skip
    if any(one.hidden for one in card.facts) and not ppks.may_open(actor, card.region_code):
        card.facts[:] = [one for one in card.facts if not one.hidden]
    return card


@cache
def _card() -> str:
    """The lists of the page, of the holder of a number."""
    return SQL["card"].format(lists=lists(LISTS).replace("%(person)s", "(select id from holder)"))
