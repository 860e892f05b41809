"""Short help of the screens of the month."""

from kesos.ui.help import Help

HELP = {
    "proposals:tasks": Help(
        "Tugas saya",
        "Semua yang menunggu Anda, dari semua alur. Mulailah dari yang melewati tenggat dan yang tenggatnya hari ini. "
        "Buka satu tugas, kerjakan langkahnya, lalu kembali ke sini. Kosong berarti tidak ada yang menunggu Anda.",
        "operator#halaman-pertama",
    ),
    "proposals:tasks_export": Help(
        "Unduh tugas",
        "Membuat berkas Excel dari daftar tugas menurut saringan tadi. Tulis tujuannya. Berkas ini tidak memuat NIK, "
        "dibuat di belakang layar, dan terhapus sendiri sesudah sebulan.",
        "operator#daftar-urutkan-unduh-cetak",
    ),
    "proposals:list": Help(
        "Usulan",
        "Keluarga yang diusulkan di wilayah Anda dan sampai tahap apa. Saring menurut tahap, periode, atau kelurahan. "
        "Tekan Usulan baru untuk mengusulkan. Yang dikembalikan dapat dilengkapi lalu diajukan lagi.",
        "operator#mengusulkan-keluarga",
    ),
    "proposals:list_export": Help(
        "Unduh usulan",
        "Membuat berkas Excel dari daftar usulan menurut saringan tadi. Tulis tujuannya; unduhan tercatat atas nama "
        "Anda. NIK tersamar, kecuali tujuannya memerlukan dan peran Anda membukanya.",
        "operator#daftar-urutkan-unduh-cetak",
    ),
    "proposals:start": Help(
        "Usulan baru",
        "Cari keluarganya dahulu dengan NIK, No. KK, atau nama; yang sudah tercatat tidak diketik ulang. Lalu tekan "
        "Buka usulan. Usulan terbuka sebagai draf; foto, titik, dan pindaian dilengkapi sesudah itu.",
        "operator#mengusulkan-keluarga",
    ),
    "proposals:aid_start": Help(
        "Usulkan bantuan",
        "Pilih program dan penerimanya. Kesos menyebut ketentuan yang menghalangi, misalnya desil atau bantuan ganda, "
        "sebelum Anda mengajukan. Bila datanya keliru, perbaiki datanya dahulu; bila benar, pilih program lain.",
        "operator#mengusulkan-bantuan",
    ),
    "proposals:one": Help(
        "Satu usulan",
        "Berkas yang masih kurang, keluarganya, dan langkah Anda. Lengkapi yang kurang, lalu Ajukan. Usulan yang "
        "kembali menyebut alasannya di atas. Bagian Jelaskan kepada warga berisi kalimat yang dapat dibacakan.",
        "operator#mengusulkan-keluarga",
    ),
    "proposals:explained": Help(
        "Lembar untuk warga",
        "Penjelasan usulan ini dengan kata sehari-hari: artinya, kelanjutannya, siapa yang memegangnya, dan kapan. "
        "Cetak dan serahkan kepada warga. Tidak ada NIK di lembar ini.",
        "operator#menjelaskan-kepada-warga",
    ),
    "proposals:deliberations": Help(
        "Musyawarah",
        "Musyawarah di wilayah Anda, yang akan datang dan yang sudah lewat. Jadwalkan satu untuk bulan ini, lalu buka "
        "untuk membuat undangan dan mencatat hasilnya. Satu kelurahan satu musyawarah pada satu waktu.",
        "operator#musyawarah",
    ),
    "proposals:deliberation": Help(
        "Satu musyawarah",
        "Kerjakan berurutan: undangan, daftar awal, yang hadir, keputusan tiap keluarga, berita acara, tanda tangan. "
        "Semua kertas dibuat dari data di halaman ini. Yang masih kurang selalu disebut. Yang mencatat tidak dapat "
        "menandatangani.",
        "operator#musyawarah",
    ),
    "proposals:standing_newest": Help(
        "Bulan ini",
        "Di mana bulan ini berada: berapa usulan menunggu siapa, berapa hari tersisa, dan kelurahan mana yang "
        "tertinggal. Pilih kabupaten/kotanya bila Anda memegang beberapa.",
        "kepala-dinas#di-mana-bulan-ini-berada",
    ),
    "proposals:city_newest": Help(
        "Enam angka dan peta",
        "Ringkasan kota dalam enam angka dan satu peta. Pilih kabupaten/kotanya bila Anda memegang beberapa.",
        "wali-kota#enam-angka",
    ),
    "proposals:standing": Help(
        "Posisi bulan ini",
        "Berapa usulan menunggu siapa, hari yang tersisa, dan kelurahan yang tertinggal. Tekan Ingatkan untuk "
        "mengirim pemberitahuan kepada lurah dan operatornya, sekali sehari. Angka per kelurahan ada di bawah.",
        "kepala-dinas#di-mana-bulan-ini-berada",
    ),
    "proposals:city": Help(
        "Enam angka dan peta",
        "Enam angka bulan ini bagi seluruh kota, dan kemajuan tiap kelurahan di peta. Tabel di bawah peta memuat "
        "angka yang sama. Angka yang sangat kecil disamarkan supaya tidak menunjuk orang.",
        "wali-kota#enam-angka",
    ),
    "proposals:recap": Help(
        "Rekap",
        "Angka bulan ini menurut kelurahan, siap dicetak atau diunduh. Sesudah bulan ditutup, angkanya beku dan tidak "
        "berubah lagi. Angka kecil disamarkan; jumlahnya tetap benar.",
        "kepala-dinas#di-mana-bulan-ini-berada",
    ),
    "proposals:recap_programmes": Help(
        "Rekap menurut program",
        "Angka bulan ini menurut program dan kelurahan, siap dicetak atau diunduh. Angka kecil disamarkan; sesudah "
        "bulan ditutup, angkanya beku.",
        "kepala-dinas#di-mana-bulan-ini-berada",
    ),
    "proposals:periods": Help(
        "Periode",
        "Satu periode adalah satu bulan di satu kabupaten/kota. Dibuka sendiri pada awal bulan. Buka untuk melihat "
        "tenggat, usulan menurut tahap, dan langkah yang menunggu Anda.",
        "operator#kalender-dan-bulan-ini",
    ),
    "proposals:period": Help(
        "Satu periode",
        "Tenggat bulan ini, usulan menurut tahap, dan kelurahan yang belum diputus. Supervisor memfinalisasi, kepala "
        "dinas mengesahkan dengan surat. Yang belum siap pada harinya ikut bulan berikutnya; tidak ada yang hilang.",
        "supervisor#bulan-anda",
    ),
}
