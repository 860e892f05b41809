"""Short help of the screens of deaths and moves."""

from kesos.ui.help import Help

HELP = {
    "journeys:events": Help(
        "Peristiwa kependudukan",
        "Kematian dan pindah yang diberitahukan Dukcapil atau dilaporkan kelurahan. Sebagian besar diproses sendiri. "
        "Yang ragu-ragu menunggu petugas: saring menurut keadaan, lalu buka satu per satu.",
        "operator#kematian-dan-pindah",
    ),
    "journeys:event": Help(
        "Satu peristiwa",
        "Isi peristiwa dan pengaruhnya pada bantuan. Bila ada langkah untuk Anda, cocokkan dahulu orangnya. Peristiwa "
        "yang keliru dibetulkan dengan peristiwa koreksi; bantuan yang berakhir karenanya ikut dipulihkan.",
        "operator#kematian-dan-pindah",
    ),
    "journeys:event_file_send": Help(
        "Kirim berkas bulanan",
        "Untuk kantor tanpa sambungan Dukcapil: kirim berkas kematian dan pindah sebulan sekali. Kolomnya disebut di "
        "halaman. Berkas diperiksa dahulu; tidak ada yang berubah sebelum Anda menerapkannya.",
        "supervisor#kematian",
    ),
    "journeys:event_file": Help(
        "Satu berkas bulanan",
        "Berapa peristiwa yang baik dan baris mana yang salah. Unduh baris yang salah, betulkan, lalu kirim lagi. "
        "Terapkan bila isinya masuk akal; mengirim peristiwa yang sama dua kali tidak mengubah apa pun.",
        "supervisor#kematian",
    ),
    "journeys:death": Help(
        "Laporkan kematian",
        "Isi tanggal meninggal dan unggah suratnya bila ada. Laporan menunggu Dukcapil atau dibenarkan dinas; sampai "
        "saat itu bantuannya belum berubah. Orangnya salah? Kembali dan cari lagi, jangan dilanjutkan.",
        "operator#kematian-dan-pindah",
    ),
    "journeys:managers": Help(
        "Ganti pengurus",
        "Keluarga yang bantuannya berhenti karena pengurus atau kepala keluarganya meninggal. Operator menyebut orang "
        "dewasa lain di KK yang sama, atau bahwa tidak ada; supervisor yang memutuskan. Buka kepesertaannya dari sini.",
        "operator#pengurus-yang-meninggal",
    ),
    "journeys:moves": Help(
        "Pindah",
        "Keluarga yang masuk ke dan keluar dari wilayah Anda. Yang masuk menunggu diterima oleh tempat tujuan; "
        "perhatikan tenggatnya. Pindah di dalam kota cukup diketahui kelurahan asal.",
        "operator#kematian-dan-pindah",
    ),
    "journeys:move_report": Help(
        "Laporkan pindah",
        "Centang siapa yang pindah, cari kelurahan tujuannya, lalu isi tanggal dan suratnya. Kepala keluarga yang "
        "pindah tanpa anggotanya memerlukan kepala keluarga baru. Sesudah dilaporkan, tempat tujuan diberi tahu.",
        "operator#kematian-dan-pindah",
    ),
    "journeys:move": Help(
        "Satu pindah",
        "Siapa pindah, dari mana ke mana, dan sampai tahap apa. Tempat tujuan menerima bila orangnya memang tinggal "
        "di sana. Bantuan pusat ikut pindah; bantuan daerah berakhir bila keluar kota.",
        "operator#kematian-dan-pindah",
    ),
}
