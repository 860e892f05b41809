"""Short help of the screens of matching."""

from kesos.ui.help import Help

HELP = {
    "padan:findings": Help(
        "Temuan pemadanan",
        "Warga di wilayah Anda yang datanya lain di data kependudukan atau di daftar penerima. Yang Anda kenal dan "
        "memang berubah: usulkan, satu per satu atau sekaligus. Tidak ada yang berubah sebelum supervisor setuju.",
        "operator#temuan-pemadanan",
    ),
    "padan:finding": Help(
        "Satu temuan",
        "Kedua data bersebelahan; yang berbeda ditandai. Usulkan bila data kependudukan benar; bila data Kesos yang "
        "benar, dinas menyatakannya dengan alasan. Yang tidak ditemukan: usulkan keluarganya bulan ini.",
        "operator#temuan-pemadanan",
    ),
}
