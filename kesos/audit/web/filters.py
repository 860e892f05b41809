"""What a person typed into the filter of the trail."""

from datetime import date, datetime, time, timedelta

from django.http import QueryDict
from django.utils.timezone import get_current_timezone, localdate

from kesos.audit import vocabulary
from kesos.audit.queries import Wanted
from kesos.foundation.errors import Refused
from kesos.foundation.region_code import is_region_code, without_dots

DAYS = 31  # without a beginning, the list goes back a month


def read(query: QueryDict, *, at: datetime) -> Wanted:
    """Raises Refused, with the field, for what cannot be read."""
    first = _day(query, "dari") or localdate(at) - timedelta(days=DAYS)
    last = _day(query, "sampai") or localdate(at)
    if last < first:
        raise Refused("Tanggal «sampai» lebih awal daripada «dari». Tukar keduanya.", field="sampai")
    area = without_dots(query.get("wilayah", ""))
    if area and not is_region_code(area):
        raise Refused("Kode wilayah tidak dikenal. Tulis 2, 4, 6, atau 10 angka, misalnya 35.71.03.", field="wilayah")
    kind = query.get("jenis", "")
    if kind and kind not in vocabulary.known():
        raise Refused("Jenis kegiatan ini tidak ada. Pilih dari daftar.", field="jenis")
    return Wanted(
        since=_begin(first),
        until=_begin(last + timedelta(days=1)),
        kind=kind,
        actor=_words(query, "pelaku"),
        area=area,
        subject=_words(query, "subjek"),
    )


def _words(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\0", "").strip()[:200]


def _day(query: QueryDict, name: str) -> date | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as wrong:
        raise Refused("Tanggal tidak terbaca. Pilih dari kalender, atau tulis 2025-09-30.", field=name) from wrong
    if not 1990 <= day.year <= 2200:
        raise Refused("Tahun ini di luar jangkauan jejak. Periksa kembali tahunnya.", field=name)
    return day


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), get_current_timezone())
