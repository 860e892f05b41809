"""What follows when a case enters a state: the event's or the move's own row follows, and the registry."""

from collections.abc import Callable
from datetime import datetime

from kesos.bulk.sql import rows, run
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM, Actor
from kesos.journeys.models.managers import FLOW as MANAGER
from kesos.journeys.services import apply, change_manager, moving
from kesos.workflow import services as workflow
from kesos.workflow.hooks import register_effect

SQL = statements("kesos.journeys", "sql/effects.sql")
MOVES = statements("kesos.journeys", "sql/moves.sql")
DEATH, MOVE = "kematian", "pindah"


def matched(case_ids: list[int], by: Actor, at: datetime) -> None:
    """An event of the registry that matches now is applied at once; a kelurahan's report waits to be confirmed."""
    with acting(SYSTEM):
        run(SQL["event_state"], {"cases": case_ids, "state": "DICOCOKKAN", "at": at})
        apply.judge_deaths(_events(case_ids))
        told = [case for (case,) in rows(SQL["of_the_registry"], {"cases": case_ids})]
        if told:
            workflow.decide_many(flow=DEATH, action="cocok", case_ids=told, by=SYSTEM, at=at)


def applied(case_ids: list[int], by: Actor, at: datetime) -> None:
    with acting(SYSTEM):
        apply.apply_matched(_events(case_ids), at=at)


def unmatched(case_ids: list[int], by: Actor, at: datetime) -> None:
    with acting(SYSTEM):
        run(SQL["unmatched"], {"cases": case_ids})


def corrected(case_ids: list[int], by: Actor, at: datetime) -> None:
    with acting(SYSTEM):
        undone = [event for (event,) in rows(SQL["applied"], {"cases": case_ids})]
        apply.take_back(_events(case_ids), undone, at=at)


def _events(case_ids: list[int]) -> list[int]:
    return [event for (event,) in rows(SQL["events"], {"cases": case_ids})]


register_effect(DEATH, "DICOCOKKAN", matched)
register_effect(DEATH, "DITERAPKAN", applied)
register_effect(DEATH, "TIDAK_COCOK", unmatched)
register_effect(DEATH, "DIKOREKSI", corrected)


def move_follows(state: str) -> Callable[[list[int], Actor, datetime], None]:
    """The move's own row says what its case has come to; a move that is done is carried out."""

    def effect(case_ids: list[int], by: Actor, at: datetime) -> None:
        with acting(SYSTEM):
            if state == "SELESAI":
                moving.refuse_torn(case_ids)
            if run(MOVES["state"], {"cases": case_ids, "state": state, "at": at}) and state == "SELESAI":
                moving.carry_out([move for (move,) in rows(MOVES["of_cases"], {"cases": case_ids})], at=at)

    return effect


for _state in ("DIPERIKSA_ASAL", "MENUNGGU_TUJUAN", "SELESAI", "DITOLAK", "DIBATALKAN"):
    register_effect(MOVE, _state, move_follows(_state))
register_effect("penerima", "AKTIF", change_manager.take_over)
register_effect("penerima", "DIGANTIKAN", change_manager.lapse)
register_effect(MANAGER, "DISETUJUI", change_manager.carry_out)
for _state in ("DITOLAK", "DITARIK", "GUGUR"):
    register_effect(MANAGER, _state, change_manager.end)
