"""Short help of the screens of background work."""

from kesos.ui.help import Help

HELP = {
    "jobs:mine": Help(
        "Pekerjaan saya",
        "Impor, unduhan, dan surat dalam jumlah besar dikerjakan di belakang layar. Anda boleh menutup halaman dan "
        "kembali nanti. Yang selesai memberi tautan hasil; yang gagal menyebut sebabnya.",
        "operator#daftar-urutkan-unduh-cetak",
    ),
    "jobs:one": Help(
        "Satu pekerjaan",
        "Kemajuan pekerjaan ini; halaman memperbarui dirinya sendiri. Selesai: buka hasilnya. Gagal: bacalah "
        "kalimatnya, perbaiki, lalu tekan Ulangi. Mengulang tidak membuat hasil ganda.",
        "operator#daftar-urutkan-unduh-cetak",
    ),
}
