"""Short help of the screens of the trail."""

from kesos.ui.help import Help

HELP = {
    "audit:trail": Help(
        "Jejak kegiatan",
        "Siapa melakukan apa, kapan, dan mengapa, di wilayah Anda. Saring menurut tanggal, orang, atau wilayah. Jejak "
        "tidak dapat diubah atau dihapus siapa pun. Untuk melihat siapa membuka data warga, pilih pembukaan data.",
        "kepala-dinas#jejak-kegiatan",
    ),
    "audit:event": Help(
        "Satu kegiatan",
        "Rincian satu kegiatan: pelaku, waktu, tempat, dan keterangannya. Nomor di halaman ini dapat disebut bila "
        "kegiatan ini perlu diperiksa orang lain.",
        "kepala-dinas#jejak-kegiatan",
    ),
}
