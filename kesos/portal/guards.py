"""What the portal's flows ask before a step is taken."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.database.acting import acting
from kesos.foundation.actor import SYSTEM
from kesos.foundation.written import short_day
from kesos.portal.queries import terms
from kesos.portal.queries.working_days import working_day_after
from kesos.workflow.hooks import register_guard

SQL = statements("kesos.portal", "sql/guards.sql")
ELSEWHERE = (
    "Sanggahan hanya dapat disampaikan oleh warga yang tinggal di kelurahan yang sama dengan penerima. "
    "Warga kelurahan lain dapat menyampaikannya kepada dinas sosial."
)
STAYS_OPEN = "Menurut ketentuan kabupaten/kota ini laporan yang lewat waktu tetap terbuka dan ditandai terlambat."
NOT_BY_ITSELF = "Menurut ketentuan kabupaten/kota ini keberatan yang lewat waktu tetap diputus oleh pejabat."
NOT_GRANTED = "Kepesertaan ini hanya dipulihkan lewat keberatan yang dikabulkan."


def reporter_of_same_village(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    return {case: ELSEWHERE for (case,) in _as_system("other_village", ids=list(case_ids))}


def may_expire(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    return _where_not_set(terms.EXPIRES, case_ids, at, STAYS_OPEN)


def may_be_granted_by_time(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    return _where_not_set(terms.GRANTED, case_ids, at, NOT_BY_ITSELF)


def objection_in_time(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    today, refused = localdate(at), {}
    for case, region, known_on, by_letter in _as_system("objection_terms", ids=list(case_ids)):
        days = terms.value(terms.OBJECT_DAYS, region, on=today)
        last = working_day_after(known_on, days, region)
        if last and today > last:
            since = f"suratnya diserahkan pada {short_day(known_on)}" if by_letter else "keputusan diketahui"
            refused[case] = (
                f"Keberatan diajukan paling lambat {days} hari kerja sesudah {since}, yaitu {short_day(last)}. "
                "Warga masih dapat mengajukan usulan baru atau mengadu kepada dinas sosial."
            )
    return refused


def objection_granted(case_ids: Sequence[int], at: datetime) -> Mapping[int, str]:
    return {case: NOT_GRANTED for (case,) in _as_system("not_granted", ids=list(case_ids))}


def _where_not_set(key: str, case_ids: Sequence[int], at: datetime, sentence: str) -> dict[int, str]:
    places = dict(_as_system("places_of", ids=list(case_ids)))
    yes = terms.says_yes(key, set(places.values()), on=localdate(at))
    return {case: sentence for case, region in places.items() if region not in yes}


def _as_system(name: str, **told: Any) -> list[tuple[Any, ...]]:
    with acting(SYSTEM):
        return rows(SQL[name], told)


register_guard("pelapor_sekelurahan", reporter_of_same_village)
register_guard("kedaluwarsa_diizinkan", may_expire)
register_guard("keberatan_dalam_tenggat", objection_in_time)
register_guard("keberatan_dianggap_dikabulkan", may_be_granted_by_time)
register_guard("keberatan_dikabulkan", objection_granted)
