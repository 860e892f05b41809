"""What the audit says, in Indonesian, about people and families."""

KINDS = {
    "registry.people_imported": "{sender}: {rows} baris diimpor; {new} baru, {changed} berubah, "
    "{faulty} ditolak, {doubled} ganda.",
    "registry.nik_opened": "NIK lengkap dibuka. Alasan: {reason}.",
    "registry.looked_across": "NIK dicari lintas wilayah. Keperluan: {purpose}. Hasil: {result}.",
    "registry.person_corrected": "Data warga diperbaiki ({columns}). Sumber: {source}.",
    "registry.family_registered": "Keluarga dicatat dengan {members} anggota. Sumber: {source}.",
    "registry.identity_settled": "Tugas identitas diselesaikan: {resolution}.",
    "registry.bnba_exported": "BNBA diekspor: {rows} baris, NIK {numbers}. {filters}. Tujuan: {purpose}.",
}
