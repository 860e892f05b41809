"""Short help of the screens of people, families, visits and imports."""

from kesos.ui.help import Help

HELP = {
    "registry:people": Help(
        "Cari warga",
        "Ketik NIK, No. KK, atau sebagian nama. Yang tampil hanya warga di wilayah Anda. Nomor yang salah satu angka "
        "dibantu dengan nomor yang mirip. Tidak ada sama sekali? Tekan Keluarga baru untuk mencatatnya.",
        "operator#mencari-warga",
    ),
    "registry:person": Help(
        "Halaman warga",
        "Semua yang tercatat tentang orang ini: keluarga, desil, bantuan, PPKS, panti, asalnya. Pekerjaan dimulai "
        "dari sini: usulan, surat, foto rumah, laporan kematian. Membuka NIK lengkap perlu alasan dan tercatat.",
        "operator#mencari-warga",
    ),
    "registry:ppks": Help(
        "Daftar PPKS",
        "Pemerlu pelayanan kesejahteraan sosial di wilayah Anda, menurut jenis, wilayah, dan waktu; selalu data "
        "terbaru. Jenis yang dirahasiakan tidak tampil di sini: bukalah pada halaman orangnya, dengan alasan.",
        "operator#daftar-ppks",
    ),
    "registry:ppks_export": Help(
        "Unduh daftar PPKS",
        "Membuat berkas Excel, CSV, atau Parquet dari daftar menurut saringan tadi, juga untuk satu kabupaten penuh. "
        "Pekerjaannya berjalan di latar; hasilnya di Pekerjaan saya, hanya untuk Anda. Tulis tujuannya: tercatat.",
        "operator#daftar-ppks",
    ),
    "registry:family_new": Help(
        "Keluarga baru",
        "Untuk keluarga yang belum tercatat. Isi dari Kartu Keluarga, anggota satu per satu, lalu Simpan keluarga. "
        "Yang salah disebut di isiannya. Yang hanya janggal ditanyakan: cocokkan dengan dokumennya, lalu centang.",
        "operator#mencatat-keluarga-baru",
    ),
    "registry:family_member": Help(
        "Tambah anggota",
        "Untuk bayi yang lahir atau orang yang pindah masuk ke keluarga ini. Isi dari dokumennya. Bila ia masih "
        "tercatat di keluarga lain, ia keluar dari sana mulai hari ini; riwayatnya tetap tersimpan.",
        "operator#mencatat-keluarga-baru",
    ),
    "registry:visits": Help(
        "Kunjungan DTSEN",
        "Catatan setiap kunjungan ke rumah keluarga ini. Mulai kunjungan baru, atau lanjutkan yang belum selesai. "
        "Perlu kertas dahulu? Cetak Formulir kosong. Kunjungan yang sudah ditutup tidak berubah.",
        "operator#kunjungan-dtsen",
    ),
    "registry:visit_blank": Help(
        "Formulir kosong",
        "Pertanyaan kunjungan untuk diisi dengan tangan. Cetak bagian keluarga sekali dan bagian anggota untuk tiap "
        "orang. Sesudah kembali, salin jawabannya ke layar.",
        "operator#kunjungan-dtsen",
    ),
    "registry:visit": Help(
        "Satu kunjungan",
        "Daftar bagian yang sudah dan belum dijawab. Buka bagian satu per satu; boleh berhenti dan dilanjutkan lain "
        "hari. Bila semua terisi, tekan Periksa jawaban dan tutup kunjungan.",
        "operator#kunjungan-dtsen",
    ),
    "registry:visit_step": Help(
        "Bagian kunjungan",
        "Jawab menurut yang Anda lihat dan dengar di rumah itu. Simpan dan lanjut menuju bagian berikutnya. Jawaban "
        "yang tidak cocok dengan jawaban lain disebut dengan kalimat.",
        "operator#kunjungan-dtsen",
    ),
    "registry:visit_member": Help(
        "Jawaban satu anggota",
        "Bagian pertanyaan untuk satu orang. Pertanyaan menyesuaikan umurnya. Data yang sudah tercatat tidak "
        "ditanyakan lagi; bila keliru, betulkan di data warga.",
        "operator#kunjungan-dtsen",
    ),
    "registry:visit_member_step": Help(
        "Bagian kunjungan satu anggota",
        "Jawab untuk orang ini saja. Pertanyaan tentang kesehatan dan keuangan diajukan dengan sopan dan tidak dibaca "
        "keras-keras di depan tetangga. Simpan dan lanjut menuju bagian berikutnya.",
        "operator#kunjungan-dtsen",
    ),
    "registry:visit_check": Help(
        "Periksa jawaban",
        "Semua jawaban di satu halaman. Yang masih kurang disebut di atas. Isi tanggal dan hasil kunjungan, lalu "
        "Tutup kunjungan. Sesudah ditutup tidak dapat diubah; pembetulan adalah kunjungan baru.",
        "operator#kunjungan-dtsen",
    ),
    "registry:visit_discard": Help(
        "Buang draf",
        "Membuang kunjungan yang belum ditutup beserta semua jawabannya. Kunjungan lain tetap ada. Pakai hanya bila "
        "draf ini keliru, misalnya salah keluarga.",
        "operator#kunjungan-dtsen",
    ),
    "registry:visit_paper": Help(
        "Kunjungan di kertas",
        "Jawaban kunjungan untuk dicetak. Jawaban kesehatan dan keuangan tersembunyi, kecuali Anda berwenang dan "
        "membukanya dengan alasan. Simpan kertasnya di tempat terkunci.",
        "operator#kunjungan-dtsen",
    ),
    "registry:identity_tasks": Help(
        "Tugas identitas",
        "Warga yang NIK-nya belum pasti: dipakai dua orang, salah susunan, atau belum ada. Buka satu, cocokkan dengan "
        "KTP atau KK, lalu selesaikan. Yang paling lama menunggu di atas.",
        "supervisor#tugas-identitas",
    ),
    "registry:identity_task": Help(
        "Satu tugas identitas",
        "Bandingkan orangnya dengan dokumen asli. Isi NIK yang terbukti, dokumen yang diperiksa, dan dasar "
        "penyelesaian. Nilai lama tidak hilang. Bila orang yang lain tinggal di luar wilayah Anda, tanyakan kepada "
        "dinas.",
        "supervisor#tugas-identitas",
    ),
    "registry:look_across": Help(
        "Lintas wilayah",
        "Untuk mengetahui apakah seseorang sudah dibantu di kabupaten/kota lain. Tulis satu NIK yang tepat dan "
        "keperluannya. Yang tampil hanya tempat dan programnya. Setiap pencarian tercatat atas nama Anda.",
        "operator#mencari-warga",
    ),
    "registry:imports": Help(
        "Impor data",
        "Berkas data warga yang pernah Anda kirim dan keadaannya. Tekan Kirim berkas BNBA untuk yang baru. Tidak ada "
        "data warga yang berubah sebelum Anda menekan Terapkan.",
        "operator#mengimpor-berkas",
    ),
    "registry:import_upload": Help(
        "Kirim berkas",
        "Pilih isi berkas (warga, PPKS, penghuni panti, dan lainnya), berkas Excel atau CSV, pengirimnya, dan tanggal "
        "keadaan datanya. NIK dan No. KK harus berupa teks di "
        "Excel, supaya angkanya tidak berubah. Berkas hanya dibaca dahulu.",
        "operator#mengimpor-berkas",
    ),
    "registry:import_stage": Help(
        "Pilih lembar",
        "Bila berkasnya berisi beberapa lembar, pilih satu. Bila berkas yang sama pernah dikirim, hasilnya disebut di "
        "sini; biasanya tidak perlu dikirim lagi.",
        "operator#mengimpor-berkas",
    ),
    "registry:import": Help(
        "Satu impor",
        "Apa yang akan berubah, apa yang salah, dan cara membetulkannya. Unduh baris yang salah, betulkan di Excel, "
        "lalu kirim lagi. Bila jumlahnya masuk akal, terapkan. Boleh dibuang sebelum diterapkan.",
        "operator#mengimpor-berkas",
    ),
    "registry:import_columns": Help(
        "Tunjuk kolom",
        "Katakan kolom mana yang berisi NIK, nama, alamat, dan lainnya. Kesos mengingatnya untuk pengirim ini, jadi "
        "lain kali sudah terisi. Sesudah itu isinya diperiksa.",
        "operator#mengimpor-berkas",
    ),
    "registry:import_apply": Help(
        "Terapkan impor",
        "Sekali lagi dibaca: berapa warga baru, berubah, dan ditolak. Sesudah diterapkan, setiap isian yang berubah "
        "tetap menyimpan nilai lamanya. Penerapan berjalan di belakang layar.",
        "operator#mengimpor-berkas",
    ),
    "registry:quality": Help(
        "Mutu data",
        "Seberapa baru data tiap kelurahan dan kesalahan apa yang masih terbuka. Mulailah dari kelurahan dengan angka "
        "terbesar. Kesalahan NIK dibetulkan lewat Tugas identitas.",
        "supervisor#tugas-identitas",
    ),
    "registry:export": Help(
        "Ekspor BNBA",
        "Daftar warga menurut nama dan alamat sebagai berkas. Tulis tujuannya; unduhan tercatat atas nama Anda dan "
        "berkasnya terhapus sesudah sebulan. NIK tersamar, kecuali tujuannya memerlukan dan peran Anda membukanya.",
        "operator#daftar-urutkan-unduh-cetak",
    ),
}
