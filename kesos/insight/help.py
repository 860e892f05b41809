"""Short help of the screens seen from above."""

from kesos.ui.help import Help

HELP = {
    "insight:recap": Help(
        "Rekap wilayah",
        "Jumlah menurut wilayah, bulan, desil, program, pilar, dan jenis; orang dihitung sekali tiap pilar. Pilih "
        "nama wilayah untuk turun satu tingkat. Dihitung setiap malam; kapan terakhir, tertulis di atas tabel.",
        "operator#rekap-wilayah",
    ),
    "insight:standing": Help(
        "Tanpa dan dobel bantuan",
        "Keluarga terdaftar tanpa tempat bantuan; yang memegang dua program yang tidak boleh bersama atau "
        "program yang sama dua kali; dan yang memerlukan atau menerima padahal belum terdaftar. Tombol di barisnya "
        "membuka usulan bulan ini untuk keluarga itu.",
        "operator#tanpa-dobel-dan-belum-terdaftar",
    ),
    "insight:standing_export": Help(
        "Unduh daftar keluarga",
        "Membuat berkas Excel dari daftar keluarga menurut saringan tadi. Tulis tujuannya; unduhan tercatat atas nama "
        "Anda. NIK dan No KK tersamar, kecuali tujuannya memerlukan dan peran Anda membukanya.",
        "operator#daftar-urutkan-unduh-cetak",
    ),
}
