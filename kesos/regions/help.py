"""Short help of the screens of places and code lists."""

from kesos.ui.help import Help

HELP = {
    "regions:browse": Help(
        "Wilayah",
        "Provinsi, kabupaten, kecamatan, dan kelurahan dengan kode resminya. Ketik nama atau kode untuk mencari. "
        "Centang kode lama bila kodenya berasal dari dokumen tahun-tahun lalu.",
    ),
    "regions:region": Help(
        "Satu wilayah",
        "Letak, kode, dan dasar hukum wilayah ini, serta wilayah di dalamnya. Bila kodenya pernah berubah, kode "
        "sebelum dan sesudahnya disebut di sini.",
    ),
    "regions:code_lists": Help(
        "Daftar kode",
        "Arti kode yang dipakai di Kesos, misalnya kode alasan dan kode pekerjaan. Buka satu daftar untuk membacanya. "
        "Daftar ini hanya rujukan; tidak ada yang perlu diisi.",
    ),
    "regions:code_list": Help(
        "Satu daftar kode",
        "Setiap kode, artinya, dan masa berlakunya. Pilih tanggal lain bila ingin tahu arti kode pada waktu dahulu.",
    ),
}
