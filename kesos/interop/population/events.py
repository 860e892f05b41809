"""Events over the wire: `GET /v1/peristiwa?sesudah=…` answers a page; the same shape is pushed, signed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from kesos.foundation.numbers import HIGHEST, LOWEST, only_number
from kesos.interop.population.messages import Garbled, plain, read_json
from kesos.journeys.ports import YEARS, Page, Told

EVENTS = "/v1/peristiwa"
PAGE = 1_000
KINDS = ("kematian", "pindah", "koreksi")
LONGEST = 64  # letters of a number
NO_MOMENT = datetime(1900, 1, 1, tzinfo=UTC)


def page(body: bytes) -> Page:
    """Raises Garbled where it is no page. One event that cannot be read is kept as such and holds nothing up."""
    try:
        told = read_json(body)
        events, cursor, more = told["peristiwa"], told["penanda"], told["masih_ada"]
        if not isinstance(events, list) or not isinstance(cursor, str) or not isinstance(more, bool):
            raise Garbled("another shape")
        if more and not events:
            raise Garbled("a page without events that is not the last")
        return Page(events_of(events), plain(cursor)[:200], more)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Garbled(type(fault).__name__) from fault


def events_of(events: Sequence[Mapping[str, Any]]) -> list[Told]:
    """Raises Garbled where one has no number, kind or moment: nothing could be kept of it."""
    return [_event(each) for each in events]


def _event(told: Mapping[str, Any]) -> Told:
    number, kind = told["id"], told["jenis"]
    issued = datetime.fromisoformat(told["diterbitkan"])
    if not isinstance(number, str) or not 0 < len(number := plain(number)) <= LONGEST or kind not in KINDS:
        raise Garbled("no number or an unknown kind")
    if issued.tzinfo is None:
        raise Garbled("a moment without its zone")
    if issued.year not in YEARS:
        return Told(number, kind, NO_MOMENT, region_code=_place(told.get("kode_wilayah")), unreadable=True)
    try:
        return Told(
            number, kind, issued,
            nik=_number(told.get("nik")), full_name=_text(told.get("nama"), 200),
            birth_date=_day(told.get("tanggal_lahir")), happened_on=_day(told.get("tanggal_kejadian")),
            kk=_number(told.get("no_kk")), moving=tuple(_sure(nik) for nik in told.get("anggota") or ()),
            region_code=_code(told.get("kode_wilayah")), to_region_code=_code(told.get("kode_wilayah_tujuan")),
            to_address=_text(told.get("alamat_tujuan"), 300), to_rt=_text(told.get("rt_tujuan"), 3),
            to_rw=_text(told.get("rw_tujuan"), 3), to_kk=_number(told.get("no_kk_baru")),
            corrects=_corrects(told, kind),
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError):
        return Told(number, kind, issued, region_code=_place(told.get("kode_wilayah")), unreadable=True)


def _corrects(told: Mapping[str, Any], kind: str) -> str:
    text = _text(told.get("mengoreksi"), LONGEST)
    if bool(text) != (kind == "koreksi") or text == plain(told["id"]):
        raise ValueError("a correction of nothing")
    return text


def _number(told: Any) -> int | None:
    return None if told in (None, "") else _sure(told)


def _sure(told: Any) -> int:
    if not isinstance(told, str) or not told.isascii():
        raise ValueError("numbers are text")
    found = int(only_number(told))
    if not LOWEST <= found <= HIGHEST:
        raise ValueError("not sixteen digits")
    return found


def _code(told: Any) -> str:
    code = str(told or "").replace(".", "")
    if code and not (code.isascii() and code.isdigit() and len(code) <= 10):
        raise ValueError("no region code")
    return code


def _place(told: Any) -> str:
    try:
        return _code(told)
    except ValueError:
        return ""


def _text(told: Any, longest: int) -> str:
    return plain(told)[:longest]


def _day(told: Any) -> date | None:
    return date.fromisoformat(told) if told else None


def as_told(event: Told) -> dict[str, Any]:
    """The other way round, for the stand-in and tests."""

    def text(number: int | None) -> str:
        return f"{number:016d}" if number else ""

    def day(on: date | None) -> str:
        return on.isoformat() if on else ""

    return {
        "id": event.number, "jenis": event.kind, "diterbitkan": event.issued_at.isoformat(), "nik": text(event.nik),
        "nama": event.full_name, "tanggal_lahir": day(event.birth_date), "tanggal_kejadian": day(event.happened_on),
        "no_kk": text(event.kk), "anggota": [text(nik) for nik in event.moving], "kode_wilayah": event.region_code,
        "kode_wilayah_tujuan": event.to_region_code, "alamat_tujuan": event.to_address, "rt_tujuan": event.to_rt,
        "rw_tujuan": event.to_rw, "no_kk_baru": text(event.to_kk), "mengoreksi": event.corrects,
    }  # fmt: skip
