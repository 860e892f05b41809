"""What the audit says of programmes."""

KINDS = {
    "programmes.ended_by_death": "Kepesertaan {count} dihentikan karena meninggal.",
    "programmes.quota_set": "Kuota {programme} menjadi {places} tempat ({basis}).",
    "programmes.checks_proposed": "Aturan mengusulkan {count} penerima untuk diperiksa.",
    "programmes.families_assigned": "{families} keluarga diserahkan kepada pendamping {companion}.",
    "programmes.list_of_checks_exported": "Daftar kelayakan diunduh: {rows} baris, {purpose} ({filters}).",
    "programmes.note_written": "{what} ditulis pada seorang penerima.",
    "programmes.notice_handed": "Pemberitahuan akhir bantuan diserahkan.",
    "programmes.replacement_planned": "Rencana penggantian disusun: {filled} dari {vacancies} tempat kosong.",
    "programmes.replacement_done": "Penggantian berlaku: {filled} penerima, {proposed} diusulkan ke pusat.",
    "programmes.task_answered": "Tugas pada seorang penerima dijawab.",
    "programmes.threshold_set": "Batas kriteria fakir miskin menjadi {least} dari 8 ({basis}).",
}
