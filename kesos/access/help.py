"""Short help of the screens of accounts and sign-in."""

from kesos.ui.help import Help

HELP = {
    "access:account": Help(
        "Akun saya",
        "Di sini ada penugasan Anda, data diri, dan cara mengamankan akun. Periksa apakah wilayah dan peran Anda "
        "benar; bila keliru, hubungi administrator. Ubah kata sandi segera bila ada orang lain yang mengetahuinya.",
        "operator#masuk",
    ),
    "access:new_token": Help(
        "Token API baru",
        "Token membuat sebuah program bertindak sebagai Anda. Centang hanya wewenang yang diperlukan program itu. "
        "Tokennya tampil satu kali; simpan di tempat rahasia. Bila Anda tidak tahu untuk apa token, Anda tidak "
        "memerlukannya.",
    ),
    "access:my_sessions": Help(
        "Sesi saya",
        "Daftar perangkat yang sedang masuk dengan akun Anda. Bila ada yang tidak Anda kenal, tekan Akhiri sesi lain, "
        "lalu ganti kata sandi. Di komputer bersama, selalu keluar sesudah selesai.",
        "operator#masuk",
    ),
    "access:staff_session": Help(
        "Sesi petugas",
        "Administrator tidak melihat data warga. Bila harus menolong petugas dengan data sungguhan, buka sesi dengan "
        "alasan, wilayah, dan lama. Setiap halaman yang dilihat tercatat. Tutup sesi segera sesudah selesai.",
        "administrator#sesi-petugas",
    ),
    "access:users": Help(
        "Pengguna",
        "Semua akun di wilayah yang Anda kelola. Cari namanya, lalu buka untuk memberi atau mengakhiri peran. Akun "
        "untuk orang baru dibuat dengan Buat akun. Satu orang satu akun; akun tidak dipinjamkan.",
        "administrator#akun",
    ),
    "access:invite": Help(
        "Buat akun",
        "Isi nama lengkap, nama pengguna, dan wilayah pengelola. Sesudah disimpan tampil tautan sekali pakai; "
        "serahkan langsung kepada orangnya. Ia membuat kata sandinya sendiri. Peran diberikan sesudah itu di halaman "
        "akunnya.",
        "administrator#akun",
    ),
    "access:user": Help(
        "Halaman akun",
        "Peran dan wilayah orang ini, sekarang dan dahulu. Beri peran dengan tanggal akhir, atau akhiri peran yang "
        "sudah tidak dipegang. Bila ia tidak dapat masuk, pakai Bantuan masuk. Setiap perubahan diberitahukan "
        "kepadanya.",
        "administrator#akun",
    ),
    "access:change": Help(
        "Ubah data akun",
        "Perbaiki nama, surel, atau wilayah pengelola akun ini. Nama pengguna tetap. Pemilik akun mendapat "
        "pemberitahuan tentang perubahan ini.",
        "administrator#akun",
    ),
    "access:limits": Help(
        "Ketentuan",
        "Batas yang berlaku bagi seluruh Indonesia, misalnya lama sesi. Nilai baru berlaku mulai waktu yang Anda "
        "tulis; nilai lama tetap terbaca. Hanya administrator seluruh Indonesia yang dapat mengubahnya.",
        "administrator#ketentuan",
    ),
    "access:roles": Help(
        "Peran",
        "Setiap peran dan apa yang boleh dilakukannya. Buka satu peran untuk membaca wewenangnya. Peran tidak diubah "
        "di layar; yang diatur administrator adalah siapa memegang peran apa.",
        "administrator#akun",
    ),
    "access:role": Help(
        "Wewenang peran",
        "Apa yang boleh dilihat dan dilakukan pemegang peran ini, dan peran mana yang tidak boleh dipegang "
        "bersamanya. Dipakai untuk memastikan peran yang tepat sebelum memberikannya kepada seseorang.",
        "administrator#akun",
    ),
    "access:features": Help(
        "Fitur wilayah",
        "Matikan atau nyalakan bagian Kesos untuk kabupaten/kota Anda, mulai hari yang Anda tulis. Tekan Lihat "
        "akibatnya dahulu: tampak layar mana yang hilang dan bagi siapa. Data yang sudah ada tidak dihapus.",
        "administrator#fitur-wilayah",
    ),
    "account_reauthenticate": Help(
        "Masukkan kata sandi lagi",
        "Sebelum mengubah pengaman akun, Kesos memastikan bahwa ini benar Anda. Masukkan kata sandi yang biasa Anda "
        "pakai.",
        "operator#masuk",
    ),
    "account_change_password": Help(
        "Ganti kata sandi",
        "Tulis kata sandi yang sekarang, lalu yang baru dua kali. Pilih beberapa kata yang mudah Anda ingat dan sukar "
        "ditebak orang. Jangan memakai tanggal lahir atau nama kantor.",
        "operator#masuk",
    ),
    "account_set_password": Help(
        "Buat kata sandi",
        "Akun ini belum memiliki kata sandi. Tulis yang baru dua kali. Pilih beberapa kata yang mudah Anda ingat dan "
        "sukar ditebak orang.",
        "operator#masuk",
    ),
    "mfa_index": Help(
        "Pengaman akun",
        "Pengaman kedua menjaga akun bila kata sandi bocor. Pakai aplikasi kode di ponsel atau kunci sandi perangkat. "
        "Simpan juga kode pemulihan di atas kertas; itu jalan masuk bila ponsel hilang.",
        "operator#masuk",
    ),
    "mfa_reauthenticate": Help(
        "Masukkan kode lagi",
        "Buka aplikasi kode di ponsel, lalu ketik enam angka yang tampil sekarang. Kodenya berganti setiap setengah "
        "menit. Ponsel tidak ada? Pakai satu kode pemulihan.",
        "operator#masuk",
    ),
    "mfa_activate_totp": Help(
        "Pasang aplikasi kode",
        "Pasang aplikasi kode di ponsel, pindai gambarnya, lalu ketik enam angka yang tampil di ponsel. Tidak dapat "
        "memindai? Ketik rahasianya ke dalam aplikasi. Sesudah itu simpan kode pemulihan.",
        "operator#masuk",
    ),
    "mfa_deactivate_totp": Help(
        "Lepas aplikasi kode",
        "Sesudah dilepas, akun Anda hanya dijaga kata sandi. Beberapa peran wajib memiliki pengaman kedua; "
        "pemegangnya diminta memasang lagi sebelum bekerja.",
        "operator#masuk",
    ),
    "mfa_view_recovery_codes": Help(
        "Kode pemulihan",
        "Setiap kode dapat dipakai satu kali untuk masuk tanpa ponsel. Cetak atau salin ke kertas, lalu simpan di "
        "tempat terkunci. Jangan menyimpannya sebagai foto di ponsel yang sama.",
        "operator#masuk",
    ),
    "mfa_generate_recovery_codes": Help(
        "Buat kode pemulihan",
        "Kode yang baru menggantikan semua kode yang lama. Sesudah dibuat, cetak atau salin ke kertas dan buang "
        "catatan lama.",
        "operator#masuk",
    ),
    "mfa_list_webauthn": Help(
        "Kunci sandi",
        "Kunci sandi adalah sidik jari, wajah, atau PIN perangkat ini. Tambahkan satu untuk setiap perangkat yang "
        "Anda pakai, dan hapus kunci perangkat yang sudah hilang.",
        "operator#masuk",
    ),
    "mfa_add_webauthn": Help(
        "Tambah kunci sandi",
        "Beri nama, misalnya «ponsel dinas», lalu ikuti permintaan perangkat: sidik jari, wajah, atau PIN. Sesudah "
        "itu Anda dapat masuk tanpa mengetik kode.",
        "operator#masuk",
    ),
    "mfa_edit_webauthn": Help(
        "Ubah nama kunci sandi",
        "Beri nama yang menunjukkan perangkatnya, supaya mudah dihapus bila perangkat itu hilang.",
        "operator#masuk",
    ),
    "mfa_remove_webauthn": Help(
        "Hapus kunci sandi",
        "Perangkat itu tidak dapat lagi dipakai untuk masuk ke akun Anda. Hapus segera bila perangkat hilang atau "
        "berpindah tangan.",
        "operator#masuk",
    ),
    "mfa_reauthenticate_webauthn": Help(
        "Pakai kunci sandi lagi",
        "Kesos memastikan bahwa ini benar Anda. Ikuti permintaan perangkat: sidik jari, wajah, atau PIN.",
        "operator#masuk",
    ),
}
