"""Short help of the guide's own screens."""

from kesos.ui.help import Help

HELP = {
    "guide:guides": Help(
        "Panduan",
        "Satu panduan untuk setiap peran. Buka panduan peran Anda, lalu pilih babnya. Panduan dapat dicetak dan "
        "disimpan di loket. Bantuan singkat ada juga di setiap halaman.",
    ),
    "guide:news": Help(
        "Yang baru",
        "Apa yang berubah di Kesos, bulan ini dan sebelumnya, dengan kata sehari-hari. Angka di menu hilang sesudah "
        "halaman ini dibuka. Pekerjaan yang berubah dijelaskan lebih lengkap di panduan.",
    ),
}
