"""What the check found, in sentences for the person at the terminal."""

from datetime import date

from kesos.audit.verify import Fault, Report
from kesos.audit.writing import moment
from kesos.foundation.written import day, month_name

_SENTENCES = {
    "changed": "DIUBAH: {row}. Isi, waktu, atau urutannya tidak cocok lagi dengan sidiknya.",
    "rewritten": "DITULIS ULANG: {row}. Jejak ini diubah dan diberi sidik baru; jejak sesudahnya menyebut sidik lama.",
    "doubled": "KEMBAR: {row}. Nomor ini sudah dipakai; jejak ini disisipkan atau dipindahkan.",
    "removed": "HILANG: {numbers}, {place}. Jejak ini dihapus atau dipindahkan.",
    "cut": "TERPOTONG: {numbers}, {place}. Jejak terakhir jalur ini dihapus.",
    "beyond_head": "MELEWATI UJUNG: {row}. Ujung jalur tidak mengenal jejak ini; jejak disisipkan atau ujung diubah.",
    "head": "UJUNG DIUBAH: {place}. Sidik ujung jalur tidak sama dengan jejak terakhirnya: {row}.",
    "seal": "SEGEL DIUBAH: segel hari {day} tidak cocok lagi dengan isinya atau dengan segel sebelumnya.",
    "unsealed": "DITULIS ULANG SEJAK DISEGEL: jejak nomor {seq}, {place}, tidak sama dengan yang tercatat pada segel.",
}


def sentence(fault: Fault) -> str:
    place = f"jalur {fault.lane}, {month_name(fault.month)}"
    numbers = f"jejak nomor {fault.seq}" + (f" sampai {fault.until}" if fault.until > fault.seq else "")
    when = f", {moment(fault.at)}" if fault.at else ""
    row = f"jejak nomor {fault.seq}, {place} (id {fault.id}, {fault.kind}{when}, oleh {fault.actor or 'tanpa nama'})"
    told = {"row": row, "numbers": numbers, "place": place, "day": day(fault.month), "seq": fault.seq}
    return _SENTENCES[fault.what].format(**told)


def lines(report: Report) -> list[str]:
    """What was found, or the counts and digests a green check prints."""
    if not report.is_green:
        told = [sentence(fault) for fault in report.faults]
        if report.n_faults > len(told):
            told.append(f"… dan {report.n_faults - len(told)} kejanggalan lain.")
        return [*told, f"Rantai jejak TIDAK utuh: {report.n_faults} kejanggalan."]
    told = [f"{month_name(m.month)}: {m.rows} jejak di {m.lanes} jalur, sidik {m.digest[:16]}" for m in report.months]
    if report.last_seal:
        on, digest = report.last_seal
        told.append(f"Segel terakhir, {day(on)}: {digest}. Bandingkan dengan yang Anda simpan di luar server.")
    total = sum(m.rows for m in report.months)
    return [*told, f"Rantai jejak utuh: {total} jejak dalam {len(report.months)} bulan diperiksa."]


def parse_month(text: str) -> date:
    """2025-09 as its first day. Raises ValueError."""
    return date.fromisoformat(f"{text}-01")
