"""Padan: ask the population registry about people and keep its answer; the people themselves are never changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.foundation.actor import Actor
from kesos.foundation.numbers import as_text
from kesos.registry.matching.compare import Answer, Known, compare
from kesos.registry.models import Match, Person
from kesos.registry.ports import NotFoundThere, PopulationRegistry, RegistryDown
from kesos.registry.queries import people

MATCH = "person.match"
BATCH = 500


def match_people(
    *, person_ids: Sequence[int], registry: PopulationRegistry, by: Actor, at: datetime, source_system: str = "dukcapil"
) -> dict[str, int]:
    """Ask about these people, a batch at a time, and write one dated row each; how many of each outcome.

    No transaction is open while the registry is asked, and each batch stands by itself: when the registry is
    down, its people get `gagal` and can be asked again. People out of the actor's reach are passed over.
    Raises NotAllowed for somebody visible in a place where `by` may not ask.
    """
    counted: Counter[str] = Counter()
    wanted = sorted(set(person_ids))
    for start in range(0, len(wanted), BATCH):
        ids = wanted[start : start + BATCH]
        with acting(by):
            asked = list(people.visible_to(by).filter(pk__in=ids).order_by("pk"))
            for person in asked:
                by.require(MATCH, person.region_id)
        answers = _ask(registry, asked)
        with acting(by):
            Match.objects.bulk_create(
                Match(
                    person=person, source_system=source_system, asked_at=at, outcome=answers[person.pk].outcome,
                    details=answers[person.pk].details, by_user_id=by.user_id,
                )
                for person in asked
            )  # fmt: skip
            batch = Counter(answer.outcome for answer in answers.values())
            if batch:
                _note(batch, subject=f"person:{asked[0].pk}" if len(asked) == 1 else "", asked=asked, by=by, at=at)
        counted += batch
    return dict(counted)


def _ask(registry: PopulationRegistry, asked: Iterable[Person]) -> dict[int, Answer]:
    """An answer for every person; whoever has no NIK cannot be looked up and is not found."""
    answers: dict[int, Answer] = {}
    by_nik = {as_text(person.nik): person for person in asked if person.nik}
    for person in asked:
        if not person.nik:
            answers[person.pk] = Answer("tidak_ditemukan", {"why": "tanpa NIK"})
    try:
        records = registry.look_up(sorted(by_nik)) if by_nik else {}
    except RegistryDown as down:
        return answers | {person.pk: Answer("gagal", {"why": down.sentence}) for person in by_nik.values()}
    for nik, person in by_nik.items():
        known = Known(person.full_name, person.birth_date, person.sex, person.region_id)
        answers[person.pk] = compare(known, records.get(nik) or NotFoundThere(nik))
    return answers


def _note(batch: Counter[str], *, subject: str, asked: list[Person], by: Actor, at: datetime) -> None:
    areas = {person.region_id for person in asked}
    total = sum(batch.values())
    audit.record(
        kind="registry.people_matched", by=by, at=at, subject=subject, region_code=_shared_prefix(areas),
        asked=total, same=batch["padan"], not_found=batch["tidak_ditemukan"], failed=batch["gagal"],
        different=total - batch["padan"] - batch["tidak_ditemukan"] - batch["gagal"],
    )  # fmt: skip


def _shared_prefix(areas: set[str]) -> str:
    """The smallest place that holds them all."""
    for length in (10, 6, 4, 2):
        if len({area[:length] for area in areas}) == 1:
            return next(iter(areas))[:length]
    return ""
