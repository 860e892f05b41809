"""The facts of people and families that come by file and are kept here."""

from kesos.bulk.statements import statements
from kesos.registry.facts.kinds import FactKind
from kesos.registry.facts.shapes import DECILE, ENROLMENT, FAMILY_VISIT, LISTING, PERSON_VISIT, POVERTY, PPKS

SMALL = statements("kesos.registry", "sql/facts_small.sql")
VISIT = statements("kesos.registry", "sql/facts_visit.sql")
KINDS = [
    FactKind(
        LISTING, "Keanggotaan DTSEN/DTKS", "keanggotaan data terpadu", "registry_listing", SMALL,
        values="register number from_on to_on decree", of_its_day=True,
    ),
    FactKind(DECILE, "Desil", "desil", "registry_decile", SMALL, values="release decile as_sent"),
    FactKind(
        ENROLMENT, "Kepesertaan program bantuan", "kepesertaan program", "registry_enrolment", SMALL, whose="person",
        values="programme state from_on to_on unlisted_reason",
        words={"programmes": "programs", "states": "status_penerima"},
    ),
    FactKind(
        PPKS, "PPKS menurut jenis", "PPKS", "registry_ppksrecord", statements("kesos.registry", "sql/facts_ppks.sql"),
        whose="brought", values="type disabilities from_on to_on", of_its_day=True,
        words={"types": "ppks_types", "disabilities": "jenis_disabilitas"},
        faults={
            "PPKS_UNKNOWN": "Jenis PPKS: tidak dikenal. Tulis kodenya dari 26 jenis, misalnya PPKS-08.",
            "NIK_NEEDED": "NIK: kosong, padahal jenis PPKS ini tidak dicatat tanpa NIK. Isi NIK, atau No KK dan nama "
            "orang yang sudah tercatat.",
            "DIED": "Sampai: orang ini tercatat meninggal. Isi tanggal berakhirnya; bila catatan itu keliru, "
            "mintakan koreksi ke Disdukcapil.",
        },
        warnings={
            "AGE_OUTSIDE": "Umurnya pada tanggal Sejak di luar ketentuan jenis PPKS ini; dicatat, dan perlu ditinjau.",
            "SEX_OUTSIDE": "Jenis kelaminnya di luar ketentuan jenis PPKS ini; dicatat, dan perlu ditinjau.",
            "DISABILITY_MISSING": "Jenis PPKS ini memerlukan ragam disabilitas; dicatat tanpa ragam.",
            "DISABILITY_UNKNOWN": "Ragam disabilitas tidak dikenal; dikosongkan. Tulis Fisik, Intelektual, Mental, "
            "atau Sensorik.",
            "PPKS_SINCE_OTHER": "Jenis PPKS ini sudah tercatat dengan tanggal mulai lain; tidak diubah.",
        },
    ),
    FactKind(
        POVERTY, "Sasaran kemiskinan ekstrem", "sasaran kemiskinan ekstrem", "registry_povertytarget",
        statements("kesos.registry", "sql/facts_poverty.sql"), whose="household",
        values="period state from_on to_on", of_its_day=True,
        faults={
            "PERIOD_UNREADABLE": "Periode: tulis tahun, atau tahun dan bagiannya, misalnya 2026 atau 2026-1.",
            "TARGET_STATE_UNKNOWN": "Status: tidak dikenal. Tulis SASARAN, TERTANGANI, atau DIKELUARKAN.",
            "TARGET_ENDED_WITHOUT_DAY": "Sampai: kosong, padahal statusnya sudah berakhir. Isi tanggal berakhir.",
        },
        warnings={"FOUND_BY_HEAD": "No KK tidak ditemukan; keluarganya ditemukan dari NIK kepala keluarganya."},
    ),
    FactKind(
        FAMILY_VISIT, "Kunjungan: jawaban keluarga", "kunjungan keluarga", "registry_familyvisit", VISIT,
        level="family",
    ),
    FactKind(
        PERSON_VISIT, "Kunjungan: jawaban anggota", "jawaban anggota keluarga", "registry_personvisit", VISIT,
        whose="person", level="individual",
    ),
]  # fmt: skip
