"""Which types of PPKS are shown to roles with need alone (UU 27/2022, UU 11/2012), as the list of types says."""

from kesos.foundation.actor import Actor
from kesos.regions import codelists

OPEN = "ppks.open"


def secret() -> list[str]:
    return sorted({entry.code for entry in codelists.history("ppks_types") if entry.details.get("sensitive_class")})


def may_open(by: Actor, region_code: str) -> bool:
    return by.may(OPEN, region_code)
