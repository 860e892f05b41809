"""Short help of the screen of notices."""

from kesos.ui.help import Help

HELP = {
    "notices:mine": Help(
        "Pemberitahuan",
        "Hal yang perlu Anda ketahui, yang terbaru di atas. Tekan Buka untuk menuju halamannya. Yang harus Anda "
        "kerjakan tetap ada di Tugas saya, juga sesudah pemberitahuannya dibaca.",
        "operator#halaman-pertama",
    ),
}
