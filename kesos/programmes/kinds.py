"""What the audit says of programmes."""

KINDS = {
    "programmes.ended_by_death": "Kepesertaan {count} dihentikan karena meninggal.",
    "programmes.quota_set": "Kuota {programme} menjadi {places} tempat ({basis}).",
    "programmes.replacement_planned": "Rencana penggantian disusun: {filled} dari {vacancies} tempat kosong.",
    "programmes.replacement_done": "Penggantian berlaku: {filled} penerima, {proposed} diusulkan ke pusat.",
}
