"""What the audit says, in Indonesian, about deaths and moves."""

KINDS = {
    "journeys.events_received": "{count} peristiwa kependudukan diterima ({origin}); {known} sudah diketahui.",
    "journeys.numbers_given_way": (
        "{count} nomor dari berkas bulanan dipakai Dukcapil untuk peristiwa lain: {numbers}. Peristiwa berkas diberi "
        "nomor lain."
    ),
    "journeys.events_applied": (
        "{seen} peristiwa diproses: {deaths} kematian dan {moves} pindah diterapkan, {corrected} dikoreksi, "
        "{unmatched} tidak cocok."
    ),
    "journeys.death_reported": "Kematian dilaporkan kelurahan: {number}.",
    "journeys.move_reported": "Pindah dilaporkan: {number}.",
    "journeys.moved": "{count} pindah dijalankan.",
    "journeys.feed_asked": "Peristiwa Dukcapil ditarik: {new} baru.",
    "journeys.list_exported": "{name} diekspor: {rows} baris, NIK {numbers}. {filters}. Tujuan: {purpose}.",
    "journeys.file_taken": "Berkas bulanan {file}: {new} baru, {known} sudah diketahui, {faulty} baris salah.",
    "journeys.manager_proposed": "Pengurus baru diusulkan untuk kepesertaan sebuah keluarga.",
    "journeys.health_asked": "Kepesertaan JKN ditanyakan ke BPJS Kesehatan.",
}
LOOKS = frozenset({"journeys.list_exported", "journeys.health_asked"})
