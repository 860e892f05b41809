"""What the flows ask of programmes before somebody takes another's place.

The cases are those of both sides: of the proposal that waits, and of the membership that was left.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.written import short_day
from kesos.programmes.queries import rules
from kesos.workflow.hooks import register_guard

SQL = statements("kesos.programmes", "sql/guards.sql")
CHECKS = statements("kesos.programmes", "sql/checks.sql")


def there_is_a_vacancy(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Somebody follows only into a place that was left and is still free."""
    return {
        case: "Tidak ada tempat kosong yang direncanakan baginya. Susun rencana penggantian dahulu."
        for (case,) in _as_system("without_vacancy", ids=list(case_ids))
    }


def still_eligible(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Whoever waited is looked at again on the day."""
    with acting(SYSTEM):
        failed = rules.of_waiting(case_ids, on=timezone.localdate(at))
    return {case: "Tidak memenuhi syarat lagi: " + "; ".join(f.sentence for f in told) for case, told in failed.items()}


def first_in_order(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Nobody is passed over: the plan took the first of the list, and no better one has come since."""
    return {
        case: f"Ada {ahead} yang mendahuluinya dalam daftar tunggu. Susun rencana penggantian lagi."
        for case, ahead in _as_system("passed_over", ids=list(case_ids))
    }


def may_be_replaced_here(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """A programme of the centre appoints by decree; the kab/kota proposes and waits for it."""
    return {
        case: f"{programme} ditetapkan pemerintah pusat; penggantinya berlaku setelah SK diimpor."
        for case, programme in _as_system("waits_for_decree", ids=list(case_ids))
    }


def of_the_region(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Whoever leaves the kab/kota leaves its own programmes only; those of the centre follow the family."""
    return {
        case: f"{programme} adalah program pusat dan mengikuti keluarganya; kepesertaan tidak dinonaktifkan."
        for case, programme in _as_system("of_the_centre", ids=list(case_ids))
    }


def recorded_alive(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Aid comes back to the living: the record of the death is corrected first, and gives it back by itself."""
    return {
        case: f"{name} masih tercatat meninggal pada {short_day(died_on)}. Koreksi dahulu peristiwa kematiannya; "
        "kepesertaannya kembali dengan sendirinya."
        for case, name, died_on in _as_system("still_dead", ids=list(case_ids))
    }


def under_an_approved_check(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Nobody loses aid as unfit but by a check that the supervisor and the head both approve."""
    with acting(SYSTEM):
        without = rows(CHECKS["without_check"], {"ids": list(case_ids), "at": at})
    return {
        case: "Hanya lewat pemeriksaan kelayakan yang disetujui supervisor dan kepala dinas." for (case,) in without
    }


def _as_system(name: str, **told: Any) -> list[tuple[Any, ...]]:
    """A guard that could not see a row would let everything pass."""
    with acting(SYSTEM):
        return rows(SQL[name].format(**SQL), told)


register_guard("ada_lowongan", there_is_a_vacancy)
register_guard("masih_layak", still_eligible)
register_guard("urutan_daftar_tunggu", first_in_order)
register_guard("penggantian_boleh", may_be_replaced_here)
register_guard("program_daerah", of_the_region)
register_guard("tercatat_hidup", recorded_alive)
register_guard("pemeriksaan_disetujui", under_an_approved_check)
