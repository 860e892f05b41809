"""What comes by file of homes and helpers."""

from kesos.bulk.statements import statements
from kesos.registry.facts.kinds import FactKind
from kesos.registry.facts.shapes import SINCE, UNTIL, of_somebody

STAYS = statements("kesos.institutions", "sql/facts_panti.sql")
HELPERS = statements("kesos.institutions", "sql/facts_psks.sql")
PANTI = of_somebody(
    "panti",
    {
        "panti_code": ("Kode panti", ("kode panti", "id panti", "kode lembaga")),
        "panti": ("Nama panti", ("panti", "nama panti", "nama lembaga")),
        "from_on": ("Masuk", ("masuk", "tanggal masuk", "tgl masuk", *SINCE)),
        "to_on": ("Keluar", ("keluar", "tanggal keluar", "tgl keluar", *UNTIL)),
    },
    ("panti_code", "full_name", "from_on"),
)
PSKS = of_somebody(
    "psks",
    {
        "type": ("Jenis PSKS", ("jenis psks", "kode psks", "psks")),
        "from_on": ("Sejak", SINCE),
        "to_on": ("Sampai", UNTIL),
    },
    ("type", "full_name", "village"),
)
KINDS = [
    FactKind(
        PANTI, "Penghuni panti", "penghuni panti", "institutions_stay", STAYS, whose="brought",
        values="panti_code panti panti_region from_on to_on", given={"village": STAYS["village"]},
        faults={
            "PANTI_BLANK": "Kode panti: kosong. Isi kode pantinya.",
            "PANTI_WRONG": "Kode panti: hanya huruf, angka, titik, garis miring, dan tanda hubung, paling banyak 20.",
            "PANTI_UNKNOWN": "Kode panti: belum tercatat. Periksa kodenya; bila panti ini memang baru, isi juga nama "
            "panti dan kode wilayahnya.",
            "STAY_TWICE": "Kode panti: orang ini disebut di panti lain pada baris di atasnya. Seorang tinggal di satu "
            "panti; periksa mana yang benar, atau isi tanggal keluarnya.",
            "STAY_ELSEWHERE": "Masuk: orang ini sudah tercatat tinggal di panti pada hari-hari itu. Isi dahulu tanggal "
            "keluarnya dari sana.",
        },
        warnings={
            "PANTI_NEW": "Panti ini belum tercatat; dicatat dari berkas ini.",
            "STAY_SINCE_OTHER": "Sudah tercatat di panti ini dengan tanggal masuk lain; tidak diubah.",
        },
    ),
    FactKind(
        PSKS, "PSKS menurut jenis", "PSKS", "institutions_psks", HELPERS, whose="anybody",
        values="type region_code name from_on to_on", of_its_day=True, words={"types": "psks_types"},
        faults={
            "PSKS_UNKNOWN": "Jenis PSKS: tidak dikenal. Tulis kodenya dari 12 jenis, misalnya PSKS-03.",
            "PSKS_NIK_NEEDED": "NIK: kosong, padahal jenis PSKS ini seorang. Isi NIK-nya.",
            "PLACE_UNKNOWN": "Kode wilayah: tidak dikenal atau sudah tidak berlaku. Tulis kode Kemendagri tempatnya "
            "bertugas.",
        },
        warnings={"PSKS_SINCE_OTHER": "PSKS ini sudah tercatat dengan tanggal mulai lain; tidak diubah."},
    ),
]  # fmt: skip
