"""Why an event is not applied, as people read it, and what helps."""

WHY = {
    "unreadable": "Isi peristiwa tidak lengkap atau tidak terbaca. Minta Disdukcapil mengirimnya kembali.",
    "against_rules": "Isi peristiwa ini bertentangan dengan data di sini. Periksa nomor dan tanggalnya ke Disdukcapil.",
    "awaits": "Menunggu peristiwa yang dikoreksinya; diterapkan dengan sendirinya bila peristiwa itu datang.",
    "nik_unknown": "NIK ini tidak tercatat di registri. Catat orangnya dahulu, lalu padankan ulang; atau kesampingkan.",
    "unsure": "Nama dan tanggal lahirnya sedang dibandingkan.",
    "other_person": "NIK ini milik orang dengan nama dan tanggal lahir lain. Periksa keduanya dengan Disdukcapil.",
    "before_birth": "Tanggal meninggalnya sebelum tanggal lahir. Minta Disdukcapil memeriksa tanggalnya.",
    "in_future": "Tanggal kejadiannya sesudah hari peristiwa dikirim. Minta Disdukcapil memeriksa tanggalnya.",
    "refused": "Laporan ini tidak dibenarkan saat dikonfirmasi.",
    "no_death": "Yang dikoreksi bukan kematian. Periksa, lalu catat pindah kembali bila memang keliru.",
    "destination_unknown": "Kelurahan tujuan tidak dikenal. Minta Disdukcapil memeriksa kode wilayahnya.",
    "destination_retired": "Kode kelurahan tujuan sudah tidak berlaku. Pakai kode penggantinya.",
    "moved_before_birth": "Tanggal pindahnya sebelum tanggal lahir yang pindah. Periksa lagi dari surat pindahnya.",
    "same_place": "Kelurahan tujuan sama dengan kelurahan asal.",
    "dead": "Orang ini tercatat sudah meninggal, jadi tidak dapat pindah.",
    "family_unknown": "Keluarganya tidak tercatat di registri. Catat keluarganya dahulu, lalu padankan ulang.",
    "not_of_family": "Ada yang pindah tetapi tidak tercatat di keluarga itu. Betulkan susunan keluarganya dahulu.",
    "card_taken": "Nomor KK baru dipakai keluarga lain. Periksa kartu keluarganya.",
    "nobody_to_lead": "Yang tinggal tidak memiliki orang dewasa sebagai kepala keluarga. Catat pindahnya di loket.",
    "under_way": "Keluarga ini masih dalam pindah lain. Selesaikan dahulu yang itu.",
}


def why(code: str) -> str:
    return WHY.get(code, "")
