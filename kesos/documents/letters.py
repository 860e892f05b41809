"""The kinds of letters this house can issue: a declaration, no database."""

from dataclasses import dataclass

WITH_THE_SEAL = (
    "Sah setelah ditandatangani dan dibubuhi cap dinas. Data disalin saat surat diterbitkan; perubahan sesudahnya "
    "tidak mengubah surat ini. Surat ini tidak dipungut biaya."
)
OF_THE_VILLAGE = "Sah setelah ditandatangani. Isinya disalin dari data saat dicetak; NIK ditulis tersamar."
LONGEST = 3660  # minutes and statements do not run out within the archive's ten years


@dataclass(frozen=True, slots=True)
class Letter:
    """`issue` and `withdraw` are the permissions of the transitions that lead to those acts."""

    kind: str
    label: str
    issue: str
    withdraw: str
    body: str  # the shipped body in data/
    number_pattern: str = "460/{seq}/{unit}/{year}"
    validity_days: int = 90
    footer: str = WITH_THE_SEAL


LETTERS = {
    letter.kind: letter
    for letter in (
        Letter(
            kind="surat_keterangan_dtks",
            label="Surat keterangan terdaftar DTKS/DTSEN",
            issue="surat_keterangan.terbitkan",
            withdraw="surat_keterangan.cabut",
            body="surat_keterangan_dtks.typ",
        ),
        # each kind has a pattern of its own: two kinds of one office must never meet at one number
        Letter(
            kind="undangan_musyawarah",
            label="Undangan musyawarah",
            issue="musyawarah.mulai",
            withdraw="musyawarah.batalkan",
            body="undangan_musyawarah.typ",
            number_pattern="005/{seq}/{unit}/{year}",
            validity_days=LONGEST,
            footer=OF_THE_VILLAGE,
        ),
        Letter(
            kind="berita_acara_musyawarah",
            label="Berita acara musyawarah",
            issue="musyawarah.catat_hasil",
            withdraw="musyawarah.batalkan",
            body="berita_acara_musyawarah.typ",
            number_pattern="460/{seq}/BA-MUS/{unit}/{year}",
            validity_days=LONGEST,
            footer=OF_THE_VILLAGE,
        ),
        Letter(
            kind="sptjm_musyawarah",
            label="Surat pernyataan tanggung jawab mutlak",
            issue="musyawarah.sptjm",
            withdraw="musyawarah.batalkan",
            body="sptjm_musyawarah.typ",
            number_pattern="460/{seq}/SPTJM/{unit}/{year}",
            validity_days=LONGEST,
            footer=OF_THE_VILLAGE,
        ),
    )
}
MAIN = next(iter(LETTERS))  # whose letterhead an office edits; its other letters wear it too
