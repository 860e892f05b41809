"""What parts above hang into a flow: guards, which may refuse, and effects, which follow. Both take sets."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.apps import apps

from kesos.foundation.actor import Actor
from kesos.workflow.flow import BadFlow
from kesos.workflow.machines import flows, guard_parts

Guard = Callable[[Sequence[int], datetime], Mapping[int, str]]
Effect = Callable[[list[int], Actor, datetime], None]

_guards: dict[str, Guard] = {}
_effects: dict[tuple[str, str], list[Effect]] = defaultdict(list)
NOT_BUILT = "Pemeriksaan «{}» belum tersedia di sistem ini. Hubungi pengelola sistem."


def register_guard(name: str, guard: Guard) -> None:
    """`guard(case_ids, at)` returns a sentence for each case it refuses. Raises BadFlow for a name no flow knows."""
    if name not in guard_parts():
        raise BadFlow(f"a guard for nothing: {name}")
    if _guards.get(name, guard) is not guard:
        raise BadFlow(f"two guards under one name: {name}")
    _guards[name] = guard


def register_effect(flow: str, state: str, effect: Effect) -> None:
    """`effect(case_ids, by, at)` is called once an act, with all cases that came into the state by it."""
    if flow not in flows() or state not in flows()[flow].states:
        raise BadFlow(f"an effect of nothing: {flow} {state}")
    if effect not in _effects[flow, state]:
        _effects[flow, state].append(effect)


def refused_by(name: str, case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """A guard nobody answers refuses everything: better a halt than an unchecked step."""
    guard = _guards.get(name)
    if guard is None:
        return dict.fromkeys(case_ids, NOT_BUILT.format(name))
    return guard(case_ids, at)


def effects_of(flow: str, state: str) -> Sequence[Effect]:
    return tuple(_effects.get((flow, state), ()))


def check() -> None:
    """Raises BadFlow where a part of the house is there but does not answer the guards it owes."""
    flows()
    there = {part.label for part in apps.get_app_configs()}
    if silent := sorted(name for name, part in guard_parts().items() if part in there and name not in _guards):
        raise BadFlow(f"guards that nobody registered: {silent}")
