"""Short help of the screens of aid: checks, places, successors, the catalogue."""

from kesos.ui.help import Help

HELP = {
    "programmes:checks": Help(
        "Kelayakan",
        "Setiap penerima diperiksa setiap bulan. Pilih kelurahan untuk melihat semuanya. Yang jelas layak dapat "
        "dicentang dan diputus bersama sesudah fotonya dilihat; yang tidak layak selalu satu per satu.",
        "operator#memeriksa-kelayakan-penerima",
    ),
    "programmes:check_progress": Help(
        "Kemajuan pemeriksaan",
        "Berapa penerima yang sudah diperiksa di tiap kelurahan bulan ini, dan berapa yang menunggu dinas. Buka "
        "kelurahan yang tertinggal untuk melihat daftarnya.",
        "operator#memeriksa-kelayakan-penerima",
    ),
    "programmes:check_export": Help(
        "Unduh daftar penerima",
        "Membuat berkas Excel dari daftar penerima menurut saringan tadi. Tulis tujuannya; unduhan tercatat atas nama "
        "Anda dan berkasnya terhapus sesudah sebulan.",
        "operator#daftar-urutkan-unduh-cetak",
    ),
    "programmes:check_tasks": Help(
        "Tugas pendamping",
        "Permintaan antara pendamping, kelurahan, dan dinas tentang satu penerima. Kerjakan di lapangan, lalu tulis "
        "jawabannya di sini. Tugas baru ditulis dari halaman penerimanya.",
        "pendamping#tugas",
    ),
    "programmes:check_companions": Help(
        "Pendamping",
        "Serahkan keluarga penerima kepada pendamping: satu kelurahan, RW, atau RT sekaligus. Tekan Hitung dahulu "
        "untuk melihat berapa keluarga. Keluarga yang sudah punya pendamping lain berpindah.",
        "supervisor#pendamping",
    ),
    "programmes:check": Help(
        "Periksa satu penerima",
        "Rumahnya di kiri, keputusan di kanan. Lihat foto dan titik, baca temuan aturan, lalu nyatakan layak atau "
        "usulkan tidak layak dengan kode, alasan, dan bukti. Aturan hanya mengusulkan; yang memutus selalu orang.",
        "operator#memeriksa-kelayakan-penerima",
    ),
    "programmes:check_letter": Help(
        "Surat pemberitahuan",
        "Surat bagi orang yang bantuannya berakhir: alasannya dan cara mengajukan keberatan. Cetak, serahkan "
        "langsung, lalu catat siapa yang menerima dan kapan. Hari keberatan dihitung dari penyerahan.",
        "operator#memeriksa-kelayakan-penerima",
    ),
    "programmes:catalogue": Help(
        "Katalog program",
        "Apa yang diberikan dan diminta setiap program bantuan hari ini. Buka satu program untuk melihat syarat, "
        "besarnya, dan program mana yang tidak boleh diterima bersamaan.",
    ),
    "programmes:programme": Help(
        "Satu program",
        "Syarat, besar bantuan, komponen, dan hubungan dengan program lain, beserta dasarnya. Yang bertanda perlu "
        "diverifikasi belum dicocokkan dengan naskah aslinya. Riwayat ketentuan ada di bawah.",
    ),
    "programmes:catalogue_rows": Help(
        "Ketentuan beberapa program",
        "Ketentuan yang berlaku hari ini dan yang akan berlaku, beserta dasarnya. Administrator dapat menambah "
        "ketentuan baru, atau menarik yang belum mulai berlaku.",
        "administrator#ketentuan",
    ),
    "programmes:catalogue_change": Help(
        "Ketentuan program baru",
        "Isi ketentuan, hari mulainya, dan dasarnya. Tekan tombol dampak dahulu: tampak berapa orang yang jadi "
        "terhalang di tiap kelurahan. Baru sesudah itu disimpan. Ketentuan lama tetap terbaca.",
        "administrator#ketentuan",
    ),
    "programmes:quotas": Help(
        "Kuota program",
        "Berapa tempat yang ada bagi tiap program dan wilayah: terisi, disimpan bagi pengganti, dan kosong. Penerima "
        "tidak pernah melebihi tempatnya. Buka satu kuota untuk melihat riwayatnya.",
        "kepala-dinas#kuota-dan-pengganti",
    ),
    "programmes:quota_new": Help(
        "Tetapkan kuota",
        "Isi program, wilayah, masa, jumlah tempat, dan dasar keputusannya. Penerima yang sudah ada langsung mendapat "
        "tempat. Jumlah yang lebih kecil dari penerima sekarang ditolak.",
        "kepala-dinas#kuota-dan-pengganti",
    ),
    "programmes:quota": Help(
        "Satu kuota",
        "Tempat yang ditetapkan, terisi, disimpan, dan masih kosong. Jumlahnya dapat diubah dengan dasar keputusan; "
        "setiap perubahan tersimpan dalam riwayat di bawah.",
        "kepala-dinas#kuota-dan-pengganti",
    ),
    "programmes:quota_change": Help(
        "Ubah jumlah tempat",
        "Tulis jumlah yang baru dan dasar keputusannya. Jumlah tidak dapat lebih kecil dari tempat yang sudah terisi.",
        "kepala-dinas#kuota-dan-pengganti",
    ),
    "programmes:quota_end": Help(
        "Akhiri kuota",
        "Tulis hari terakhir kuota ini berlaku. Periode berikutnya memerlukan kuota baru; yang tidak mendapat tempat "
        "di sana disebut satu per satu.",
        "kepala-dinas#kuota-dan-pengganti",
    ),
    "programmes:weights": Help(
        "Bobot skor lokal",
        "Skor lokal mengurutkan daftar tunggu; bukan desil. Ubah bobotnya, tekan tombol dampak untuk melihat "
        "kelurahan mana yang naik dan turun, lalu simpan dengan dasar keputusan.",
        "kepala-dinas#bagaimana-jika",
    ),
    "programmes:what_if": Help(
        "Bagaimana jika",
        "Ganti bobot, batas desil, atau jumlah tempat, lalu tekan Hitung: tampak siapa masuk dan keluar dalam angka. "
        "Tidak ada yang disimpan. Angka kecil disamarkan.",
        "kepala-dinas#bagaimana-jika",
    ),
    "programmes:unlisted": Help(
        "Penerima di luar data terpadu",
        "Kepesertaan yang dicatat walaupun orangnya tidak ada di DTKS/DTSEN, dengan alasan dan pencatatnya. Daftar "
        "ini untuk pemeriksa; setiap baris harus dapat dijelaskan.",
        "kepala-dinas#jejak-kegiatan",
    ),
    "programmes:vacancies": Help(
        "Tempat kosong",
        "Tempat yang ditinggalkan penerima karena meninggal, pindah, mundur, atau tidak layak lagi. Susun rencana "
        "penggantian; Kesos memilih pengganti menurut urutan daftar tunggu. Yang memutuskan kepala dinas.",
        "operator#tempat-kosong-dan-pengganti",
    ),
    "programmes:waiting": Help(
        "Daftar tunggu",
        "Keluarga yang usulannya disahkan ketika kuota penuh. Urutannya desil, prioritas, skor lokal, lalu tanggal "
        "usulan; kelurahan yang sama didahulukan. Tidak ada yang dapat menggeser urutan dengan tangan.",
        "operator#tempat-kosong-dan-pengganti",
    ),
    "programmes:runs": Help(
        "Rencana penggantian",
        "Rencana yang disusun dari tempat kosong. Buka satu untuk melihat siapa menggantikan siapa dan mengapa. "
        "Kepala dinas memutuskannya; sesudah itu berita acaranya dapat dicetak.",
        "operator#tempat-kosong-dan-pengganti",
    ),
    "programmes:run": Help(
        "Satu rencana",
        "Siapa menggantikan siapa, alasannya, dan siapa yang dilewati. Program daerah berlaku seketika setelah "
        "diputuskan; program pusat menjadi usulan pengganti yang berlaku dengan SK. Cetak berita acara sesudahnya.",
        "operator#tempat-kosong-dan-pengganti",
    ),
    "programmes:membership": Help(
        "Kepesertaan",
        "Perjalanan satu orang dalam satu program: sejak kapan, keadaannya, dan mengapa berubah. Bila keadaannya "
        "keliru, lihat alasan perubahannya, lalu tanyakan kepada petugas yang disebut.",
        "operator#tempat-kosong-dan-pengganti",
    ),
}
