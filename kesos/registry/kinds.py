"""What the audit says, in Indonesian, about people and families."""

KINDS = {
    "registry.people_imported": "{sender}: {rows} baris diimpor; {new} baru, {changed} berubah, "
    "{faulty} ditolak, {doubled} ganda.",
    "registry.nik_opened": "NIK lengkap dibuka. Alasan: {reason}.",
    "registry.nik_looked_up": "NIK dicari lintas wilayah. Keperluan: {purpose}. Hasil: {result}.",
    "registry.person_corrected": "Data warga diperbaiki ({columns}). Sumber: {source}.",
    "registry.family_registered": "Keluarga dicatat dengan {members} anggota. Sumber: {source}.",
    "registry.member_added": "Seorang anggota dicatat ke keluarga ini. Sumber: {source}.",
    "registry.identity_settled": "Tugas identitas diselesaikan: {resolution}.",
    "registry.facts_imported": "{sender}: {rows} baris {what}; {new} baru, {changed} berubah, "
    "{same} tetap, {faulty} ditolak.",
    "registry.people_brought": "{sender}: {people} warga yang belum tercatat dicatat bersama {what}.",
    "registry.unlisted_admitted": "{people} kepesertaan dicatat bagi warga di luar data terpadu. Alasan: {reasons}.",
    "registry.people_matched": "{asked} warga dipadankan dengan data kependudukan: {same} padan, {different} berbeda, "
    "{not_found} tidak ditemukan, {failed} belum terjawab.",
    "registry.visit_opened": "Kunjungan DTSEN dimulai.",
    "registry.visit_closed": "Kunjungan DTSEN tanggal {on} ditutup dengan {members} anggota.",
    "registry.visit_discarded": "Draf kunjungan DTSEN dibuang.",
    "registry.ppks_opened": "Jenis PPKS yang dirahasiakan dibuka. Alasan: {reason}.",
    "registry.visit_answers_opened": "Jawaban {what} dari kunjungan DTSEN dibuka. Alasan: {reason}.",
    "registry.ppks_exported": "Daftar PPKS diunduh: {rows} baris, NIK {numbers}, {guarded} jenis yang dirahasiakan. "
    "{filters}. Tujuan: {purpose}.",
    "registry.people_merged": "Data ganda digabung: warga nomor {gone} menjadi satu dengan warga nomor {stays}.",
    "registry.people_parted": "Penggabungan dibatalkan: warga nomor {gone} dipisahkan lagi dari warga nomor {stays}.",
    "registry.bnba_exported": "BNBA diekspor: {rows} baris, NIK {numbers}. {filters}. Tujuan: {purpose}.",
}
# looking at data or taking it out, for the access log
LOOKS = frozenset(
    {
        "registry.nik_opened",
        "registry.nik_looked_up",
        "registry.bnba_exported",
        "registry.ppks_exported",
        "registry.visit_answers_opened",
        "registry.ppks_opened",
    }
)

# where the sentence begins with what differs
LABELS = {
    "registry.facts_imported": "Fakta bertanggal diimpor",
    "registry.people_imported": "Data warga diimpor",
    "registry.people_brought": "Warga dicatat bersama fakta tentang mereka",
    "registry.people_matched": "Warga dipadankan dengan data kependudukan",
    "registry.unlisted_admitted": "Kepesertaan di luar data terpadu dicatat",
}
