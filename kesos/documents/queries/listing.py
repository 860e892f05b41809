"""What the registry says of listed people on one day, as the letter prints it."""

from collections.abc import Sequence
from datetime import date

from kesos.documents.snapshot import ListingFacts, ListingSnapshot, MemberFacts, PersonFacts
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.foundation.numbers import as_text
from kesos.regions import codelists
from kesos.regions.queries.tree import paths
from kesos.registry.queries.listed_people import ListedPerson, listed_people

LONG_NAMES = {"dtsen": "Data Tunggal Sosial dan Ekonomi Nasional", "dtks": "Data Terpadu Kesejahteraan Sosial"}


def listing_snapshot(actor: Actor, person_id: int, *, on: date) -> ListingSnapshot | None:
    """None where the person's family is not listed on that day. Raises NotFound out of reach."""
    found = listing_snapshots(actor, [person_id], on=on)
    if person_id not in found:
        raise NotFound("Warga tidak ditemukan.")
    return found[person_id]


def listing_snapshots(actor: Actor, person_ids: Sequence[int], *, on: date) -> dict[int, ListingSnapshot | None]:
    """By person, as many as there are in the same few statements; who is out of reach is not in it."""
    found = listed_people(actor, person_ids, on=on)
    places = paths({each.region_code for each in found.values()})
    relations, jobs = codelists.labels("shdk", on), codelists.labels("pekerjaan", on)
    return {
        each.person_id: _snapshot(each, each.register, places[each.region_code], relations, jobs)
        for each in found.values()
    }


def _snapshot(
    each: ListedPerson, register: str | None, place: str, relations: dict[str, str], jobs: dict[str, str]
) -> ListingSnapshot | None:
    if register is None:
        return None
    return ListingSnapshot(
        person=_person(each, place, relations, jobs),
        listing=_listing(each, register),
        family=tuple(
            MemberFacts(m.full_name, _nik(m.nik), relations.get(str(m.relation), ""))
            for m in each.members
            if m.person_id != each.person_id
        ),
        programmes=tuple(each.programmes),
    )


def _person(each: ListedPerson, place: str, relations: dict[str, str], jobs: dict[str, str]) -> PersonFacts:
    mine = next((m for m in each.members if m.person_id == each.person_id), None)
    home = [each.address, f"RT {each.rt} RW {each.rw}" if each.rt else ""]
    return PersonFacts(
        name=each.full_name,
        nik=_nik(each.nik),
        kk_number=as_text(each.kk) if each.kk else "",
        birth_place=each.birth_place,
        birth_date=each.birth_date,
        sex="P" if each.sex == "P" else "L",
        job=jobs.get(each.occupation, ""),
        address=", ".join(part for part in (*home, place) if part),
        head_of_family=next((m.full_name for m in each.members if m.relation == 1), ""),
        relation=relations.get(str(mine.relation), "") if mine else "",
    )


def _listing(each: ListedPerson, register: str) -> ListingFacts:
    newest = each.release
    return ListingFacts(
        short_name=register.upper(),
        long_name=LONG_NAMES[register],
        listing_id=each.number,
        period=f"rilis triwulan {newest[-1]} tahun {newest[:4]}" if newest else f"{each.listed_by:%d-%m-%Y}",
        decree=each.decree,
        decile=each.decile,
    )


def _nik(number: int | None) -> str:
    return as_text(number) if number is not None else "belum ada"
