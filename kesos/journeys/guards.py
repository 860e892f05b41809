"""What the flows ask before a step: whether the event is the person's, where Dukcapil says a family lives."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.journeys import words
from kesos.journeys.services import apply, change_manager
from kesos.workflow.hooks import register_guard

SQL = statements("kesos.journeys", "sql/guards.sql")
MOVED = "Alamat di Dukcapil sudah di kelurahan tujuan. Jalankan pindahnya; tujuan tidak perlu menerima."
NOT_MOVED = "Dukcapil belum menunjukkan alamat di kelurahan tujuan. Kirim ke tujuan, atau tunggu Dukcapil."
OTHER_CITY = "Tujuannya di kabupaten/kota lain. Kirim ke kelurahan tujuan untuk diterima di sana."


def is_the_person(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Judged anew: what was unknown yesterday may be registered today."""
    with acting(SYSTEM):
        events: dict[int, int] = dict(rows(SQL["events_of"], {"cases": list(case_ids)}))
        judged = apply.as_if_judged(list(events))
    return {
        case: words.why(judged.get(event, "unreadable")) for event, case in events.items() if judged.get(event, "-")
    }


def has_moved(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    return {
        case: NOT_MOVED if same_city else OTHER_CITY
        for case, same_city, shown in _moves(case_ids)
        if not (same_city and shown)
    }


def needs_the_destination(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    return {case: MOVED for case, same_city, shown in _moves(case_ids) if same_city and shown}


def manager_is_named(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    return change_manager.unnamed(list(case_ids))


def manager_may_be(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Who was fit when named may have died, moved or received it since."""
    return change_manager.unfit(list(case_ids), at=at)


def _moves(case_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    with acting(SYSTEM):
        return rows(SQL["moves"], {"cases": list(case_ids)})


register_guard("identitas_cocok", is_the_person)
register_guard("alamat_sudah_pindah", has_moved)
register_guard("perlu_persetujuan_tujuan", needs_the_destination)
register_guard("pengurus_diusulkan", manager_is_named)
register_guard("pengurus_boleh", manager_may_be)
