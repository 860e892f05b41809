"""What the audit says of programmes."""

KINDS = {
    "programmes.catalogue_changed": "{what} {thing} diubah mulai {day} ({basis}).",
    "programmes.catalogue_withdrawn": "{what} {thing} yang akan berlaku {day} ditarik.",
    "programmes.ended_by_death": "Kepesertaan {count} dihentikan karena meninggal.",
    "programmes.quota_set": "Kuota {programme} menjadi {places} tempat ({basis}).",
    "programmes.checks_proposed": "Aturan mengusulkan {count} penerima untuk diperiksa.",
    "programmes.families_assigned": "{families} keluarga diserahkan kepada pendamping {companion}.",
    "programmes.list_of_checks_exported": "Daftar kelayakan diunduh: {rows} baris, {purpose} ({filters}).",
    "programmes.minutes_printed": "Berita acara penggantian rencana {run} dicetak.",
    "programmes.note_written": "{what} ditulis pada seorang penerima.",
    "programmes.notice_handed": "Pemberitahuan akhir bantuan diserahkan.",
    "programmes.quota_ended": "Kuota {programme} berakhir pada {last_day}.",
    "programmes.quota_handed_over": "Kuota {programme} periode baru: {moved} tempat dilanjutkan, {left} tanpa tempat.",
    "programmes.replacement_planned": "Rencana penggantian disusun: {filled} dari {vacancies} tempat kosong.",
    "programmes.replacement_done": "Penggantian berlaku: {filled} penerima, {proposed} diusulkan ke pusat.",
    "programmes.task_answered": "Tugas pada seorang penerima dijawab.",
    "programmes.threshold_set": "Batas kriteria fakir miskin menjadi {least} dari 8 ({basis}).",
    "programmes.weights_set": "Bobot skor lokal ditetapkan mulai {day}: {weights} ({basis}).",
}
