"""Short help of the screens of flows and the calendar."""

from kesos.ui.help import Help

HELP = {
    "workflow:flows": Help(
        "Alur kerja",
        "Setiap pekerjaan di Kesos mengikuti satu alur. Buka satu alur untuk membaca tahapnya: siapa yang berwenang, "
        "berkas apa yang diperlukan, dan berapa lama.",
    ),
    "workflow:flow": Help(
        "Satu alur",
        "Gambar dan daftar langkah dari awal sampai akhir. Pakai halaman ini untuk menjelaskan kepada warga atau "
        "rekan, apa yang terjadi sesudah suatu langkah dan siapa yang memutuskannya.",
    ),
    "workflow:calendar": Help(
        "Kalender",
        "Hari-hari penting bulan ini: kapan entri ditutup, musyawarah selesai, dan daftar disahkan. Tenggat di Tugas "
        "saya mengikuti kalender ini. Hari libur dan pembekuan dicatat administrator, dan tampil juga di sini.",
        "operator#kalender-dan-bulan-ini",
    ),
}
