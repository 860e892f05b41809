"""How much is wrong in a province's files: every rate is an option and is printed. All are percentages."""

from dataclasses import asdict, dataclass, fields

from kesos.foundation.errors import Refused


@dataclass(frozen=True, slots=True)
class Rates:
    """`duplicates` is a share of the rows of the set; the next rates are shares of these duplicates."""

    duplicates: float = 2.0
    without_nik: float = 40.0
    wrong_nik: float = 20.0
    typing: float = 50.0
    swapped: float = 4.0
    one_word: float = 5.0
    other_date: float = 5.0
    no_date: float = 2.0
    other_place: float = 5.0
    # of the rows that are no duplicates, against the population register
    registry_nik: float = 1.0
    registry_name: float = 3.0
    # of the people of the population register
    moved: float = 2.0
    dead: float = 1.2
    # of all rows: what no reader can accept as it stands
    rubbish: float = 0.02

    def __post_init__(self) -> None:
        told = asdict(self)
        if not all(0 <= value <= 100 for value in told.values()):
            raise Refused("Tingkat kesalahan adalah persentase dari 0 sampai 100.", code="rate_impossible")
        if self.without_nik + self.wrong_nik > 100 or self.typing + self.swapped + self.one_word > 100:
            raise Refused(
                "Tanpa NIK dan NIK salah bersama-sama paling banyak 100 persen; begitu pula kesalahan nama.",
                code="rate_impossible",
            )
        if self.duplicates > 40 or self.moved > 30 or self.dead > 10:
            raise Refused(
                "Ganda paling banyak 40 persen, pindah 30 persen, dan meninggal 10 persen.", code="rate_impossible"
            )

    def told(self, *, doubles_only: bool = False) -> list[tuple[str, float]]:
        names = [f.name for f in fields(self)]
        last = names.index("registry_nik") if doubles_only else len(names)
        return [(LABELS[name], getattr(self, name)) for name in names[:last]]


LABELS = {
    "duplicates": "Baris ganda",
    "without_nik": "Dari yang ganda: tanpa NIK",
    "wrong_nik": "Dari yang ganda: NIK salah",
    "typing": "Dari yang ganda: salah ketik atau ejaan lain pada nama",
    "swapped": "Dari yang ganda: kata nama tertukar",
    "one_word": "Dari yang ganda: nama tinggal satu kata",
    "other_date": "Dari yang ganda: tanggal lahir lain",
    "no_date": "Dari yang ganda: tanpa tanggal lahir",
    "other_place": "Dari yang ganda: kartu keluarga dan desa lain",
    "registry_nik": "Baris lain: NIK salah atau tidak ada",
    "registry_name": "Baris lain: nama ditulis lain",
    "moved": "Penduduk yang pindah menurut daftar penduduk",
    "dead": "Penduduk yang meninggal menurut daftar penduduk",
    "rubbish": "Baris DTKS yang tidak dapat dibaca",
}
