"""The kinds of letters this house can issue: a declaration, no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """`issue` and `withdraw` are the permissions of the transitions that lead to those acts."""

    kind: str
    label: str
    issue: str
    withdraw: str
    body: str  # the shipped body in data/


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
    )
}
