"""What the audit says of letters."""

KINDS = {
    "documents.issued": "Menerbitkan {letter} nomor {number}.",
    "documents.issued_many": "Menerbitkan {letters} surat sekaligus, nomor {first} sampai {last}.",
    "documents.withdrawn": "Mencabut surat nomor {number}; alasan: {reason}.",
    "documents.expired": "{letters} surat berakhir masa berlakunya.",
    "documents.opened": "Melihat halaman {page} surat nomor {number}.",
    "documents.downloaded": "Mengunduh surat nomor {number}.",
    "documents.batch_printed": "Mencetak gabungan {letters} surat.",
    "documents.template_drafted": "Mengubah rancangan templat {letter}, versi {version}.",
    "documents.template_activated": "Memberlakukan templat {letter} versi {version} mulai {day}.",
    "documents.signer_added": "Menambah penanda tangan {name}, {title}.",
    "documents.signer_ended": "Mengakhiri masa penanda tangan {name} pada {day}.",
    "documents.office_saved": "Menyimpan data kantor {name}.",
}
# looking at data or taking it out, for the access log
LOOKS = frozenset({"documents.opened", "documents.downloaded", "documents.batch_printed"})
