"""What the registry says of a listed person on one day, as the letter prints it."""

from datetime import date

from kesos.documents.snapshot import ListingFacts, ListingSnapshot, MemberFacts, PersonFacts
from kesos.foundation.actor import Actor
from kesos.foundation.numbers import as_text
from kesos.regions import codelists
from kesos.regions.queries.tree import path_text
from kesos.registry.queries.person_page import Listed, Member, PersonPage, person_page

LONG_NAMES = {"dtsen": "Data Tunggal Sosial dan Ekonomi Nasional", "dtks": "Data Terpadu Kesejahteraan Sosial"}


def listing_snapshot(actor: Actor, person_id: int, *, on: date) -> ListingSnapshot | None:
    """None where the person's family is not listed on that day. Raises NotFound out of reach."""
    page = person_page(actor, person_id)
    listed = next((one for one in page.listings if one.from_on <= on and (one.to_on is None or one.to_on >= on)), None)
    if listed is None or page.family is None:
        return None
    relations = codelists.labels("shdk", on)
    members = [m for m in page.members if m.left_on is None and m.died_on is None]
    return ListingSnapshot(
        person=_person(page, members, relations, on),
        listing=_listing(page, listed),
        family=tuple(
            MemberFacts(m.full_name, _nik(m.nik), relations.get(str(m.relation), ""))
            for m in members
            if m.person_id != page.person.pk
        ),
        programmes=tuple(sorted({r.programme for r in page.receipts if r.to_on is None})),
    )


def _person(page: PersonPage, members: list[Member], relations: dict[str, str], on: date) -> PersonFacts:
    person, family = page.person, page.family
    mine = next((m for m in members if m.person_id == person.pk), None)
    head = next((m.full_name for m in members if m.relation == 1), "")
    where = [family.address if family else "", f"RT {family.rt} RW {family.rw}" if family and family.rt else ""]
    return PersonFacts(
        name=person.full_name,
        nik=_nik(person.nik),
        kk_number=as_text(family.kk) if family and family.kk else "",
        birth_place=person.birth_place,
        birth_date=person.birth_date,
        sex="P" if person.sex == "P" else "L",
        job=codelists.labels("pekerjaan", on).get(person.occupation, ""),
        address=", ".join(part for part in (*where, path_text(person.region_id)) if part),
        head_of_family=head,
        relation=relations.get(str(mine.relation), "") if mine else "",
    )


def _listing(page: PersonPage, listed: Listed) -> ListingFacts:
    newest = next(iter(page.deciles), None)
    period = (
        f"rilis triwulan {newest.release[-1]} tahun {newest.release[:4]}" if newest else f"{listed.source_on:%d-%m-%Y}"
    )
    return ListingFacts(
        short_name=listed.register.upper(),
        long_name=LONG_NAMES[listed.register],
        listing_id=listed.number,
        period=period,
        decree=listed.decree,
        decile=newest.decile if newest else None,
    )


def _nik(number: int | None) -> str:
    return as_text(number) if number is not None else "belum ada"
