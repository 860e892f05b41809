"""Short help of the screens of matching."""

from kesos.ui.help import Help

HELP = {
    "padan:findings": Help(
        "Temuan pemadanan",
        "Warga di wilayah Anda yang datanya lain di data kependudukan atau di daftar penerima. Yang Anda kenal dan "
        "memang berubah: usulkan, satu per satu atau sekaligus. Tidak ada yang berubah sebelum supervisor setuju.",
        "operator#temuan-pemadanan",
    ),
    "padan:bench": Help(
        "Data ganda",
        "Dua catatan yang mungkin orang yang sama, bersebelahan. Nilai satu per satu: S orang yang sama, B berbeda, "
        "L lewati, U urungkan. Tidak ada yang digabung sebelum supervisor setuju, dan yang digabung dapat dipisahkan.",
        "operator#data-ganda",
    ),
    "padan:pair": Help(
        "Satu pasangan",
        "Isian yang berbeda ditandai; di bawah tiap isian tertulis sumber dan tanggalnya. Dari orang di luar wilayah "
        "Anda tampak hanya nama, tanggal lahir, kelurahan, dan NIK tersamar.",
        "operator#data-ganda",
    ),
    "padan:finding": Help(
        "Satu temuan",
        "Kedua data bersebelahan; yang berbeda ditandai. Usulkan bila data kependudukan benar; bila data Kesos yang "
        "benar, dinas menyatakannya dengan alasan. Yang tidak ditemukan: usulkan keluarganya bulan ini.",
        "operator#temuan-pemadanan",
    ),
}
