"""The files of one run: sheets, the workbook, the truth beside them, the summary that is written last."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

import numpy as np

from kesos.demo.people import card_file, family_answers, faults, person_answers, population_registry, workbook
from kesos.demo.people.draws import Topic, stream
from kesos.demo.people.faults import Level, Spoiled, Truth
from kesos.demo.people.population import Slice
from kesos.demo.people.programmes import FAMILY_PROGRAMMES, PROGRAMMES
from kesos.demo.people.sheets import Sheet, days, nik_text, safe, texts
from kesos.demo.people.statistics import Region
from kesos.demo.people.welfare import RELEASES

VERSION = 1  # raised when the same seed gives other people
SUMMARY = "ringkasan.json"
_OF_A_CARD = ("rt", "rw", "kk_recorded_on", "dtks_since", "dtsen_since")
_DTKS_SINCE, _DTSEN_SINCE = "2021-10-01", "2025-02-20"
SHEETS = {
    "penduduk.csv": card_file.HEADER,
    "keluarga.csv": (*_OF_A_CARD, *family_answers.fields()),
    "dtsen_orang.csv": ("no_kk", *person_answers.fields()),
    "desil.csv": ("NO_KK", "RILIS", "TANGGAL_RILIS", "DESIL"),
    "penerima.csv": (
        "NO_KK", "NIK", "NAMA", "PROGRAM", "SASARAN", "SEJAK", "SAMPAI", "STATUS", "KODE_WILAYAH",
    ),
    "dukcapil.csv": population_registry.HEADER,
    "kebenaran.csv": (
        "berkas", "baris", "jenis", "kolom", "nilai_benar", "nilai_tertulis", "baris_terkait", "nik", "harapan",
    ),
}  # fmt: skip


@dataclass(slots=True)
class Summary:
    """What was made; `seconds` alone differs between two runs and is not in ringkasan.json."""

    region: str
    name: str
    seed: int
    day: str
    faults: str
    families: int = 0
    people: int = 0
    men: int = 0
    women: int = 0
    recipients: int = 0
    decile_families: dict[str, int] = field(default_factory=dict)
    programme_rows: dict[str, int] = field(default_factory=dict)
    village_families: dict[str, int] = field(default_factory=dict)
    planted: dict[str, int] = field(default_factory=dict)
    files: dict[str, dict[str, int | str]] = field(default_factory=dict)
    seconds: float = 0.0

    @classmethod
    def read(cls, folder: Path) -> "Summary | None":
        """The summary of an earlier run in this folder; None if its files are not all there as it left them."""
        try:
            told = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
            sizes = {name: (folder / name).stat().st_size for name in told["files"]}
        except (OSError, ValueError, KeyError):
            return None
        if told.pop("version", None) != VERSION or sizes != {n: f["bytes"] for n, f in told["files"].items()}:
            return None
        return cls(**told)

    def as_json(self) -> str:
        told: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__ if name != "seconds"}
        return json.dumps({"version": VERSION, **told}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


class Writer:
    """Takes slices one after the other; lines and counts run on from slice to slice."""

    def __init__(self, place: Region, seed: int, day: date, out: Path, level: Level, village: str) -> None:
        self.place, self.seed, self.day, self.out, self.level, self.village = place, seed, day, out, level, village
        (out / SUMMARY).unlink(missing_ok=True)
        self.sheets = {name: Sheet(out / name, header) for name, header in SHEETS.items()}
        self.summary = Summary(place.code, place.name, seed, day.isoformat(), level)
        self.planted: Counter[str] = Counter()
        self.deciles: Counter[int] = Counter()
        self.programmes: Counter[int] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for sheet in self.sheets.values():
            sheet.let_go()

    def add(self, of: Slice, part: int) -> None:
        def luck(topic: Topic) -> np.random.Generator:
            return stream(self.seed, of.kecamatan.code, topic, part)

        columns = card_file.cells(of)
        registry, sheet = self.sheets[population_registry.FILE], self.sheets["penduduk.csv"]
        known, differences = population_registry.view(
            luck(Topic.POPULATION_REGISTRY), columns, of, self.level, registry.rows + 2
        )
        registry.write([safe(column) for column in known])
        spoiled = faults.spoil(luck(Topic.FAULTS), columns, of, self.level)
        self._tell(faults.truths("penduduk.csv", spoiled, sheet.rows + 2))
        self._tell(differences)
        self._workbook(of, spoiled)
        sheet.write([safe(column) for column in spoiled.columns])
        self._families(of, luck(Topic.FAMILY_ANSWERS))
        self._people(of, luck(Topic.PERSON_ANSWERS))
        self._aid(of)
        self._count(of)

    def close(self) -> Summary:
        """The summary comes last: where it stands, the files are whole."""
        told = self.summary
        told.files |= {name: sheet.close() for name, sheet in self.sheets.items()}
        told.decile_families = {str(decile): self.deciles[decile] for decile in range(1, 11)}
        told.programme_rows = {name: self.programmes[at] for at, name in enumerate(PROGRAMMES)}
        told.planted = dict(sorted(self.planted.items()))
        (self.out / SUMMARY).write_text(told.as_json(), encoding="utf-8")
        return told

    def _tell(self, truths: list[Truth]) -> None:
        self.planted.update(f"{t.file}:{t.kind}" for t in truths)
        cells = [
            (t.file, str(t.line), t.kind, t.column, t.right, t.written, str(t.related), t.nik, t.expected)
            for t in truths
        ]
        if cells:
            self.sheets["kebenaran.csv"].write([safe(column) for column in zip(*cells, strict=True)])

    def _families(self, of: Slice, rng: np.random.Generator) -> None:
        told = family_answers.answer(rng, of)
        houses, aid = of.houses, of.aid
        of_a_card = [
            [f"{rt:03d}" for rt in houses.rt.tolist()],
            [f"{rw:03d}" for rw in houses.rw.tolist()],
            days(of.recorded),
            [_DTKS_SINCE if listed else "" for listed in aid.dtks.tolist()],
            [_DTSEN_SINCE if listed else "" for listed in aid.dtsen.tolist()],
        ]
        self.sheets["keluarga.csv"].write([*of_a_card, *family_answers.in_columns(told, family_answers.fields())])
        kk = nik_text(of.kk[aid.dtsen])
        for (release, on), decile in zip(RELEASES, of.decile[:, aid.dtsen], strict=True):
            lines = [f"{k},{release},{on},{d}" for k, d in zip(kk, decile.tolist(), strict=True)]
            self.sheets["desil.csv"].write_lines(lines)

    def _people(self, of: Slice, rng: np.random.Generator) -> None:
        listed = np.flatnonzero(of.aid.dtsen[of.people.family])
        told = person_answers.answer(rng, of, listed)
        kk = np.array(nik_text(of.kk), dtype=object)[of.people.family[listed]].tolist()
        self.sheets["dtsen_orang.csv"].write([kk, *family_answers.in_columns(told, person_answers.fields())])

    def _aid(self, of: Slice) -> None:
        aid = of.aid
        kk = np.array(nik_text(of.kk), dtype=object)
        codes = np.array([v.code for v in of.kecamatan.villages], dtype=object)
        self.sheets["penerima.csv"].write(
            [
                kk[aid.family].tolist(),
                nik_text(of.nik[aid.person]),
                texts(of.names[aid.person]),
                np.array(PROGRAMMES, dtype=object)[aid.programme].tolist(),
                np.where(aid.programme < FAMILY_PROGRAMMES, "KELUARGA", "ORANG").tolist(),
                days(aid.start),
                days(aid.end),
                np.where(aid.end < 0, "AKTIF", "SELESAI").tolist(),
                codes[of.houses.village[aid.family]].tolist(),
            ]
        )

    def _workbook(self, of: Slice, spoiled: Spoiled) -> None:
        """The kelurahan asked for, if its people are in this part: a village is never in two."""
        codes = np.array([v.code for v in of.kecamatan.villages])
        people = np.flatnonzero(codes[of.village] == self.village)
        if not len(people):
            return
        # doubles stand right after their original, also after the last of the village
        after = int(people[-1]) + 1
        last = int(spoiled.row_of[after]) if after < len(spoiled.row_of) else len(spoiled.columns[0])
        rows = slice(int(spoiled.row_of[people[0]]), last)
        name = f"penduduk-{self.village}.xlsx"
        truths = faults.truths(name, spoiled, workbook.FIRST_LINE, rows)
        self._tell(truths)
        lost = {t.line - workbook.FIRST_LINE: t.right for t in truths if t.kind == "NIK_ANGKA_RUSAK"}
        village = next(v.name for v in of.kecamatan.villages if v.code == self.village)
        title = f"DATA PENDUDUK {village.upper()}, {self.place.name.upper()}"
        workbook.write(self.out / name, title, [column[rows] for column in spoiled.columns], lost, self.day)
        data = (self.out / name).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        self.summary.files[name] = {"rows": rows.stop - rows.start, "bytes": len(data), "sha256": digest}

    def _count(self, of: Slice) -> None:
        told = self.summary
        women = int(of.people.sex.sum())
        told.families += len(of.score)
        told.people += len(of.people)
        told.women += women
        told.men += len(of.people) - women
        told.recipients += int(of.aid.recipient.sum())
        self.deciles.update(of.decile[-1][of.aid.dtsen].tolist())
        self.programmes.update(of.aid.programme.tolist())
        per_village = np.bincount(of.houses.village, minlength=len(of.kecamatan.villages)).tolist()
        for village, families in zip(of.kecamatan.villages, per_village, strict=True):
            told.village_families[village.code] = told.village_families.get(village.code, 0) + families
