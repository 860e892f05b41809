"""The monthly file of events: the content of the signed feed as a table, read row by row with what is wrong in each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from kesos.bulk import spreadsheets
from kesos.bulk.cells import Row
from kesos.bulk.dates import read_date
from kesos.bulk.headings import find_heading
from kesos.bulk.rejects import Rejected
from kesos.foundation.errors import Refused
from kesos.foundation.numbers import HIGHEST, LOWEST, only_number
from kesos.foundation.written import thousands
from kesos.journeys.event_columns import FIELDS, ZONE
from kesos.journeys.models import Event
from kesos.journeys.ports import YEARS, Told

MUST = ("number", "kind", "issued_at", "nik", "full_name", "happened_on", "region_code")
MOST_ROWS = 50_000  # a month of the largest kabupaten is a third of it
DEATH, MOVE, CORRECTION = (kind.value for kind in Event.Kind)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was read: sound events with the row they stand in, and rows that go back."""

    labels: tuple[str, ...]
    events: list[tuple[Row, Told]]
    rejected: list[Rejected]


class Wrong(Exception):
    """One cell: which column, and what helps."""


def read(path: Path) -> Sheet:
    """Raises Unreadable for no table, Refused where a column is missing or the file is too long."""
    sheet = spreadsheets.look(path).first_sheet
    head = list(spreadsheets.rows(path, sheet=sheet, first=20))
    heading = find_heading(head, FIELDS)
    if lost := [FIELDS[field][0] for field in MUST if field not in heading.columns]:
        raise Refused(
            f"Kolom {', '.join(lost)} tidak ada dalam berkas. Tambahkan, lalu kirim lagi.", code="columns", field="file"
        )
    events: list[tuple[Row, Told]] = []
    rejected: list[Rejected] = []
    seen: dict[str, int] = {}
    for count, row in enumerate(spreadsheets.rows(path, sheet=sheet, after=heading.data_from - 1), start=1):
        if count > MOST_ROWS:
            raise Refused(
                f"Berkas ini lebih dari {thousands(MOST_ROWS)} baris. Bagi menjadi beberapa berkas.",
                code="too_long", field="file",
            )  # fmt: skip
        texts = {field: row.text(at) for field, at in heading.columns.items()}
        kinds = {field: row.kind(at) for field, at in heading.columns.items()}
        told, wrong = _told(texts, kinds)
        if told and (before := seen.setdefault(told.number, row.line)) != row.line:
            wrong = [f"ID: nomor {told.number} sudah ada pada baris {before}. Hapus salah satu."]
        if told is None or wrong:
            rejected.append(Rejected(row, wrong))
        else:
            events.append((row, told))
    return Sheet(heading.labels, events, rejected)


def _told(texts: dict[str, str], kinds: dict[str, str]) -> tuple[Told | None, list[str]]:
    """The event of a row, or what is wrong with each of its cells."""
    wrong: list[str] = []

    def take(field: str, read: Callable[..., Any], *more: object) -> Any:
        try:
            return read(texts.get(field, ""), *more)
        except Wrong as fault:
            wrong.append(f"{FIELDS[field][0]}: {fault}")
            return None

    kind = texts.get("kind", "").casefold()
    if kind not in Event.Kind.values:
        wrong.append("JENIS: tulis kematian, pindah, atau koreksi.")
    told: dict[str, Any] = {
        "number": take("number", _number_of_event), "kind": kind,
        "issued_at": take("issued_at", _moment, kinds.get("issued_at", "t")),
        "nik": take("nik", _sixteen, kind != CORRECTION), "full_name": texts.get("full_name", "")[:200],
        "birth_date": take("birth_date", _day, kinds.get("birth_date", "t"), False),
        "happened_on": take("happened_on", _day, kinds.get("happened_on", "t"), kind != CORRECTION),
        "kk": take("kk", _sixteen, False), "moving": take("moving", _several),
        "region_code": take("region_code", _place, kind != CORRECTION),
        "to_region_code": take("to_region_code", _place, kind == MOVE),
        "to_address": texts.get("to_address", "")[:300], "to_rt": texts.get("to_rt", "")[:3],
        "to_rw": texts.get("to_rw", "")[:3], "to_kk": take("to_kk", _sixteen, False),
        "corrects": texts.get("corrects", "")[:64],
    }  # fmt: skip
    wrong += _together(told, kind) if not wrong else []
    return (None if wrong else Told(**told)), wrong


def _together(told: dict[str, object], kind: str) -> Iterable[str]:
    """What each cell says is right by itself; whether they fit together."""
    issued, happened, born = told["issued_at"], told["happened_on"], told["birth_date"]
    if kind != CORRECTION and not str(told["full_name"]):
        yield "NAMA: isi nama orangnya."
    if isinstance(issued, datetime) and isinstance(happened, date) and happened > issued.astimezone(ZONE).date():
        yield "TANGGAL_KEJADIAN: sesudah hari peristiwanya diterbitkan. Periksa kedua tanggalnya."
    if isinstance(happened, date) and isinstance(born, date) and happened < born:
        yield "TANGGAL_KEJADIAN: sebelum tanggal lahirnya. Periksa kedua tanggalnya."
    if kind == MOVE and told["region_code"] == told["to_region_code"]:
        yield "KODE_WILAYAH_TUJUAN: sama dengan asalnya. Tulis kelurahan tujuannya."
    if (kind == CORRECTION) != bool(told["corrects"]):
        yield "MENGOREKSI: isi nomor peristiwa yang dikoreksi, hanya pada baris koreksi."
    elif told["corrects"] and told["corrects"] == told["number"]:
        yield "MENGOREKSI: sama dengan nomornya sendiri. Tulis nomor peristiwa yang dikoreksi."


def _number_of_event(text: str) -> str:
    if not 0 < len(text) <= 64:
        raise Wrong("isi nomor peristiwa dari Disdukcapil, paling panjang 64 huruf.")
    return text


def _moment(text: str, kind: str) -> datetime:
    """A moment with its zone as the feed sends it; without one it is the time of Jakarta."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        day = read_date(text, kind)
        if day is None:
            raise Wrong("tidak terbaca. Tulis misalnya 2026-11-03T08:00:00+07:00 atau 03-11-2026.") from None
        found = datetime.combine(day, time(12))
    if found.year not in YEARS:
        raise Wrong(f"tahunnya {found.year:04d}. Periksa waktunya.")
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def _day(text: str, kind: str, needed: bool) -> date | None:
    if not text and not needed:
        return None
    found = read_date(text, kind)
    if found is None:
        raise Wrong("tidak terbaca. Tulis misalnya 03-11-2026." if text else "isi tanggalnya, misalnya 03-11-2026.")
    return found


def _sixteen(text: str, needed: bool) -> int | None:
    plain = only_number(text)
    if not plain and not needed:
        return None
    if not (plain.isascii() and plain.isdigit() and LOWEST <= int(plain) <= HIGHEST):
        raise Wrong("harus 16 angka. Simpan kolomnya sebagai teks agar tidak dibulatkan Excel.")
    return int(plain)


def _several(text: str) -> tuple[int, ...]:
    words = text.replace(",", " ").replace(";", " ").split()
    return tuple(found for word in words if (found := _sixteen(word, True)))


def _place(text: str, needed: bool) -> str:
    code = text.replace(".", "").strip()
    if not code and not needed:
        return ""
    if not (code.isascii() and code.isdigit() and len(code) == 10):
        raise Wrong("harus kode kelurahan atau desa, sepuluh angka, misalnya 3571031009.")
    return code
