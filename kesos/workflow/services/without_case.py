"""A step the system alone takes with masses: it needs no case where nothing is asked that only a case can answer."""

from collections.abc import Sequence
from datetime import datetime

from kesos.bulk.sql import row
from kesos.bulk.statements import statements
from kesos.workflow import hooks


def state_without_case(*, flow: str, state: str, action: str, brings: Sequence[str], at: datetime) -> str:
    """The state a subject's own row comes to by this step of the system; empty where each needs its case.

    That is: one agreement, which is the system's; no guard, no reason, no day to wait for, no papers but those it
    `brings`, no freeze anywhere at this moment, and nobody but the subject itself follows the state.
    """
    sql = statements("kesos.workflow", "sql/open.sql")
    told = {"flow": flow, "state": state, "action": action, "brings": list(brings), "at": at}
    found = row(sql["without_case"], told)
    return found[0] if found and len(hooks.effects_of(flow, found[0])) <= 1 else ""
