"""What a file may say of a person, and the headings under which offices write it."""

FIELDS: dict[str, tuple[str, ...]] = {
    "nik": ("nik", "no nik", "nomor nik", "nomor induk kependudukan", "nik ktp"),
    "kk": ("no kk", "nokk", "nomor kk", "kk", "nomor kartu keluarga", "no kartu keluarga"),
    "full_name": ("nama", "nama lengkap", "nama penduduk", "nama art", "nama penerima"),
    "sex": ("jk", "jenis kelamin", "l p", "kelamin", "jenis kel", "jenkel"),
    "birth_place": ("tempat lahir", "tmpt lahir", "tmp lahir"),
    "birth_date": ("tanggal lahir", "tgl lahir", "tgl lhr", "lahir"),
    "mother_name": ("nama ibu", "nama ibu kandung", "nama gadis ibu kandung", "ibu kandung"),
    "religion": ("agama",),
    "marital": ("status kawin", "status perkawinan", "status nikah", "kawin"),
    "education": ("pendidikan", "pendidikan terakhir"),
    "occupation": ("pekerjaan", "jenis pekerjaan"),
    "relation": ("hubungan", "hubungan keluarga", "shdk", "status hubungan", "hub keluarga"),
    "address": ("alamat", "alamat lengkap", "alamat rumah"),
    "rt": ("rt", "no rt"),
    "rw": ("rw", "no rw"),
    "village": (
        "kode wilayah", "kode kelurahan", "kode desa", "kode kelurahan desa", "kelurahan", "desa", "kelurahan desa",
        "desa kelurahan", "nama kelurahan",
    ),
    "district": ("kecamatan", "nama kecamatan"),
    "city": ("kabupaten", "kota", "kabupaten kota", "kab kota", "nama kabupaten"),
    "no_nik_reason": ("alasan tanpa nik", "keterangan nik"),
}  # fmt: skip
LABELS = {
    "nik": "NIK",
    "kk": "No KK",
    "full_name": "Nama lengkap",
    "sex": "Jenis kelamin",
    "birth_place": "Tempat lahir",
    "birth_date": "Tanggal lahir",
    "mother_name": "Nama ibu kandung",
    "religion": "Agama",
    "marital": "Status perkawinan",
    "education": "Pendidikan",
    "occupation": "Pekerjaan",
    "relation": "Hubungan dengan kepala keluarga",
    "address": "Alamat",
    "rt": "RT",
    "rw": "RW",
    "village": "Kelurahan/desa (kode atau nama)",
    "district": "Kecamatan",
    "city": "Kabupaten/kota",
    "no_nik_reason": "Alasan tanpa NIK",
}
REQUIRED = ("nik", "full_name", "village")
# said once for the whole file: its families are listed in the integrated data since a day, by a decree
TOLD = {"register": "Terdaftar di basis data (DTKS/DTSEN)", "listed_from": "Terdaftar sejak", "decree": "Nomor SK"}
