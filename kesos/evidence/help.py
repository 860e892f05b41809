"""Short help of the screens of houses and the map."""

from kesos.ui.help import Help

HELP = {
    "evidence:house": Help(
        "Foto dan titik rumah",
        "Ambil foto depan rumah, dari atap sampai lantai, lalu catat titiknya di depan rumah. Usahakan tidak ada "
        "wajah orang di foto. Yang baru menggantikan yang lama; yang lama tetap tersimpan.",
        "operator#foto-dan-titik-rumah",
    ),
    "evidence:map": Help(
        "Peta kelurahan",
        "Setiap tanda adalah satu rumah; bentuk dan hurufnya menunjukkan keadaannya. Ketuk tanda untuk melihat foto, "
        "atau pakai daftar di bawah peta; isinya sama. Batas kelurahan hanya petunjuk.",
        "operator#foto-dan-titik-rumah",
    ),
}
