"""The variables and commands an office may use in the body of a template, with their meaning."""

VARIABLES = [
    ("#isi.orang.nama", "nama pemilik surat; juga .nik, .no_kk, .lahir, .jenis_kelamin, .pekerjaan, .alamat"),
    ("#isi.orang.kepala_keluarga", "nama kepala keluarga; .hubungan: hubungan pemilik surat dengannya"),
    ("#isi.data.nama", "DTSEN; juga .nama_panjang, .id, .periode, .dasar, .desil"),
    ("#isi.anggota", "anggota keluarga; cetak dengan #tabel-anggota(isi.anggota)"),
    ("#isi.program", "daftar program yang diterima"),
    ("#surat.nomor", "nomor surat; juga .judul, .tanggal, .tempat, .berlaku_sampai, .keperluan, .kode"),
    ("#kantor.nama", "nama kantor; juga .pemerintah, .daerah, .alamat, .telepon"),
    ("#pejabat.nama", "penanda tangan; juga .sebutan, .pangkat, .nip"),
    ('#daftar(("Nama", isi.orang.nama))', "baris «Nama : …»; baris kosong tidak dicetak"),
    ("*tebal* dan _miring_", "huruf tebal dan miring; baris kosong memulai alinea baru"),
]
