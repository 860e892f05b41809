"""Every fault and warning of a fact file as a sentence: which field, what is wrong, how to mend it."""

from functools import cache

from kesos.registry import dtsen
from kesos.registry.facts.kinds import kinds
from kesos.registry.imports import faults as of_people
from kesos.registry.models.visits import SECOND_COLUMN

FAULTS = {
    "KK_BLANK": "No KK: kosong. Isi nomor dari Kartu Keluarga.",
    "KK_NUMBER": "No KK: tersimpan sebagai angka, sehingga Excel sudah membuang digit terakhirnya. "
    "Ubah kolom menjadi Teks, lalu ketik ulang dari Kartu Keluarga.",
    "KK_WRONG": "No KK: bukan 16 angka dengan tanggal yang benar. Salin dari Kartu Keluarga.",
    "FAMILY_UNKNOWN": "No KK: keluarga ini tidak ada di wilayah Anda. Daftarkan dahulu lewat impor warga, "
    "atau periksa nomornya.",
    "NIK_NUMBER": "NIK: tersimpan sebagai angka, sehingga Excel sudah membuang digit terakhirnya. "
    "Ubah kolom menjadi Teks, lalu ketik ulang NIK dari dokumen asli.",
    "NIK_BLANK": "NIK: kosong, dan namanya tidak ditemukan pada No KK itu. Isi NIK.",
    "NIK_WRONG": "NIK: bukan 16 angka yang benar, dan namanya tidak ditemukan pada No KK itu. "
    "Salin NIK dari KTP atau KK.",
    "PERSON_UNKNOWN": "NIK: orang dengan NIK dan nama ini tidak ada di wilayah Anda. "
    "Daftarkan dahulu lewat impor warga, atau periksa NIK dan namanya.",
    "REGISTER_UNKNOWN": "Basis data: tulis DTKS atau DTSEN.",
    "FROM_UNREADABLE": "Sejak: tanggal tidak terbaca. Tulis dd/mm/tttt, misalnya 20/02/2025.",
    "FROM_BLANK": "Sejak: kosong. Isi tanggal mulai.",
    "TO_UNREADABLE": "Sampai: tanggal tidak terbaca. Tulis dd/mm/tttt, misalnya 31/12/2025.",
    "TO_BLANK": "Sampai: kosong, padahal statusnya selesai. Isi tanggal berakhir.",
    "DAYS_TURNED": "Sampai: lebih awal daripada tanggal mulai. Periksa kedua tanggal.",
    "NOT_LISTED": "Terdaftar sampai: keluarga ini tidak sedang terdaftar. Isi juga tanggal terdaftar sejak.",
    "RELEASE_UNREADABLE": "Rilis: tulis tahun dan triwulan, misalnya 2026-3.",
    "DECILE_BLANK": "Desil: kosong. Isi desil menurut rilis, atau hapus barisnya.",
    "PROGRAMME_UNKNOWN": "Program: tidak ada di daftar program. Tulis kodenya, misalnya PKH atau SEMBAKO.",
    "TARGET_UNKNOWN": "Sasaran: tulis KELUARGA atau ORANG.",
    "STATE_UNKNOWN": "Status: tidak dikenal. Tulis misalnya AKTIF, DITANGGUHKAN, atau SELESAI.",
    "UNLISTED": "Penerima tidak terdaftar di data terpadu pada masa bantuan (UU 13/2011). Usulkan ke DTSEN dahulu, "
    "atau isi kolom Alasan di luar data terpadu; alasannya dicatat.",
    "DEAD": "Status: orang ini tercatat meninggal, jadi tidak menerima lagi. Tulis SELESAI dengan tanggal berakhirnya; "
    "bila catatan itu keliru, mintakan koreksi ke Disdukcapil.",
    "ENDED_HERE": "Status: kepesertaan ini sudah diakhiri di sini, dan berkas tidak menghidupkannya lagi. "
    "Yang memulihkan: koreksi kematian, keberatan yang dikabulkan, atau kepesertaan baru dengan tanggal mulai baru.",
    "ROW_DOUBLED": "Baris ganda: hal yang sama sudah dikatakan baris sebelumnya. Hapus salah satu.",
}
WARNINGS = {
    "CARD_OLD": "No KK ini nomor lama keluarga; dicatat pada keluarga yang sekarang.",
    "FOUND_BY_NAME": "NIK tidak cocok; orangnya ditemukan dari No KK dan nama.",
    "LISTED_SINCE_OTHER": "Keluarga sudah terdaftar dengan tanggal mulai lain; tidak diubah.",
    "ENROLLED_SINCE_OTHER": "Sudah menjadi penerima program ini dengan tanggal mulai lain; tidak diubah.",
    "DECILE_OUTSIDE": "Desil di luar 1–10; disimpan seperti dikirim, tanpa desil.",
    "FOUND_WITHOUT_NIK": "Tanpa NIK di berkas; orangnya ditemukan dari No KK dan nama.",
    "PERSON_NEW": "Orang ini belum tercatat; ia dicatat sebagai warga dari berkas ini.",
    "WITHOUT_NIK": of_people.WARNINGS["NIK_BLANK"],
    "SEX_BY_NIK": "Jenis kelamin orang yang dicatat dari berkas ini disimpulkan dari NIK.",
    "OLDER_THAN_KNOWN": "Data di berkas ini lebih lama dari yang sudah tercatat; tidak mengubahnya.",
}
OF_VARIABLE = {
    "NOT_A_CODE": "kode atau jawaban tidak dikenal. Pakai kode dari daftar jawaban kuesioner.",
    "NOT_A_SUM": "bukan jumlah kode dari daftar jawaban. Jumlahkan kode yang dipilih; 99 bila tidak tahu.",
    "NOT_A_NUMBER": "bukan angka. Tulis angka saja, tanpa titik ribuan.",
    "NOT_A_DATE": "tanggal tidak terbaca. Tulis dd/mm/tttt, misalnya 05/08/2026.",
    "NOT_YES_NO": "tulis Ya atau Tidak.",
    "NOT_A_KEY": "bukan kunci berkas atau ID yang benar. Kosongkan bila tidak ada.",
}


def sentence(code: str) -> str:
    """The sentence of a code as it stands in a row: `KK_WRONG`, or `TOO_LARGE:bedrooms` of a variable."""
    name, _, field = code.partition(":")
    if not field:
        return _known()[name].format(elsewhere="wilayah lain", first="lain di atasnya")
    variable, called = _variable(field)
    if name == "SKIPPED":
        return f"«{called}» tidak ditanyakan untuk keadaan ini; periksa jawabannya."
    if name == "TOO_SMALL":
        return f"«{called}»: paling kecil {_thousands(variable.least or 0)}. Periksa angkanya."
    if name == "TOO_LARGE":
        return f"«{called}»: paling besar {_thousands(variable.most or 0)}. Periksa angkanya."
    return f"«{called}»: {OF_VARIABLE[name]}"


@cache
def _known() -> dict[str, str]:
    """The words of people's own import for who is written down with a fact, then ours, then those of each kind."""
    known = {**of_people.FAULTS, **of_people.WARNINGS, **FAULTS, **WARNINGS}
    for kind in kinds().values():
        known |= {**kind.faults, **kind.warnings}
    return known


def _variable(field: str) -> tuple[dtsen.Variable, str]:
    for v in dtsen.variables():
        if v.field == field:
            return v, v.label
        if v.kind in SECOND_COLUMN and field == v.field + SECOND_COLUMN[v.kind][0]:
            return v, f"{v.label}: {SECOND_COLUMN[v.kind][1]}"
    raise KeyError(field)


def _thousands(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".") if number == int(number) else f"{number:g}".replace(".", ",")
