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
        "Kedua data bersebelahan; yang berbeda ditandai. Usulkan bila data kependudukan yang benar. Bila data Kesos "
        "yang benar, dinas menyatakannya dengan alasan, lalu warganya membetulkan datanya di Disdukcapil.",
        "operator#temuan-pemadanan",
    ),
}
