"""Code lists as of a day: what a code means, which codes a form may offer, what else is known of each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from kesos.foundation.errors import NotFound
from kesos.regions.models import CodeEntry
from kesos.regions.remembered import Remembered

NAMES = {
    "esik_classes": "Kelas e-SIK",
    "cara_peroleh_air": "Cara memperoleh air (PBDT)",
    "fakir_miskin_criteria": "Kriteria fakir miskin",
    "hubungan_kk_regsosek": "Hubungan dengan kepala keluarga (Regsosek)",
    "ineligibility_reasons": "Alasan ketidaklayakan",
    "jamkes_bitmask": "Jaminan kesehatan",
    "jamket_bitmask": "Jaminan ketenagakerjaan",
    "kartu_identitas_bitmask": "Kartu identitas",
    "kondisi_atap": "Kondisi atap (PBDT)",
    "kondisi_dinding": "Kondisi dinding (PBDT)",
    "kube_indicators": "Indikator KUBE",
    "kube_rules": "Aturan KUBE",
    "lksa_types": "Jenis LKSA",
    "npwp": "NPWP",
    "panti_cost_index": "Indeks biaya panti",
    "panti_stages": "Tahap layanan panti",
    "peksos_documents": "Dokumen pekerja sosial",
    "pkh_components": "Komponen PKH",
    "ppks_types": "Jenis PPKS",
    "program_compatibility": "Penerimaan program secara bersamaan",
    "programs": "Program bantuan",
    "psks_types": "Jenis PSKS",
    "shdk": "Status hubungan dalam keluarga",
    "sipkemas_forums": "Forum SIPKe-Mas",
    "sipkemas_priority_groups": "Kelompok prioritas SIPKe-Mas",
    "sipkemas_steps": "Langkah SIPKe-Mas",
    "status_penerima": "Status penerima bantuan",
    "status_kawin_regsosek": "Status kawin (Regsosek)",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a code with its first and last day."""

    list: str
    code: str
    label: str
    valid_from: date | None
    valid_to: date | None
    status: str
    source: str
    details: dict[str, Any]

    def holds(self, at: date) -> bool:
        return (self.valid_from or date.min) <= at <= (self.valid_to or date.max)

    @property
    def status_label(self) -> str:
        return str(CodeEntry.Status(self.status).label)


def labels(list_name: str, at: date) -> dict[str, str]:
    """What each code of the list means on that day, in the list's own order. Raises NotFound for no such list."""
    return {entry.code: entry.label for entry in entries(list_name, at)}


def choices(list_name: str, at: date) -> list[tuple[str, str]]:
    """For a form's field: the codes that may be chosen on that day."""
    return list(labels(list_name, at).items())


def entries(list_name: str, at: date) -> list[Entry]:
    """The entries in force on that day, with their details."""
    return [entry for entry in history(list_name) if entry.holds(at)]


def entry(list_name: str, code: str, at: date) -> Entry:
    """One code of a list on that day. Raises NotFound where it does not exist or is not in force."""
    found = next((each for each in entries(list_name, at) if each.code == code), None)
    if found is None:
        raise NotFound(f"Kode {code} tidak berlaku dalam daftar {name_of(list_name)} pada tanggal itu.")
    return found


def history(list_name: str) -> list[Entry]:
    """Every entry of a list, whatever its dates; none of a list that has a name and waits for its codes."""
    found = _all_entries().get(list_name)
    if found is None and list_name in NAMES:
        return []
    if found is None:
        raise NotFound(f"Daftar kode {list_name} tidak ada.")
    return found


def lists() -> list[tuple[str, str, int]]:
    """Name, Indonesian name and number of entries of every list, by Indonesian name."""
    return sorted(((name, name_of(name), len(held)) for name, held in _all_entries().items()), key=lambda row: row[1])


def name_of(list_name: str) -> str:
    return NAMES.get(list_name) or list_name.replace("_", " ").capitalize()


def _read() -> dict[str, list[Entry]]:
    found = defaultdict(list)
    rows = CodeEntry.objects.order_by("list", "position", "code", "valid_from")
    for row in rows.values_list(
        "list", "code", "label", "valid_from", "valid_to", "status", "source", "details"
    ).iterator():
        found[row[0]].append(Entry(*row))
    return dict(found)


_all_entries = Remembered(_read)
