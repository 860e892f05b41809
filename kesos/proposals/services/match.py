"""What waits for the population registry is asked about, a set at a time, and carried on by the answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.proposals.services.propose import members_of, take_match_results
from kesos.registry.models import Match
from kesos.registry.ports import PopulationRegistry, RegistryDown
from kesos.registry.queries import people
from kesos.registry.services import match_people

SQL = statements("kesos.proposals", "sql/match.sql")
MOST = 128  # families at once, some four hundred people: one question to the registry
TAKEN = timedelta(minutes=15)  # longer than the registry's patience; after a power cut they are taken again
NEXT_ROUND, FROZEN = timedelta(minutes=4), timedelta(hours=1)
FIRST_MINUTES = 4
UNANSWERED = "Dukcapil tidak menjawab."
# the system, with the one right this work needs beyond what the flow gives it
MATCHER = replace(SYSTEM, grants=frozenset({(match_people.MATCH, ""), (people.VIEW, "")}))


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one set; `taken` none: nothing waits now. `said`: the registry did not answer."""

    taken: int = 0
    sound: int = 0
    failed: int = 0
    said: str = ""


def match_next(*, population: Callable[[], PopulationRegistry], at: datetime) -> Told:
    """Take the next set of waiting proposals, ask, carry on. Two at once take different sets.

    Where the registry is down, all that wait are put off and told why; nothing is lost, and later runs take them again.
    """
    try:
        registry = population()
    except RegistryDown as down:
        return _put_off([], down.sentence, at=at)
    with acting(SYSTEM):
        taken = dict(rows(SQL["take"].format(**SQL), {"at": at, "until": at + TAKEN, "most": MOST}))
    if not taken:
        return Told()
    members = members_of(list(taken.values()))
    asked = sorted({person for some in members.values() for person in some})
    match_people.match_people(person_ids=asked, registry=registry, by=MATCHER, at=at)
    with acting(SYSTEM):
        told = {person: (answer, why) for person, answer, why in rows(SQL["answers"], {"people": asked, "at": at})}
    silent = (Match.Outcome.FAILED.value, "")
    outcomes = {case: {person: told.get(person, silent)[0] for person in some} for case, some in members.items()}
    known = {case: answers for case, answers in outcomes.items() if Match.Outcome.FAILED not in answers.values()}
    sound, failed = take_match_results(outcomes=known, at=at)
    with acting(SYSTEM):
        run(SQL["forget"], {"asked": [p for p, case in taken.items() if case in known], "later": at + FROZEN})
    if len(known) == len(taken):
        return Told(len(taken), sound, failed)
    why = next((why for answer, why in told.values() if answer == Match.Outcome.FAILED and why), UNANSWERED)
    return replace(_put_off([p for p, case in taken.items() if case not in known], why, at=at),
                   taken=len(taken), sound=sound, failed=failed)  # fmt: skip


def _put_off(asked: list[int], said: str, *, at: datetime) -> Told:
    with acting(SYSTEM):
        told = {"asked": asked, "at": at, "said": said[:300], "minutes": FIRST_MINUTES}
        told |= {"first": at + timedelta(minutes=FIRST_MINUTES), "next": at + NEXT_ROUND}
        run(SQL["put_off"].format(**SQL), told)
    return Told(said=said)
