"""What the flows ask of the month before a step is taken."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.written import month_name, short_day
from kesos.workflow.hooks import register_guard

SQL = statements("kesos.proposals", "sql/guards.sql")


def period_is_open(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Proposals are handed in while entry is open, and not after the village's day."""
    found = _as_system("period_not_in", ids=list(case_ids), states=["DIBUKA"])
    return {
        case: f"Entri usulan periode {month_name(month)} sudah ditutup. "
        "Usulan ini dapat diajukan pada periode berikutnya."
        for case, month in found
    }


def before_finalisation(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """A returned proposal can be completed until the social office finalises the month."""
    found = _as_system("period_not_in", ids=list(case_ids), states=["DIBUKA", "ENTRI_DITUTUP", "VERIFIKASI"])
    return {
        case: f"Periode {month_name(month)} sudah difinalisasi; usulan tidak dapat dilengkapi lagi."
        for case, month in found
    }


def all_verified(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """A month is finalised when no proposal waits for the verifier."""
    return {
        case: f"Masih ada {left} usulan yang belum diperiksa. Setujui, kembalikan, atau tolak dahulu."
        for case, left in _as_system("unverified", ids=list(case_ids))
    }


def still_alive(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Nobody becomes a recipient after their death; the family may propose another of its card."""
    return {
        case: f"{name} tercatat meninggal pada {short_day(died_on)}. Usulkan anggota lain dari KK-nya."
        for case, name, died_on in _as_system("dead", ids=list(case_ids))
    }


def _as_system(name: str, **told: Any) -> list[tuple[Any, ...]]:
    """A village does not see the kab/kota's own case; a guard that could not see it would let everything pass."""
    with acting(SYSTEM):
        return rows(SQL[name], told)


register_guard("periode_dibuka", period_is_open)
register_guard("sebelum_finalisasi", before_finalisation)
register_guard("calon_hidup", still_alive)
register_guard("usulan_selesai_diverifikasi", all_verified)
