"""Short help of the screens of letters."""

from kesos.ui.help import Help

HELP = {
    "documents:letters": Help(
        "Surat",
        "Surat yang sudah terbit untuk warga di wilayah Anda. Cari menurut nama, nomor, atau tanggal, lalu buka untuk "
        "mengunduh dan mencetak. Permohonan yang belum terbit ada di Permohonan.",
        "operator#surat-keterangan",
    ),
    "documents:letter": Help(
        "Halaman surat",
        "Lihat isinya, unduh, lalu cetak. Tanda tangan dan cap dibubuhkan pada kertasnya. Data di surat adalah data "
        "saat terbit dan tidak berubah lagi. Bila suratnya keliru, kepala dinas dapat mencabutnya.",
        "operator#surat-keterangan",
    ),
    "documents:withdraw": Help(
        "Cabut surat",
        "Surat yang dicabut tidak berlaku lagi dan tidak dapat dipulihkan. Tulis alasannya dengan jelas. Siapa pun "
        "yang memeriksa kodenya akan membaca bahwa surat itu dicabut.",
        "kepala-dinas#surat",
    ),
    "documents:requests": Help(
        "Permohonan surat",
        "Surat yang diminta warga; yang paling lama menunggu ada di atas. Buka satu untuk memeriksa dan "
        "memutuskannya. Lurah dan kepala dinas dapat mencentang beberapa sekaligus, memilih penanda tangan, lalu "
        "menerbitkannya.",
        "operator#surat-keterangan",
    ),
    "documents:counter": Help(
        "Loket surat",
        "Ketik NIK warga, pilih keperluan, lalu centang bahwa KTP dan KK asli sudah Anda lihat. Permohonannya "
        "tercatat dan halaman siap untuk warga berikutnya. Fotokopi tidak diperlukan dan tidak disimpan.",
        "operator#surat-keterangan",
    ),
    "documents:request_new": Help(
        "Permohonan surat baru",
        "Isi keperluan warga, unggah pindaian KTP dan KK, lalu simpan. Kesos memeriksa sendiri apakah keluarganya "
        "terdaftar. Yang menerbitkan suratnya orang lain, bukan Anda.",
        "operator#surat-keterangan",
    ),
    "documents:request": Help(
        "Halaman permohonan",
        "Bacalah hasil ceknya dan cocokkan pindaian KTP dan KK. Terdaftar: lurah atau kepala dinas menerbitkan. Belum "
        "terdaftar: tolak permohonan ini, lalu usulkan keluarganya ke DTSEN.",
        "operator#surat-keterangan",
    ),
    "documents:template": Help(
        "Templat surat",
        "Susun isi, kop, dan pola nomor surat kantor. Simpan sebagai rancangan, lihat Contoh cetak, lalu berlakukan. "
        "Surat yang sudah terbit tidak ikut berubah. Versi lama dapat dipakai lagi.",
        "administrator#surat",
    ),
    "documents:signers": Help(
        "Penanda tangan",
        "Pejabat yang menandatangani surat kantor, dengan masa jabatannya. Tambahkan pejabat baru sebelum akhiri masa "
        "yang lama; tanpa penanda tangan, surat tidak dapat terbit.",
        "administrator#surat",
    ),
}
