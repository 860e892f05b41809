"""What PPKS and PSKS are made of: kinds, shares (judgement, not statistics), who may bear them."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from kesos.demo.people.draws import Floats
from kesos.demo.people.statistics import table

TKSK, KARANG_TARUNA = "PSKS-11", "PSKS-05"


@dataclass(frozen=True, slots=True)
class PpksKind:
    code: str
    share: float
    without_nik: float  # per hundred
    who: str


@dataclass(frozen=True, slots=True)
class PsksKind:
    code: str
    share: float
    who: str  # orang, keluarga, lembaga
    ages: tuple[int, int]
    sex: str
    called: str


@cache
def ppks_kinds() -> tuple[PpksKind, ...]:
    return tuple(
        PpksKind(r["jenis"], float(r["bagian"]), float(r["tanpa_nik"]), r["syarat"]) for r in table("susunan_ppks.csv")
    )


@cache
def psks_kinds() -> tuple[PsksKind, ...]:
    """The two that every kecamatan and every village has come first."""
    dealt = [
        PsksKind(
            r["jenis"],
            float(r["bagian"]),
            r["siapa"],
            (int(r["usia_dari"] or 0), int(r["usia_sampai"] or 0)),
            r["jk"],
            r["nama"],
        )
        for r in table("susunan_psks.csv")
    ]
    return (
        PsksKind(TKSK, 0.0, "orang", (25, 50), "", ""),
        PsksKind(KARANG_TARUNA, 0.0, "lembaga", (0, 0), "", "KARANG TARUNA"),
        *dealt,
    )


def ppks_shares() -> Floats:
    return np.array([kind.share for kind in ppks_kinds()])


def psks_shares() -> Floats:
    return np.array([kind.share for kind in psks_kinds()[2:]])
