"""Correction, withdrawal of consent, objection: asked by the citizen or at the counter, answered by officials."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from kesos.audit.details import without_numbers
from kesos.audit.services import record
from kesos.bulk.sql import one_at_a_time
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.portal.models import Consent, RightRequest
from kesos.portal.queries import rights, terms
from kesos.portal.queries.accounts import family_of
from kesos.portal.queries.working_days import working_day_after
from kesos.registry.models import Person
from kesos.registry.queries import people
from kesos.workflow import services as workflow

DUE = "batas_jawab"
Kind = RightRequest.Kind


class RightRefused(Refused):
    code = "right_refused"


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked. A correction and an objection name what they are about, an objection against aid that was stopped
    the membership as well; a withdrawal its consent."""

    kind: str
    wish: str
    about: str = ""
    against: str = ""
    told_on: date | None = None
    consent_id: int | None = None
    enrolment_id: int | None = None


@transaction.atomic
def ask(*, demand: Demand, person_id: int, by: Actor, at: datetime) -> RightRequest:
    """By the citizen for the own family, or at the counter. The same demand while it is open changes nothing.

    Raises NotFound, NotAllowed, RightRefused, and what the guard of an objection says.
    """
    with acting(by):
        person = _person(person_id, by)
        one_at_a_time("right", person.pk)  # two clicks are one demand
        demand = _checked(demand, person, localdate(at))
        again = RightRequest.objects.filter(person=person, kind=demand.kind, about=demand.about, ended_at=None).first()
        if again:
            return again
        made = _opened(demand, person, by, at)
        if demand.kind == Kind.OBJECTION:
            workflow.decide(case_id=made.case_id, action="ajukan", by=by, at=at, reason=made.wish)
        if demand.consent_id is not None:
            _withdraw(demand.consent_id, by, at)
        made.refresh_from_db()
    record(
        "portal.right_asked", by=by, at=at, subject=f"right:{made.pk}", region_code=made.region_code,
        demand=made.get_kind_display(), about=made.about,
    )  # fmt: skip
    return made


@transaction.atomic
def take_step(*, request_id: int, action: str, by: Actor, at: datetime, reason: str = "") -> RightRequest:
    """One step of its flow. Raises NotFound and what the kernel refuses."""
    found = rights.by_id(by, request_id)
    with acting(by):
        workflow.decide(case_id=found.case_id, action=action, by=by, at=at, reason=without_numbers(reason))
        return rights.by_id(by, request_id)


@transaction.atomic
def give_consent(*, person_id: int, purpose: str, given_for: str = "", by: Actor, at: datetime) -> Consent:
    """A consent for one purpose, once in force. Raises NotFound, NotAllowed, RightRefused."""
    with acting(by):
        person = _person(person_id, by)
        if purpose not in Consent.Purpose.values:
            raise RightRefused("Pilih tujuan persetujuannya.", field="purpose")
        one_at_a_time("right", person.pk)
        held = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).first()
        if held:
            return held
        made = Consent.objects.create(
            person=person, family_id=family_of(person.pk), region_code=person.region_id, purpose=purpose, given_at=at,
            given_for=given_for.strip()[:120], taken_by=None if by.families else by.user_id,
        )  # fmt: skip
    record(
        "portal.consent_given", by=by, at=at, subject=f"person:{person.pk}", region_code=person.region_id,
        purpose=made.get_purpose_display(),
    )  # fmt: skip
    return made


def _person(person_id: int, by: Actor) -> Person:
    """Of the own family, or one the counter may serve. Raises NotFound, NotAllowed."""
    person = people.by_id(by, person_id)
    if by.holds(rights.OWN) and family_of(person.pk) in by.families:
        return person
    by.require(rights.TAKE, person.region_id)
    return person


def _checked(demand: Demand, person: Person, today: date) -> Demand:
    if demand.kind not in Kind.values:
        raise RightRefused("Permintaan ini tidak dikenal.", field="kind")
    if demand.kind == Kind.WITHDRAWAL:
        return _of_consent(demand, person)
    about, wish = demand.about.strip()[:120], without_numbers(demand.wish.strip())
    if not about:
        raise RightRefused("Sebutkan data atau keputusan yang dimaksud.", field="about")
    if len(wish) < 5:
        raise RightRefused("Tuliskan yang Anda minta, paling sedikit lima huruf.", field="wish")
    if demand.kind == Kind.OBJECTION:
        if demand.against not in RightRequest.Against.values:
            raise RightRefused("Pilih keputusan yang Anda keberatani.", field="against")
        if demand.told_on is None or demand.told_on > today:
            raise RightRefused("Isi tanggal keputusan itu Anda ketahui, tidak sesudah hari ini.", field="told_on")
        membership = _stopped(demand, person)
        return Demand(demand.kind, wish, about, demand.against, demand.told_on, enrolment_id=membership)
    return Demand(demand.kind, wish, about)


def _stopped(demand: Demand, person: Person) -> int | None:
    """The membership that was stopped: the one named, else the only one there is. What the office does not know (a
    programme of others) is objected to in words."""
    if demand.against != RightRequest.Against.STOPPED:
        return None
    known = [key for key, *_ in rights.stopped(person.pk)]
    if demand.enrolment_id is not None and demand.enrolment_id not in known:
        raise NotFound("Kepesertaan yang dihentikan itu tidak ditemukan.", field="enrolment_id")
    if demand.enrolment_id is None and len(known) > 1:
        raise RightRefused("Pilih bantuan mana yang dihentikan.", field="enrolment_id")
    return demand.enrolment_id or next(iter(known), None)


def _of_consent(demand: Demand, person: Person) -> Demand:
    held = Consent.objects.filter(pk=demand.consent_id or 0, person=person).first()
    if held is None:
        raise NotFound("Persetujuan tidak ditemukan.")
    open_already = RightRequest.objects.filter(consent=held, ended_at=None).exists()
    if held.withdrawn_at is not None and not open_already:
        raise RightRefused("Persetujuan ini sudah ditarik.", code="withdrawn")
    wish = without_numbers(demand.wish.strip())
    return Demand(
        demand.kind, wish if len(wish) >= 5 else "Menarik persetujuan", held.get_purpose_display(), consent_id=held.pk
    )


def _opened(demand: Demand, person: Person, by: Actor, at: datetime) -> RightRequest:
    family = family_of(person.pk)
    case = workflow.open_case(
        flow=demand.kind, region_code=person.region_id, holder=f"family:{family}" if family else "", family_id=family,
        title=f"{person.full_name}: {demand.about}", by=by, at=at,
    )  # fmt: skip
    made = RightRequest.objects.create(
        case=case, kind=demand.kind, person=person, family_id=family, region_code=person.region_id, about=demand.about,
        against=demand.against, told_on=demand.told_on, wish=demand.wish, consent_id=demand.consent_id,
        enrolment_id=demand.enrolment_id, taken_by=None if family in by.families else by.user_id, asked_at=at,
        state=case.state, due_at=case.due_at,
    )  # fmt: skip
    with acting(SYSTEM):
        type(case).objects.filter(pk=case.pk).update(path=f"/hak-data/{made.pk}/")
        if last := _last_day(demand.kind, person.region_id, localdate(at)):
            workflow.attach_paper(case_id=case.pk, paper=DUE, value=last.isoformat(), by=SYSTEM, at=at)
            case.refresh_from_db()
            RightRequest.objects.filter(pk=made.pk).update(due_at=case.due_at)
    return made


def _last_day(kind: str, region_code: str, today: date) -> date | None:
    """The last day of the answer, by the term of the place; a withdrawal has its own clock of hours."""
    if kind == Kind.CORRECTION:
        return today + timedelta(days=terms.value(terms.CORRECT_DAYS, region_code, on=today))
    if kind == Kind.OBJECTION:
        return working_day_after(today, terms.value(terms.ANSWER_DAYS, region_code, on=today), region_code)
    return None


def _withdraw(consent_id: int, by: Actor, at: datetime) -> None:
    consent = Consent.objects.get(pk=consent_id)
    Consent.objects.filter(pk=consent_id).update(withdrawn_at=at)
    record(
        "portal.consent_withdrawn", by=by, at=at, subject=f"person:{consent.person_id}",
        region_code=consent.region_code, purpose=consent.get_purpose_display(),
    )  # fmt: skip
