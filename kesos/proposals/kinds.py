"""What the audit says, in Indonesian, about the month and its proposals."""

KINDS = {
    "proposals.period_opened": "Periode {month} dibuka.",
    "proposals.proposed": "Keluarga diusulkan: {number}.",
    "proposals.aid_proposed": "Bantuan {programme} diusulkan: {number}.",
    "proposals.submitted": "Usulan {number} diajukan.",
    "proposals.matched": "Padan kependudukan untuk {count} usulan: {sound} padan, {failed} tidak.",
    "proposals.deliberation_scheduled": "Musyawarah dijadwalkan pada {held_on} di {place}.",
    "proposals.deliberated": "Musyawarah memutuskan {agreed} usulan disetujui dan {refused} ditolak.",
    "proposals.minutes_carried_out": "Hasil musyawarah dijalankan: {agreed} disetujui, {refused} ditolak.",
    "proposals.carried_over": "{count} usulan tanpa berita acara dipindahkan ke periode {month}.",
    "proposals.locked": "Daftar periode {month} dikunci: {count} usulan, sidik {checksum}.",
    "proposals.month_exported": "Usulan periode {month} diambil sebagai berkas untuk pusat: {count} usulan.",
    "proposals.list_exported": "{name} diekspor: {rows} baris, NIK {numbers}. {filters}. Tujuan: {purpose}.",
    "proposals.determined": "Penetapan {decree} diimpor: {listed} ditetapkan, {refused} tidak.",
}
# looking at data or taking it out, for the access log
LOOKS = frozenset({"proposals.month_exported", "proposals.list_exported"})
