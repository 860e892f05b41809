"""What the list of types says of PPKS: which are shown to roles with need alone (UU 27/2022, UU 11/2012), and for which
ages they are."""

from collections.abc import Iterable

from kesos.foundation.actor import Actor
from kesos.regions import codelists
from kesos.registry.queries.on_person import Fact

OPEN = "ppks.open"


def secret() -> list[str]:
    return sorted({entry.code for entry in codelists.history("ppks_types") if entry.details.get("sensitive_class")})


def may_open(by: Actor, region_code: str) -> bool:
    return by.may(OPEN, region_code)


def to_review(facts: Iterable[Fact], *, age: int | None) -> set[str]:
    """Open types that the person has grown out of: to be looked at, never ended by themselves."""
    rules = {entry.code: entry.details for entry in codelists.history("ppks_types")}
    return {
        fact.code
        for fact in facts
        if fact.kind == "ppks" and fact.code in rules and fact.to_on is None and age is not None
        and age > _most(rules[fact.code])
    }  # fmt: skip


def _most(details: dict[str, int]) -> int:
    return int(details.get("age_max", 200)) - int(details.get("age_max_exclusive", 0))
