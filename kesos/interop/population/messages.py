"""What goes over the wire: `POST /v1/penduduk/cari` with NIKs, people and unknown NIKs come back. NIK are strings."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kesos.registry.ports import NotFoundThere, PopulationRecord

PATH = "/v1/penduduk/cari"
MOST = 500  # NIKs in one question
KEY_HEADER = "X-API-Key"


class Garbled(ValueError):
    """The answer is not one to this question."""


def read_json(body: bytes) -> Any:
    """Raises Garbled, also for what is nested so deep that no reader gets to its end."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Garbled(type(fault).__name__) from fault


def plain(told: Any) -> str:
    """Without what PostgreSQL keeps in no text: a NUL, half a letter."""
    return str(told or "").encode("utf-8", "ignore").decode().replace("\0", "").strip()


def question(niks: Sequence[str]) -> bytes:
    return json.dumps({"nik": list(niks)}).encode()


def answer(body: bytes, niks: Sequence[str]) -> dict[str, PopulationRecord | NotFoundThere]:
    """One answer for each NIK asked. Raises Garbled where one is missing, unasked for, or cannot be read."""
    try:
        told = read_json(body)
        people, unknown = told["penduduk"], told["tidak_ditemukan"]
        found: dict[str, PopulationRecord | NotFoundThere] = {nik: NotFoundThere(nik) for nik in unknown}
        found |= {person["nik"]: _record(person) for person in people}
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Garbled(type(fault).__name__) from fault
    if found.keys() != set(niks) or len(people) + len(unknown) != len(found):
        raise Garbled("answered other NIKs than asked")
    return found


def _record(told: Mapping[str, Any]) -> PopulationRecord:
    if told["status_hidup"] not in ("HIDUP", "MENINGGAL") or told["jenis_kelamin"] not in ("L", "P", ""):
        raise Garbled("unknown code")
    if not isinstance(told["nama"], str) or not plain(told["nama"]):
        raise Garbled("no name")
    return PopulationRecord(
        nik=str(told["nik"]),
        kk=plain(told.get("no_kk")),
        name=plain(told["nama"]),
        birth_date=_day(told["tanggal_lahir"]),
        sex=told["jenis_kelamin"],
        alive=told["status_hidup"] == "HIDUP",
        died_on=_day(told.get("tanggal_meninggal")),
        region_code=plain(told.get("kode_wilayah")).replace(".", ""),
        address=plain(told.get("alamat")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
