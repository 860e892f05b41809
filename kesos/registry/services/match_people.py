"""Padan: ask the population registry about a set of people and keep its answers. Changes nobody."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from kesos.audit import services as audit
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.registry.matching import Outcome, compare
from kesos.registry.models import Match, Person
from kesos.registry.ports import PopulationRecord, PopulationRegistry, Unanswered

AT_A_TIME = 200


def match_people(*, person_ids: Sequence[int], registry: PopulationRegistry, at: datetime) -> dict[int, str]:
    """The outcome code of each person; those the registry did not answer for are "gagal" and may be asked again.

    Asks outside any transaction of its own length: an answer that is long in coming holds no row.
    """
    with acting(SYSTEM):
        people = {p.pk: p for p in Person.objects.filter(pk__in=person_ids)}
    asked = iter(sorted(p.nik for p in people.values() if p.nik is not None))
    found: dict[int, PopulationRecord] = {}
    unanswered: set[int] = set()
    while some := list(islice(asked, AT_A_TIME)):
        try:
            found.update(registry.look_up(some))
        except Unanswered:
            unanswered.update(some)
    outcomes = {
        pk: Outcome.UNANSWERED if person.nik in unanswered else compare(person, found.get(person.nik or 0))
        for pk, person in people.items()
    }
    with acting(SYSTEM):
        Match.objects.bulk_create(Match(person_id=pk, outcome=told.value, asked_at=at) for pk, told in outcomes.items())
        audit.record(
            "registry.people_matched", by=SYSTEM, at=at, subject="match", count=len(outcomes),
            matched=sum(told is Outcome.MATCHED for told in outcomes.values()), unanswered=len(unanswered),
        )  # fmt: skip
    return {pk: told.value for pk, told in outcomes.items()}
