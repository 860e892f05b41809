"""Visits to a family: its history, one visit with all its members, and how far each step is filled."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound
from kesos.regions.scope import within
from kesos.registry import dtsen
from kesos.registry.dtsen import Block, Level
from kesos.registry.models import Family, FamilyVisit, Membership, Person, PersonVisit
from kesos.registry.queries import people
from kesos.registry.visits import known
from kesos.registry.visits.questions import Choices, Question, list_day, put, questions

UNASKED, UNTOUCHED, PARTLY, FILLED, EMPTY = (
    "tidak_ditanyakan",
    "belum_dibuka",
    "belum_lengkap",
    "lengkap",
    "boleh_kosong",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step for one family or member: what it asks now and how much of it is answered."""

    block: Block
    state: str
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose answers they are: the family, or one member."""

    level: Level
    row: Any
    name: str
    known: set[str]
    day: date
    members: Choices
    person: Person | None = None

    @property
    def values(self) -> dict[str, Any]:
        return cast(dict[str, Any], vars(self.row))

    def questions(self, block: Block) -> list[Question]:
        """What may be put in this step, given the answers in the others."""
        every = questions(block, day=self.day, known=self.known, members=self.members)
        return put(every, self.values)

    def every_question(self) -> list[Question]:
        """Of all steps, put or not."""
        return [
            question
            for block in dtsen.blocks(self.level)
            for question in questions(block, day=self.day, known=self.known, members=self.members)
        ]

    def title_of(self, question: Question) -> str:
        return next(block.title for block in dtsen.blocks(self.level) if block.name == question.variable.block)

    def step(self, block: Block) -> Step:
        asked = [question for question in self.questions(block) if question.asked_of(self.values)]
        counted = [question for question in asked if question.counts]
        told = sum(self.values[question.column] is not None for question in counted)
        any_told = any(self.values[question.column] not in (None, "") for question in asked)
        if not asked:
            state = UNASKED
        elif not counted:
            state = FILLED if any_told else EMPTY
        elif told == len(counted):
            state = FILLED
        else:
            state = PARTLY if any_told else UNTOUCHED
        return Step(block, state, len(counted), told)

    def steps(self) -> list[Step]:
        return [self.step(block) for block in dtsen.blocks(self.level)]


@dataclass(frozen=True, slots=True)
class Whole:
    """A visit with everybody in it."""

    visit: Any
    family: Family
    subject: Subject
    members: list[Subject] = field(default_factory=list)

    def of(self, person_id: int | None) -> Subject:
        """The family, or one member. Raises NotFound."""
        if person_id is None:
            return self.subject
        for member in self.members:
            if member.person and member.person.pk == person_id:
                return member
        raise NotFound("Anggota ini tidak ada dalam kunjungan.")

    @property
    def everybody(self) -> list[Subject]:
        return [self.subject, *self.members]


def family_of(actor: Actor, family_id: int) -> Family:
    """Raises NotFound also where the family is out of reach."""
    family = Family.objects.filter(_in_reach(actor, "")).select_related("region").filter(pk=family_id).first()
    if family is None:
        raise NotFound("Keluarga tidak ditemukan.")
    return family


def visible_to(actor: Actor) -> QuerySet[Any]:
    found: QuerySet[Any] = FamilyVisit.objects.filter(_in_reach(actor, "family__"))
    return found.select_related("family__region", "source")


def by_id(actor: Actor, visit_id: int) -> Any:
    """Raises NotFound also where the family is out of reach."""
    visit = visible_to(actor).filter(pk=visit_id).first()
    if visit is None:
        raise NotFound("Kunjungan tidak ditemukan.")
    return visit


def of_family(actor: Actor, family_id: int, *, before: int = 0, limit: int = 50) -> list[Any]:
    """Newest first; a draft stands at its place. Only what the list shows is read."""
    found = visible_to(actor).filter(family_id=family_id).order_by("-pk")
    found = found.filter(pk__lt=before) if before else found
    return list(found.only(
        "family_id", "survey_date", "survey_result", "enumerator", "recorded_at", "by_user_id", "draft",
        "source__title", "source__dated_on", "source__kind", "family__id", "family__region__code",
    )[:limit])  # fmt: skip


def head_name(family: Family) -> str:
    """Under whose name a family is spoken of."""
    found = Membership.objects.filter(family=family, left_on=None).order_by("relation", "pk")
    return found.values_list("person__full_name", flat=True).first() or "tanpa anggota"


def head_of(actor: Actor, family_id: int) -> Person | None:
    """Whose page shows the family: its head, else another member in the actor's reach."""
    found = people.visible_to(actor).filter(memberships__family=family_id, memberships__left_on=None)
    return found.order_by("memberships__relation", "pk").first()


def member_names(family: Family) -> list[str]:
    """Those who live in the family now."""
    found = Membership.objects.filter(family=family, left_on=None, person__died_on=None).order_by("relation", "pk")
    return list(found.values_list("person__full_name", flat=True))


def whole(actor: Actor, visit_id: int) -> Whole:
    """Two statements, however many members. Raises NotFound."""
    return with_members(by_id(actor, visit_id))


def readable(actor: Actor, visit_id: int) -> Whole:
    """As `whole`; a draft only for who opened it: answers on health are among them. Raises NotFound."""
    found = whole(actor, visit_id)
    if found.visit.draft and found.visit.by_user_id != actor.user_id:
        raise NotFound("Draf kunjungan ini milik petugas lain.")
    return found


def with_members(visit: Any) -> Whole:
    here = Membership.objects.filter(person=OuterRef("person"), family=visit.family_id)
    relation = Subquery(here.order_by(F("left_on").asc(nulls_first=True)).values("relation")[:1])
    found = PersonVisit.objects.filter(visit=visit).select_related("person", "person__region")
    ordered = found.annotate(relation_now=relation).order_by("relation_now", "person__birth_date", "person_id", "pk")
    # a file may mend what an earlier one said of a member: the latest stands
    rows = list({row.person_id: row for row in ordered}.values())
    day = list_day(visit.recorded_at)
    members = tuple((str(row.person_id), row.person.full_name) for row in rows)
    on = visit.survey_date or day
    name = visit.head_name or (members[0][1] if members else "")
    family = Subject(
        "family", visit, f"Keluarga {name}", known.columns("family", known.of_family(visit.family)), day, members
    )
    return Whole(visit, visit.family, family, [_member(row, day=day, on=on, members=members) for row in rows])


def _member(row: Any, *, day: date, on: date, members: Choices) -> Subject:
    mine = known.columns("individual", known.of_person(row.person, on=on))
    return Subject("individual", row, row.person.full_name, mine, day, members, row.person)


def _in_reach(actor: Actor, path: str) -> Q:
    inside = within(actor.areas(people.VIEW), f"{path}region__code")
    return inside | (Q(family__in=actor.families) if path else Q(pk__in=actor.families))
