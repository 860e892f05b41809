"""What the audit says of the portal. No sentence and no detail ever names who told a report."""

KINDS = {
    "portal.report_told": "Laporan masyarakat ({what}) diterima lewat {through}.",
    "portal.reporter_opened": "Identitas pelapor dibuka. Alasan: {reason}.",
    "portal.surveyor_named": "{surveyor} ditugaskan memeriksa laporan di lapangan.",
    "portal.field_noted": "Hasil pemeriksaan lapangan dicatat.",
    "portal.recipient_to_check": "Laporan terbukti: penerima program {programme} dimintakan pemeriksaan kelayakan.",
    "portal.objection_carried_out": "{actor} menjalankan keberatan yang dikabulkan: {said}.",
    "portal.family_to_propose": "Usul terbukti: operator kelurahan diminta mengusulkan keluarga untuk {programme}.",
    "portal.report_followed": "Laporan yang terbukti sudah ditindaklanjuti.",
    "portal.reports_raised": "{reports} laporan masyarakat memasuki hari ke-10; {told} atasan diberi tahu.",
    "portal.citizen_joined": "Warga mendaftarkan akunnya sendiri.",
    "portal.citizen_registered": "Akun warga dibuat di loket sesudah KTP dilihat.",
    "portal.citizen_proven": "KTP pemilik akun warga dilihat petugas.",
    "portal.citizen_code_given": "Kode baru untuk akun warga yang belum dipakai dicetak di loket.",
    "portal.citizen_ended": "Akun warga diakhiri di loket: {reason}.",
    "portal.right_asked": "{demand} diajukan mengenai {about}.",
    "portal.consent_given": "Persetujuan dicatat: {purpose}.",
    "portal.consent_withdrawn": "Persetujuan ditarik: {purpose}.",
    "portal.own_data_taken": "Warga mengunduh data tentang dirinya ({form}).",
    "portal.own_data_printed": "Data seorang warga dicetak di loket atas permintaannya ({form}).",
    "portal.term_set": "{term} menjadi {value} mulai {start}.",
    "portal.incident_entered": "Insiden data dicatat: {title}, {people} orang.",
    "portal.incident_told": "Pemberitahuan insiden kepada {whom} dicatat.",
    "portal.incident_closed": "Insiden data ditutup.",
    "portal.retention_looked": "Retensi {what}: {found} sudah lewat masanya.",
    "portal.retention_done": "Retensi {what}: {forgotten} dianonimkan.",
    "portal.processing_exported": "Daftar pemrosesan data pribadi diunduh ({form}).",
}
# looking at data or taking it out, for the access log
LOOKS = frozenset({"portal.reporter_opened", "portal.own_data_printed"})

LABELS = {
    "portal.right_asked": "Hak data atau keberatan diajukan",
    "portal.reports_raised": "Laporan masyarakat memasuki hari ke-10",
    "portal.surveyor_named": "Petugas lapangan ditugaskan",
    "portal.term_set": "Ketentuan wilayah diubah",
}
