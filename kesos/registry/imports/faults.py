"""Every fault and warning of an import as a sentence: which field, what is wrong, how to mend it."""

FAULTS = {
    "NIK_NUMBER": "NIK: tersimpan sebagai angka, sehingga Excel sudah membuang digit terakhirnya. "
    "Ubah kolom menjadi Teks, lalu ketik ulang NIK dari dokumen asli.",
    "KK_NUMBER": "No KK: tersimpan sebagai angka, sehingga Excel sudah membuang digit terakhirnya. "
    "Ubah kolom menjadi Teks, lalu ketik ulang dari Kartu Keluarga.",
    "KK_WRONG": "No KK: bukan 16 angka dengan tanggal yang benar. Salin dari Kartu Keluarga.",
    "NAME_BLANK": "Nama: kosong. Isi nama seperti di KTP atau KK.",
    "SEX_UNREADABLE": "Jenis kelamin: tulis L atau P.",
    "BIRTH_UNREADABLE": "Tanggal lahir: tidak terbaca. Tulis dd/mm/tttt, misalnya 05/08/1990.",
    "BIRTH_IN_FUTURE": "Tanggal lahir: sesudah tanggal keadaan data.",
    "BIRTH_TOO_EARLY": "Tanggal lahir: sebelum tahun 1890. Periksa tahunnya.",
    "RELATION_UNREADABLE": "Hubungan keluarga: tidak dikenal. Tulis misalnya Kepala Keluarga, Istri, atau Anak.",
    "REGION_UNKNOWN": "Kelurahan/desa: kode atau namanya tidak dikenal, atau namanya dipakai lebih dari satu tempat. "
    "Tulis kode 10 angka Kemendagri.",
    "REGION_CLOSED": "Kelurahan/desa: kodenya sudah tidak berlaku. Tulis kode penggantinya.",
    "REGION_NOT_YOURS": "Kelurahan/desa: di luar wilayah kewenangan Anda.",
    "NIK_ELSEWHERE": "NIK: terdaftar di {elsewhere}. Gunakan layanan pindah, jangan mendaftarkan ulang.",
    "KK_ELSEWHERE": "No KK: tercatat di {elsewhere}. Periksa nomornya pada Kartu Keluarga; "
    "bila keluarga ini pindah ke sini, gunakan layanan pindah.",
    "HEAD_TWICE": "Hubungan keluarga: No KK ini sudah memiliki kepala keluarga di baris lain.",
    "ROW_DOUBLED": "Baris ganda: orang yang sama sudah ada di baris {first}. Hapus salah satu.",
}
WARNINGS = {
    "NIK_MALFORMED": "NIK tidak sesuai susunan; orangnya dicatat dan masuk daftar tugas identitas.",
    "NIK_BLANK": "Tanpa NIK; orangnya dicatat dan masuk daftar tugas identitas.",
    "NIK_CLAIMED": "NIK sudah dipakai orang lain; orangnya dicatat sebagai pengaku kedua dan masuk daftar tugas.",
    "NIK_SYNTHETIC": "NIK wilayah 99 (data contoh).",
    "NIK_REGION_UNKNOWN": "Enam angka pertama NIK bukan kode kecamatan yang dikenal.",
    "NIK_REGION_HISTORIC": "NIK diterbitkan dengan kode wilayah lama; tetap berlaku.",
    "SEX_MISMATCH": "Jenis kelamin berbeda dari yang tersirat di NIK.",
    "BIRTH_MISMATCH": "Tanggal lahir berbeda dari yang tersirat di NIK.",
    "CODE_UNREADABLE": "Agama, perkawinan, pendidikan, atau pekerjaan tidak dikenal; dikosongkan.",
    "OLDER_THAN_KNOWN": "Data di berkas ini lebih lama dari yang sudah tercatat; tidak mengubahnya.",
}
