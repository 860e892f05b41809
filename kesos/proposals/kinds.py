"""What the audit says, in Indonesian, about the month and its proposals."""

KINDS = {
    "proposals.period_opened": "Periode {month} dibuka.",
    "proposals.proposed": "Keluarga diusulkan: {number}.",
    "proposals.aid_proposed": "Bantuan {programme} diusulkan: {number}.",
    "proposals.submitted": "Usulan {number} diajukan.",
    "proposals.matched": "Padan kependudukan untuk {count} usulan: {sound} padan, {failed} tidak.",
    "proposals.deliberation_scheduled": "Musyawarah dijadwalkan pada {held_on} di {place}.",
    "proposals.paper_printed": "{paper} musyawarah dicetak.",
    "proposals.attendance_noted": "Daftar hadir musyawarah diisi: {count} orang.",
    "proposals.signatures_noted": "Berita acara {number} ditandatangani di atas kertas oleh {count} orang.",
    "proposals.deliberated": "Musyawarah memutuskan {agreed} usulan disetujui dan {refused} ditolak.",
    "proposals.minutes_carried_out": "Hasil musyawarah dijalankan: {agreed} disetujui, {refused} ditolak.",
    "proposals.carried_over": "{count} usulan tanpa berita acara dipindahkan ke periode {month}.",
    "proposals.locked": "Daftar periode {month} dikunci: {count} usulan, sidik {checksum}.",
    "proposals.month_exported": "Berkas untuk pusat periode {month} diambil: {count} usulan, sha256 {checksum}.",
    "proposals.list_exported": "{name} diekspor: {rows} baris, NIK {numbers}. {filters}. Tujuan: {purpose}.",
    "proposals.reminded": "{villages} kelurahan diingatkan ({notices} pemberitahuan), periode {month}.",
    "proposals.figures_frozen": "Angka periode {month} dibekukan: {count} angka.",
    "proposals.determined": "Penetapan {decree} diimpor: {listed} ditetapkan, {refused} tidak.",
}
# looking at data or taking it out, for the access log
LOOKS = frozenset({"proposals.month_exported", "proposals.list_exported", "proposals.paper_printed"})
