"""A visit to a family: opened, filled step by step, closed. What is closed is a fact; a correction is a new visit."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kesos.audit import services as audit
from kesos.foundation.actor import Actor
from kesos.foundation.errors import NotFound, Refused
from kesos.registry.models import Family, FamilyVisit, Listing, Membership, PersonVisit, Source
from kesos.registry.queries import visits
from kesos.registry.queries.visits import UNTOUCHED, Subject, Whole
from kesos.registry.visits import known, wording
from kesos.registry.visits.questions import Question, block_of, list_day
from kesos.registry.visits.reading import Unreadable, value_of

FILL = "visit.fill"
COMPLETE = "1"  # of the list hasil_pendataan


class AnswersWrong(Refused):
    """Some answers cannot stand; `by_field` has a sentence for each column."""

    code = "answers_wrong"
    status = 422

    def __init__(self, who: str, faults: Mapping[str, str]) -> None:
        super().__init__(f"{who}: {' '.join(faults.values())}", field=next(iter(faults)))
        self.by_field = dict(faults)


@transaction.atomic
def open_visit(*, family_id: int, by: Actor, at: datetime) -> Any:
    """A new draft with what the registry knows, or one's own that is open; newcomers to the family join it.

    Raises NotFound, NotAllowed, Refused where somebody else's draft is open.
    """
    family = visits.family_of(by, family_id)
    by.require(FILL, family.region_id)
    Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    members = list(
        Membership.objects.filter(family=family, left_on=None, person__died_on=None)
        .select_related("person")
        .order_by("relation", "pk")
    )
    if not members:
        raise Refused(
            "Keluarga ini belum beranggota. Catat anggotanya dahulu, lalu mulai kunjungan.", code="no_members"
        )
    draft = FamilyVisit.objects.filter(family=family, draft=True).first()
    if draft and draft.by_user_id != by.user_id:
        raise Refused(
            "Kunjungan ke keluarga ini sedang diisi petugas lain. Minta ia menutupnya, atau buang drafnya dahulu.",
            code="visit_open",
        )
    fresh = draft is None
    if draft is None:
        draft = _begin(family, members, by, at)
    on = draft.survey_date or list_day(draft.recorded_at)
    present = set(PersonVisit.objects.filter(visit=draft).values_list("person_id", flat=True))
    PersonVisit.objects.bulk_create(
        PersonVisit(
            person=member.person, visit=draft, source_id=draft.source_id, recorded_at=draft.recorded_at,
            by_user_id=by.user_id, draft=True, **known.of_person(member.person, on=on),
        )
        for member in members
        if member.person_id not in present
    )  # fmt: skip
    if fresh:
        _note("registry.visit_opened", draft, by, at)
    return draft


@transaction.atomic
def save_step(
    *, visit_id: int, step: str, answers: Mapping[str, Any], by: Actor, at: datetime, person_id: int | None = None
) -> Whole:
    """Replace the answers of one step; what is not sent is emptied. Nothing is kept where one answer is wrong.

    Raises NotFound, NotAllowed, AnswersWrong, Refused where the visit is closed or another's.
    """
    found = _own_draft(visit_id, by)
    subject = found.of(person_id)
    block = block_of(subject.level, step)
    if block is None:
        raise NotFound("Bagian formulir ini tidak ada.")
    asked = subject.questions(block)
    if unknown := answers.keys() - {question.column for question in asked}:
        raise Refused(
            f"{subject.name}: tidak ditanyakan di bagian {block.title}: {', '.join(sorted(unknown))}. Hapus isian itu.",
            code="not_asked",
        )
    values, faults = _read(asked, answers, today=localdate(at))
    faults |= {column: said for column, said in _unasked(subject, values).items() if column not in faults}
    if faults:
        raise AnswersWrong(subject.name, faults)
    before = subject.values.get("survey_date")
    type(subject.row).objects.filter(pk=subject.row.pk).update(**values)
    vars(subject.row).update(values)
    if found.visit.survey_date != before:
        _age_anew(found)
    return found


@transaction.atomic
def close_visit(*, visit_id: int, by: Actor, at: datetime) -> Any:
    """From here on nobody changes it. Raises NotFound, NotAllowed, Refused with what is missing and where."""
    found = _own_draft(visit_id, by)
    visit = found.visit
    if visit.survey_date is None or visit.survey_result is None:
        raise Refused(
            "Isi tanggal dan hasil pendataan di bagian Petugas dan hasil, lalu tutup kunjungan.", code="result_missing"
        )
    for subject in found.everybody:
        if faults := _unasked(subject, {}):
            raise AnswersWrong(subject.name, faults)
    if visit.survey_result == COMPLETE and (missing := _untouched(found)):
        told = "; ".join(missing[:5]) + (f"; dan {len(missing) - 5} bagian lain" if len(missing) > 5 else "")
        raise Refused(
            f"Belum diisi: {told}. Isi bagian itu, atau pilih hasil «Terisi tidak lengkap» (Petugas dan hasil).",
            code="steps_missing",
        )
    Source.objects.filter(pk=visit.source_id).update(dated_on=visit.survey_date, received_at=at)
    PersonVisit.objects.filter(visit=visit, draft=True).update(draft=False)
    FamilyVisit.objects.filter(pk=visit.pk).update(draft=False)
    _note("registry.visit_closed", visit, by, at, members=len(found.members), on=visit.survey_date.isoformat())
    visit.draft = False
    return visit


@transaction.atomic
def discard_visit(*, visit_id: int, by: Actor, at: datetime) -> int:
    """A draft thrown away, also another's who does not come back; the family's id. Raises NotFound, NotAllowed."""
    visit = visits.by_id(by, visit_id)
    by.require(FILL, visit.family.region_id)
    if not FamilyVisit.objects.select_for_update(of=("self",)).filter(pk=visit.pk, draft=True).exists():
        raise _closed()
    PersonVisit.objects.filter(visit=visit, draft=True).delete()
    FamilyVisit.objects.filter(pk=visit.pk, draft=True).delete()
    _note("registry.visit_discarded", visit, by, at)
    return int(visit.family_id)


def _begin(family: Family, members: list[Membership], by: Actor, at: datetime) -> Any:
    today = localdate(at)
    source = Source.objects.create(
        kind=Source.Kind.FORM, title=f"Kunjungan DTSEN oleh {by.name or 'petugas'}", dated_on=today, received_at=at,
        by_user_id=by.user_id, region_code=family.region_id,
    )  # fmt: skip
    number = Listing.objects.filter(family=family, to_on=None).exclude(number="").values_list("number", flat=True)
    return FamilyVisit.objects.create(
        family=family, source=source, recorded_at=at, by_user_id=by.user_id, draft=True, survey_date=today,
        enumerator=by.name or None, head_name=members[0].person.full_name, member_count=len(members),
        id_dtks=number.order_by("-from_on").first(), **known.of_family(family),
    )  # fmt: skip


def _own_draft(visit_id: int, by: Actor) -> Whole:
    visit = visits.by_id(by, visit_id)
    by.require(FILL, visit.family.region_id)
    locked = FamilyVisit.objects.select_for_update(of=("self",)).filter(pk=visit.pk, draft=True)
    if not locked.exists():
        raise _closed()
    if visit.by_user_id != by.user_id:
        raise Refused("Draf ini milik petugas lain; hanya ia yang mengisinya.", code="visit_of_another")
    return visits.with_members(visits.by_id(by, visit_id))


def _closed() -> Refused:
    return Refused(
        "Kunjungan ini sudah ditutup dan tidak berubah lagi. Untuk membetulkan, buat kunjungan baru.",
        code="visit_closed",
    )


def _read(asked: list[Question], answers: Mapping[str, Any], *, today: date) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for question in asked:
        try:
            values[question.column] = value_of(question, answers.get(question.column), today=today)
        except Unreadable as unreadable:
            faults[question.column] = f"«{question.label}»: {unreadable}"
    return values, faults


def _unasked(subject: Subject, values: Mapping[str, Any]) -> dict[str, str]:
    """Answers to questions that are not put, in this step or, because of this step, in another."""
    row = {**subject.values, **values}
    faults = {}
    for other in subject.every_question():
        if row[other.column] is not None and not other.asked_of(row):
            where = "" if other.column in values else f" (bagian {subject.title_of(other)})"
            reason = wording.when(other, day=subject.day)
            faults[other.column] = (
                f"«{other.label}»{where} hanya ditanyakan bila {reason}. Kosongkan, atau betulkan jawaban itu."
            )
    return faults


def _age_anew(found: Whole) -> None:
    """Another day of the visit, other ages; one that turns an answer into a question not put is refused."""
    on = found.visit.survey_date or list_day(found.visit.recorded_at)
    changed = []
    for member in found.members:
        if member.person is None or (age := known.age(member.person.birth_date, on)) is None:
            continue
        if faults := _unasked(member, {"age": age}):
            raise AnswersWrong(member.name, {"survey_date": " ".join(faults.values())})
        if member.row.age != age:
            member.row.age = age
            changed.append(member.row)
    PersonVisit.objects.bulk_update(changed, ["age"])


def _untouched(found: Whole) -> list[str]:
    return [
        f"{subject.name}, bagian {step.block.title}"
        for subject in found.everybody
        for step in subject.steps()
        if step.state == UNTOUCHED
    ]


def _note(kind: str, visit: Any, by: Actor, at: datetime, **details: Any) -> None:
    audit.record(
        kind, by=by, at=at, subject=f"family:{visit.family_id}", region_code=visit.family.region_id, visit=visit.pk,
        **details,
    )  # fmt: skip
