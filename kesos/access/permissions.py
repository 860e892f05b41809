"""Every permission by name, with the sentence people read. Steps of a flow add `<machine>.<event>` on their own."""

PERMISSIONS: dict[str, str] = {
    "account.own": "Mengubah data akun sendiri dan mencabut token sendiri",
    "person.view": "Melihat data orang dan keluarga",
    "person.search": "Mencari orang menurut nama",
    "person.open_nik": "Membuka NIK lengkap; setiap pembukaan dicatat",
    "person.edit": "Mengubah data orang",
    "person.look_up_across_areas": "Mencari satu NIK lintas wilayah dengan tujuan yang dicatat",
    "person.match": "Memadankan warga dengan data kependudukan",
    "person.settle_identity": "Menyelesaikan tugas identitas (NIK ganda, salah susunan, atau belum ada)",
    "family.edit": "Mengubah susunan keluarga",
    "family.register": "Mencatat keluarga baru dan anggotanya lewat formulir",
    "house.record": "Menyimpan foto rumah dan titiknya",
    "visit.fill": "Mengisi formulir kunjungan DTSEN",
    "visit.open_health": "Membuka jawaban kesehatan dan disabilitas; setiap pembukaan dicatat",
    "visit.open_finance": "Membuka jawaban penghasilan dan rekening; setiap pembukaan dicatat",
    "ppks.open": "Membuka jenis PPKS yang dirahasiakan; setiap pembukaan dicatat",
    "file.view": "Membuka foto dan berkas",
    "import.run": "Mengimpor berkas",
    "export.run": "Mengunduh data; setiap unduhan dicatat",
    "proposal.view": "Melihat usulan",
    "eligibility.view": "Melihat pemeriksaan kelayakan penerima",
    "eligibility.note": "Menulis catatan dan tugas pada penerima, dan mencatat penyerahan surat",
    "companion.assign": "Menyerahkan keluarga kepada pendamping",
    "programme.view": "Melihat program, kuota, penerima, dan daftar tunggu",
    "replacement.plan": "Menyusun rencana penggantian penerima",
    "period.view": "Melihat periode bulanan",
    "period.remind": "Mengingatkan kelurahan yang tertinggal",
    "event.view": "Melihat peristiwa kematian dan pindah",
    "death.report": "Melaporkan kematian dengan aktanya",
    "feed.pull": "Menarik peristiwa Dukcapil dan mengirim berkas bulanannya",
    "health.ask": "Menanyakan kepesertaan JKN seseorang ke BPJS Kesehatan; setiap pertanyaan dicatat",
    "letter.view": "Melihat surat",
    "letter.print": "Mencetak surat",
    "summary.view": "Melihat rekapitulasi",
    "audit.view": "Membaca jejak audit",
    "region.view": "Melihat wilayah",
    "workflow.view": "Melihat alur kerja",
    "job.view": "Melihat pekerjaan latar",
    "notice.view": "Melihat pemberitahuan",
    "role.view": "Melihat daftar peran",
    "user.manage": "Mengelola akun dan penugasan",
    "staff_session.open": "Membuka sesi petugas yang beralasan dan berbatas waktu",
    "calendar.manage": "Mengatur kalender periode dan hari libur",
    "codelist.manage": "Mengatur daftar kode",
    "document_template.manage": "Mengatur pola surat",
    "setting.manage": "Mengatur batas dan ketentuan bertanggal",
    "report.own": "Menyampaikan usul dan sanggah sendiri dan melihat hasilnya",
    "report.take": "Menerima usul dan sanggah warga di loket",
    "report.view": "Melihat usul dan sanggah masyarakat, tanpa pelapornya",
    "report.survey": "Mengisi hasil pemeriksaan lapangan usul dan sanggah",
    "report.open_reporter": "Membuka identitas pelapor; setiap pembukaan dicatat",
    "report.follow_up": "Menindaklanjuti usul dan sanggah yang terbukti",
    "citizen.register": "Membuat akun warga sesudah melihat KTP",
    "data.own": "Melihat data tentang diri dan keluarga sendiri serta memakai haknya",
    "data_right.take": "Menerima permintaan hak data, keberatan, dan persetujuan di loket",
    "data_right.view": "Melihat permintaan hak data dan keberatan",
    "consent.view": "Melihat daftar persetujuan",
    "incident.manage": "Mencatat insiden data pribadi dan pemberitahuannya",
    "retention.manage": "Menjalankan penghapusan menurut retensi",
    "processing.export": "Mengunduh daftar pemrosesan data pribadi",
    "programme.manage": "Mengubah katalog program: ketentuan, pasangan, komponen, upah minimum",
    "quota.view": "Melihat kuota program dan tempat yang terisi",
    "quota.set": "Menetapkan kuota program",
    "score.set": "Menetapkan bobot skor lokal",
    "what_if.run": "Menghitung pengandaian bobot, batas desil, dan jumlah tempat",
}

# What needs no sight of citizens' rows: holding only these, the database shows the holder none of them.
WITHOUT_ROWS = frozenset(
    {
        "account.own",
        "summary.view",
        "audit.view",
        "period.view",
        "region.view",
        "workflow.view",
        "job.view",
        "notice.view",
        "role.view",
        "user.manage",
        "staff_session.open",
        "calendar.manage",
        "codelist.manage",
        "document_template.manage",
        "setting.manage",
        "incident.manage",
        "retention.manage",
        "processing.export",
        "programme.manage",
        "quota.view",
        "quota.set",
        "score.set",
        "what_if.run",
    }
)

# Tables of persons that are kept by an administrator, who sees no citizen: reached through holders "<kind>:<area>".
KEPT = {"user.manage": "users", "document_template.manage": "signers"}


def sentence(permission: str) -> str:
    """What the permission means, for people; a step of a flow reads as its machine and event."""
    if told := PERMISSIONS.get(permission):
        return told
    machine, _, event = permission.partition(".")
    return f"Tahap «{event.replace('_', ' ')}» pada alur {machine.replace('_', ' ')}"
