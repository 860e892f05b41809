"""Generate a population and write its files, one kecamatan after the other, so that memory stays small."""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from kesos.demo.people import card_file, family_answers, faults, person_answers, population_registry, workbook
from kesos.demo.people.draws import Topic, apportion, stream
from kesos.demo.people.faults import LEVELS, Level, Spoiled, Truth
from kesos.demo.people.population import Slice, make_slice
from kesos.demo.people.programmes import FAMILY_PROGRAMMES, PROGRAMMES, default_recipients
from kesos.demo.people.sheets import Sheet, days, nik_text, safe, texts
from kesos.demo.people.statistics import Region, region
from kesos.demo.people.welfare import RELEASES
from kesos.foundation.errors import Refused
from kesos.foundation.region_code import without_dots

REFERENCE_DAY = date(2026, 7, 1)
VERSION = 1  # raised when the same seed gives other people
EXTRA_FAMILY = ("rt", "rw", "kk_recorded_on", "dtks_since", "dtsen_since")
SHEETS = {
    "penduduk.csv": card_file.HEADER,
    "keluarga.csv": (*EXTRA_FAMILY, *family_answers.fields()),
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
    """What was made; `seconds` is the only thing that differs between two runs and is not in ringkasan.json."""

    region: str
    name: str
    seed: int
    day: str
    faults: str
    families: int
    people: int
    men: int
    women: int
    recipients: int
    decile_families: dict[str, int]
    programme_rows: dict[str, int]
    village_families: dict[str, int]
    planted: dict[str, int]
    files: dict[str, dict[str, int | str]] = field(default_factory=dict)
    seconds: float = 0.0

    def as_json(self) -> str:
        told: dict[str, Any] = {"versi": VERSION}
        told |= {name: getattr(self, name) for name in self.__slots__ if name != "seconds"}
        return json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def generate(
    region_code: str,
    families: int | None,
    seed: int,
    out: Path,
    *,
    recipients: int | None = None,
    faults: Level = "few",
    xlsx: str | None = None,
    day: date = REFERENCE_DAY,
    say: Callable[[str], None] = print,
) -> Summary:
    """Raises Refused for an unknown region, a number of families that cannot be, or too many recipients."""
    started = time.monotonic()
    place = region(region_code)
    families = place.default_families if families is None else families
    if families < 1 or seed < 0:
        raise Refused("Jumlah keluarga paling sedikit 1 dan benih tidak boleh negatif.", code="number_impossible")
    if faults not in LEVELS:
        raise Refused("Tingkat kesalahan: none, few atau many.", code="faults_unknown")
    if xlsx and without_dots(xlsx) not in {v.code for k in place.kecamatan for v in k.villages}:
        raise Refused(f"«{xlsx}» bukan kelurahan/desa di {place.name}.", code="village_unknown")
    recipients = default_recipients(place, families) if recipients is None else recipients
    out.mkdir(parents=True, exist_ok=True)
    (out / "ringkasan.json").unlink(missing_ok=True)
    writer = _Writer(place, seed, day, out, faults, without_dots(xlsx or ""))
    for of in slices(place, families, recipients, seed, day, LEVELS[faults]):
        writer.add(of)
        say(f"  {of.kecamatan.name}: {len(of.score):,} keluarga, {len(of.people):,} orang".replace(",", "."))
    summary = writer.close()
    summary.seconds = time.monotonic() - started
    return summary


def slices(place: Region, families: int, recipients: int, seed: int, day: date, rate: float) -> Iterator[Slice]:
    """Kecamatan by kecamatan; every village gets a family where there are enough."""
    villages = [v.weight for k in place.kecamatan for v in k.villages]
    quota = np.split(apportion(families, villages, least=1), np.cumsum([len(k.villages) for k in place.kecamatan])[:-1])
    sizes = [int(q.sum()) for q in quota]
    people = apportion(max(families, round(families * place.mean_card)), sizes)
    aided = apportion(recipients, sizes)
    today = int(np.datetime64(day, "D").astype(np.int64))
    for at, kecamatan in enumerate(place.kecamatan):
        if sizes[at]:
            yield make_slice(
                place,
                kecamatan,
                quota=quota[at],
                people=int(people[at]),
                recipients=int(aided[at]),
                seed=seed,
                today=today,
                rate_without_nik=rate / 1000,
                next_kecamatan=place.kecamatan[(at + 1) % len(place.kecamatan)].code,
            )


class _Writer:
    """The files of one run, slice after slice, and the counts for the summary."""

    def __init__(self, place: Region, seed: int, day: date, out: Path, level: Level, xlsx: str) -> None:
        self.place, self.seed, self.day, self.out, self.level, self.xlsx = place, seed, day, out, level, xlsx
        self.sheets = {name: Sheet(out / name, header) for name, header in SHEETS.items()}
        self.planted: Counter[str] = Counter()
        self.files: dict[str, dict[str, int | str]] = {}
        self.sexes = np.zeros(2, dtype=np.int64)
        self.deciles = np.zeros(11, dtype=np.int64)
        self.rows = np.zeros(len(PROGRAMMES), dtype=np.int64)
        self.recipients = 0
        self.villages: dict[str, int] = {}

    def add(self, of: Slice) -> None:
        kecamatan = of.kecamatan.code
        columns = card_file.cells(of)
        registry = self.sheets["dukcapil.csv"]
        known, differences = population_registry.view(
            stream(self.seed, kecamatan, Topic.POPULATION_REGISTRY), columns, of, self.level, registry.rows + 2
        )
        registry.write([safe(column) for column in known])
        spoiled = faults.spoil(stream(self.seed, kecamatan, Topic.FAULTS), columns, of, self.level)
        sheet = self.sheets["penduduk.csv"]
        self._tell(faults.truths("penduduk.csv", spoiled, sheet.rows + 2))
        self._tell(differences)
        if self.xlsx.startswith(kecamatan):
            self._workbook(of, spoiled)
        sheet.write([safe(column) for column in spoiled.columns])
        self._families(of)
        self._persons(of)
        self._aid(of)
        self._count(of)

    def _tell(self, truths: list[Truth]) -> None:
        self.planted.update(f"{t.file}:{t.kind}" for t in truths)
        self.sheets["kebenaran.csv"].write_lines(
            [
                ",".join(
                    safe([t.file, str(t.line), t.kind, t.column, t.right, t.written, str(t.related), t.nik, t.expected])
                )
                for t in truths
            ]
        )

    def _families(self, of: Slice) -> None:
        told = family_answers.answer(stream(self.seed, of.kecamatan.code, Topic.FAMILY_ANSWERS), of)
        houses, aid = of.houses, of.aid
        extra = [
            [f"{rt:03d}" for rt in houses.rt.tolist()],
            [f"{rw:03d}" for rw in houses.rw.tolist()],
            days(of.recorded),
            ["2021-10-01" if listed else "" for listed in aid.dtks.tolist()],
            ["2025-02-20" if listed else "" for listed in aid.dtsen.tolist()],
        ]
        self.sheets["keluarga.csv"].write([*extra, *family_answers.in_columns(told, family_answers.fields())])
        kk = [k for k, listed in zip(nik_text(of.kk), aid.dtsen.tolist(), strict=True) if listed]
        for (release, on), decile in zip(RELEASES, of.decile[:, aid.dtsen], strict=True):
            lines = [f"{k},{release},{on},{d}" for k, d in zip(kk, decile.tolist(), strict=True)]
            self.sheets["desil.csv"].write_lines(lines)

    def _persons(self, of: Slice) -> None:
        listed = np.flatnonzero(of.aid.dtsen[of.people.family])
        told = person_answers.answer(stream(self.seed, of.kecamatan.code, Topic.PERSON_ANSWERS), of, listed)
        kk = np.array(nik_text(of.kk), dtype=object)[of.people.family[listed]].tolist()
        self.sheets["dtsen_orang.csv"].write([kk, *family_answers.in_columns(told, person_answers.fields())])

    def _aid(self, of: Slice) -> None:
        aid = of.aid
        kk = np.array(nik_text(of.kk), dtype=object)
        codes = np.array([v.code for v in of.kecamatan.villages], dtype=object)
        to_family = aid.programme < FAMILY_PROGRAMMES
        self.sheets["penerima.csv"].write(
            [
                kk[aid.family].tolist(),
                nik_text(of.nik[aid.person]),
                texts(of.names[aid.person]),
                np.array(PROGRAMMES, dtype=object)[aid.programme].tolist(),
                np.where(to_family, "KELUARGA", "ORANG").tolist(),
                days(aid.start),
                days(aid.end),
                np.where(aid.end < 0, "AKTIF", "SELESAI").tolist(),
                codes[of.houses.village[aid.family]].tolist(),
            ]
        )

    def _workbook(self, of: Slice, spoiled: Spoiled) -> None:
        at = [v.code for v in of.kecamatan.villages].index(self.xlsx)
        people = np.flatnonzero(of.village == at)
        if not len(people):
            return
        first = int(spoiled.row_of[people[0]])
        after = int(people[-1]) + 1
        last = int(spoiled.row_of[after]) if after < len(spoiled.row_of) else len(spoiled.columns[0])
        name = f"penduduk-{self.xlsx}.xlsx"
        truths = faults.truths(name, spoiled, workbook.FIRST_LINE, slice(first, last))
        self._tell(truths)
        lost = {t.line - workbook.FIRST_LINE: t.right for t in truths if t.kind == "NIK_ANGKA_RUSAK"}
        title = f"DATA PENDUDUK {of.kecamatan.villages[at].name.upper()}, {self.place.name.upper()}"
        cut = [column[first:last] for column in spoiled.columns]
        workbook.write(self.out / name, title, cut, lost, workbook.moment(self.day.isoformat()))
        data = (self.out / name).read_bytes()
        self.files[name] = {
            "baris": last - first,
            "byte": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }

    def _count(self, of: Slice) -> None:
        self.sexes += np.bincount(of.people.sex, minlength=2)
        self.deciles += np.bincount(of.decile[-1][of.aid.dtsen], minlength=11)
        self.rows += np.bincount(of.aid.programme, minlength=len(PROGRAMMES))
        self.recipients += int(of.aid.recipient.sum())
        per_village = np.bincount(of.houses.village, minlength=len(of.kecamatan.villages)).tolist()
        self.villages |= {v.code: n for v, n in zip(of.kecamatan.villages, per_village, strict=True)}

    def close(self) -> Summary:
        """The summary is written last: where it stands, the files are whole."""
        self.files |= {name: sheet.close() for name, sheet in self.sheets.items()}
        summary = Summary(
            region=self.place.code,
            name=self.place.name,
            seed=self.seed,
            day=self.day.isoformat(),
            faults=self.level,
            families=sum(self.villages.values()),
            people=int(self.sexes.sum()),
            men=int(self.sexes[0]),
            women=int(self.sexes[1]),
            recipients=self.recipients,
            decile_families={str(d): int(self.deciles[d]) for d in range(1, 11)},
            programme_rows={name: int(n) for name, n in zip(PROGRAMMES, self.rows, strict=True)},
            village_families=self.villages,
            planted=dict(sorted(self.planted.items())),
            files=self.files,
        )
        (self.out / "ringkasan.json").write_text(summary.as_json(), encoding="utf-8")
        return summary
