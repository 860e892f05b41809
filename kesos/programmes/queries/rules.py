"""The rules of the programmes, put to a set of families: what stands in the way of each, and in which words."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kesos.bulk.sql import rows
from kesos.bulk.statements import statements
from kesos.foundation.written import short_day, thousands

SQL = statements("kesos.programmes", "sql/rules.sql")
ASKED = statements("kesos.programmes", "sql/asked.sql")
# Kepmensos 73/HUK/2024; the decile limits and pairs are the catalogue's own dated rows
SENTENCES = {
    "TL-03": "Orang ini tercatat meninggal pada {day}. Usulkan anggota keluarga lain.",
    "BUKAN-ANGGOTA": "Orang ini tidak lagi menjadi anggota keluarga yang diusulkan.",
    "TL-18": "NIK belum padan dengan Dukcapil. Perbaiki data kependudukannya dahulu.",
    "TL-04": "Pekerjaannya tercatat sebagai ASN, TNI, atau Polri.",
    "TL-05": "Ada anggota keluarga yang tercatat sebagai ASN, TNI, atau Polri.",
    "TL-06": "Tercatat sebagai pensiunan. Pastikan bukan pensiunan ASN, TNI, atau Polri.",
    "TL-09": "Tercatat bekerja di BUMN atau BUMD. Pastikan penghasilannya bukan dari APBN atau APBD.",
    "TL-10": "Ada yang tercatat sebagai kepala atau perangkat desa.",
    "TL-11": "Penghasilannya di atas upah minimum ({wage} sebulan).",
    "TL-15": "Desil {decile} (rilis {release}) di atas batas program, yaitu desil {most}.",
    "TL-15?": "Desil keluarga belum diketahui; batas program adalah desil {most}.",
    "GANDA": "Program ini sudah diterima di {place}.",
    "EKSKLUSIF": "Sudah menerima {other}, yang tidak boleh bersama program ini.",
    "EKSKLUSIF?": "Sudah menerima {other}; periksa apakah boleh bersama program ini.",
    "TL-19": "Tidak ada anggota keluarga yang memenuhi komponen program ini.",
    "BELUM-TERDAFTAR": "Keluarga belum terdaftar dalam DTKS/DTSEN. Usulkan dahulu ke data terpadu.",
}
UNKNOWN = "Tidak memenuhi ketentuan {code}."


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that stands in the way (`refuses`), or wants a look."""

    code: str
    refuses: bool
    sentence: str


def judge(
    asked: str, *, on: date, params: Mapping[str, Any] | None = None, unlisted: bool = False
) -> dict[int, list[Finding]]:
    """What the rules find, by `ref`; who is not in it is free of any.

    `asked` is a query giving (ref, programme, family_id, person_id). `unlisted` leaves out the rule of the integrated
    data, for whoever is proposed into it in the same month. Run as the system: a benefit in the next village counts.
    """
    narrowed = "code <> 'BELUM-TERDAFTAR'" if unlisted else "true"
    found: dict[int, list[Finding]] = defaultdict(list)
    told = dict(params or {}) | {"on": on}
    for ref, _, code, refuses, said in rows(SQL["judge"].format(asked=asked, narrowed=narrowed), told):
        found[ref].append(Finding(code, refuses, sentence(code, refuses, json.loads(said))))
    return dict(found)


def sentence(code: str, refuses: bool, said: Mapping[str, Any]) -> str:
    pattern = (not refuses and SENTENCES.get(f"{code}?")) or SENTENCES.get(code, UNKNOWN)
    words = {name: "–" if value is None else value for name, value in said.items()}
    if wage := words.get("wage"):
        words["wage"] = f"Rp{thousands(int(wage))}"
    if day := words.get("day"):
        words["day"] = short_day(date.fromisoformat(str(day)))
    return pattern.format(code=code, **words)


def of_one(*, programme: str, family_id: int, person_id: int, on: date, unlisted: bool = False) -> list[Finding]:
    """For one family and programme, before anything is written."""
    told = {"programme": programme, "family": family_id, "person": person_id}
    return judge(ASKED["one"], on=on, params=told, unlisted=unlisted).get(1, [])


def of_waiting(case_ids: Sequence[int], *, on: date) -> dict[int, list[Finding]]:
    """What refuses those who wait under these cases today."""
    found = judge(ASKED["waiting_cases"], on=on, params={"ids": list(case_ids)})
    refused = {ref: [finding for finding in told if finding.refuses] for ref, told in found.items()}
    return {ref: told for ref, told in refused.items() if told}
