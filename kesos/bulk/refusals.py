"""Why a file cannot be read as a table: each with its own code and remedy."""

from kesos.foundation.errors import Refused

SENTENCES = {
    "file_empty": "Berkas ini kosong (0 byte). Unggahan mungkin terputus; unggah sekali lagi.",
    "file_without_rows": "Tidak ada satu baris pun di berkas ini. Periksa apakah lembar yang benar sudah tersimpan.",
    "workbook_locked": "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu unggah.",
    "workbook_old": "Ini berkas Excel lama (.xls). Buka di Excel, pilih Simpan Sebagai .xlsx, lalu unggah.",
    "workbook_binary": "Ini berkas Excel biner (.xlsb). Buka di Excel, pilih Simpan Sebagai .xlsx, lalu unggah.",
    "workbook_opendocument": "Ini berkas OpenDocument (.ods). Simpan sebagai .xlsx atau .csv, lalu unggah.",
    "workbook_broken": "Berkas Excel ini rusak atau tidak utuh. Buka di Excel, simpan sekali lagi, lalu unggah.",
    "workbook_bomb": "Isi berkas ini jauh lebih besar daripada ukurannya dan tidak dibuka demi keamanan. "
    "Salin datanya ke lembar baru, simpan, lalu unggah.",
    "file_too_large": "Berkas ini terlalu besar untuk dibaca sekaligus. Bagi menjadi beberapa berkas, "
    "atau simpan sebagai CSV.",
    "file_too_slow": "Berkas ini lama sekali dibaca. Hapus format dan rumus berlebih, atau simpan sebagai CSV.",
    "not_a_spreadsheet": "Berkas ini bukan lembar kerja{what}. Unggah berkas Excel (.xlsx) atau CSV.",
    "web_page": "Berkas ini halaman web bernama Excel. Buka di Excel, pilih Simpan Sebagai .xlsx, lalu unggah.",
    "sheet_missing": "Lembar «{sheet}» tidak ada di berkas ini. Lembar yang ada: {sheets}.",
    "too_many_columns": "Lembar ini punya lebih dari {columns} kolom. Hapus kolom yang tidak perlu, lalu unggah.",
    "line_too_long": "Baris {line} terlalu panjang untuk sebuah CSV; tanda kutip mungkin tidak ditutup. "
    "Betulkan baris itu, lalu unggah.",
    "heading_missing": "Baris judul tidak ditemukan di {rows} baris pertama. Judul yang dicari antara lain: {names}.",
}


class Unreadable(Refused):
    """The file is no table we can or will read; nothing of it was kept."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(SENTENCES[code].format(**details), code=code)
        self.details = details
