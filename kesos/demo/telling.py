"""What each stage of the demonstration did, in one sentence for a person."""

from typing import Any

from kesos.foundation.written import thousands

SENTENCES = {
    "regions": "{rows} wilayah dan {retired} kode lama",
    "population": "{people} orang dalam {families} keluarga; NIK 99, semuanya rekaan",
    "accounts": "akun petugas kota dan {villages} kelurahan",
    "import": "{rows} baris dibaca: {people} orang, {families} keluarga; {faulty} baris keliru, {doubled} kembar",
    "facts": "{recipient_families} keluarga penerima, {decile} peringkat desil, {enrolment} kepesertaan",
    "sets": "{ppks} PPKS, {psks} PSKS, {panti} penghuni dua panti, {ekstrem} keluarga sasaran kemiskinan ekstrem",
    "month": (
        "{proposed} usulan, {matched} padan; musyawarah menyetujui {agreed}, menolak {refused_by_deliberation}; "
        "{verified} diverifikasi, {endorsed} disahkan, {determined} ditetapkan.\n"
        "{aid_proposed} usulan bantuan; kelayakan: {found_fit} layak, {to_look_at} perlu dilihat sendiri.\n"
        "{events} peristiwa kematian dan pindah, {events_applied} diterapkan; {vacancies} tempat kosong, {replaced} "
        "diganti, {successors_proposed} diusulkan ke pusat.\n"
        "Kuota terlampaui: {quotas_exceeded}; program yang tidak boleh bersama: {exclusive_together}"
    ),
    "letter": "{number}\n{pdf}\nperiksa di {check}",
    "this_month": "periode {month} terbuka, {drafts} draf menunggu operator Bawang",
    "met": "{families} keluarga RW {rw} Bawang diserahkan kepada pendamping; satu warga dengan akun",
}
TITLES = {
    "regions": "Wilayah",
    "population": "Penduduk contoh",
    "accounts": "Petugas",
    "import": "Impor penduduk",
    "facts": "Desil dan bantuan",
    "sets": "PPKS, PSKS, panti",
    "month": "Satu bulan usulan",
    "letter": "Surat keterangan",
    "this_month": "Bulan berjalan",
    "met": "Pendamping, warga",
}


def title(stage: dict[str, Any]) -> str:
    return TITLES.get(str(stage["stage"]), str(stage["stage"]))


def sentence(stage: dict[str, Any]) -> str:
    """Numbers in the Indonesian way; a stage without a sentence of its own lists its counts."""
    told = {**stage.get("counts", {}), **stage} if isinstance(stage.get("counts"), dict) else stage
    words = {name: written(value) for name, value in told.items()}
    if known := SENTENCES.get(str(stage["stage"])):
        return known.format_map(words)
    return ", ".join(f"{name} {value}" for name, value in words.items() if name not in ("stage", "seconds", "again"))


def written(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return thousands(value)
    return str(value)
