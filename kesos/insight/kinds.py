"""What the audit says of totals and the lists made of them."""

KINDS = {
    "insight.counted": "Rekap wilayah dan daftar keluarga dihitung ulang: {rows} baris berubah.",
    "insight.families_exported": "Daftar keluarga diunduh: {rows} baris, {purpose} ({filters}).",
}
