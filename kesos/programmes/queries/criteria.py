"""The criteria of Kepmensos 262/HUK/2022 over the newest visits: met, not met, or not known, in words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kesos.bulk.sql import row, rows
from kesos.bulk.statements import statements

SQL = statements("kesos.programmes", "sql/criteria.sql")
AT_ONCE = "FM-0"  # without a place to live: poor at once, no further question
CRITERIA = {
    "FM-0": "Tidak memiliki tempat berteduh atau tinggal sehari-hari",
    "FM-A": "Kepala keluarga atau pengurusnya tidak bekerja",
    "FM-B": "Pernah khawatir tidak makan atau pernah tidak makan dalam setahun",
    "FM-C": "Pengeluaran makan lebih dari setengah seluruh pengeluaran",
    "FM-D": "Tidak ada pengeluaran pakaian dalam setahun",
    "FM-E": "Lantai sebagian besar tanah atau plesteran",
    "FM-F": "Dinding sebagian besar bambu, kawat, papan, atau sejenisnya",
    "FM-G": "Tidak memiliki jamban sendiri",
    "FM-H": "Penerangan listrik 450 VA atau bukan listrik",
}
WORDS = {True: "Terpenuhi", False: "Tidak terpenuhi", None: "Belum diketahui"}
ADVANCED = len(CRITERIA) - 1


@dataclass(frozen=True, slots=True)
class Criterion:
    code: str
    label: str
    met: bool | None

    @property
    def word(self) -> str:
        return WORDS[self.met]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the newest visit says of a family; `least` is the threshold of the place, where one is set."""

    visited_on: date | None
    criteria: list[Criterion] = field(default_factory=list)
    least: int | None = None
    basis: str = ""

    @property
    def at_once(self) -> bool:
        return any(each.met for each in self.criteria if each.code == AT_ONCE)

    @property
    def met(self) -> int:
        return sum(each.met is True for each in self.criteria if each.code != AT_ONCE)

    @property
    def unknown(self) -> int:
        return sum(each.met is None for each in self.criteria if each.code != AT_ONCE)

    @property
    def below(self) -> bool:
        """Below the threshold whatever the unknown ones may turn out to be."""
        return self.least is not None and not self.at_once and self.met + self.unknown < self.least

    @property
    def told(self) -> str:
        if self.visited_on is None:
            return "Belum ada kunjungan; tidak satu pun kriteria diketahui."
        if self.at_once:
            return "Tidak memiliki tempat berteduh: langsung digolongkan fakir miskin."
        said = f"{self.met} dari {ADVANCED} kriteria terpenuhi, {self.unknown} belum diketahui."
        if self.least is None:
            return f"{said} Daftar kriteria saja; musyawarah yang menilai."
        return f"{said} Batas di sini {self.least} kriteria ({self.basis})."


def of_recipients(enrolments: Sequence[int], *, on: date) -> dict[int, Weighed]:
    """By membership, as two statements whatever their number. Run as the system."""
    ids = {"ids": list(enrolments), "on": on}
    thresholds = {ref: (least, basis) for ref, least, basis in rows(SQL["thresholds"], ids)}
    found: dict[int, list[Criterion]] = defaultdict(list)
    days: dict[int, date | None] = {}
    for ref, day, code, met in rows(SQL["weigh"].format(asked=SQL["of_enrolments"]), ids):
        found[ref].append(Criterion(code, CRITERIA[code], met))
        days[ref] = day
    return {ref: Weighed(days[ref], told, *thresholds.get(ref, (None, ""))) for ref, told in found.items()}


def any_threshold(*, on: date) -> bool:
    found = row(SQL["any_threshold"], {"on": on})
    return bool(found and found[0])
