"""Generate a population and write its files, one kecamatan after the other, so that memory stays small."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from kesos.demo.people import statistics
from kesos.demo.people.draws import apportion
from kesos.demo.people.faults import LEVELS, Level
from kesos.demo.people.population import Slice, make_slice
from kesos.demo.people.programmes import LARGEST_SHARE, default_recipients, too_many_recipients
from kesos.demo.people.writing import Summary, Writer
from kesos.foundation.errors import Refused
from kesos.foundation.region_code import without_dots
from kesos.foundation.written import thousands

REFERENCE_DAY = date(2026, 7, 1)  # ages, releases and programmes are as of this day; no clock is asked
PART = 12_000  # families for which texts are held at once


def generate(
    region: str,
    families: int | None,
    seed: int,
    out: Path,
    *,
    recipients: int | None = None,
    faults: Level = "few",
    xlsx: str | None = None,
    say: Callable[[str], None] = print,
) -> Summary:
    """`xlsx` names a kelurahan that is also written as a workbook.

    Raises Refused for an unknown region, a number of families that cannot be, or too many recipients.
    """
    started = time.monotonic()
    place = statistics.region(region)
    families = place.default_families if families is None else families
    recipients = default_recipients(place, families) if recipients is None else recipients
    village = without_dots(xlsx or "")
    if families < 1 or seed < 0 or recipients < 0:
        raise Refused(
            "Jumlah keluarga paling sedikit 1; benih dan penerima tidak boleh negatif.", code="number_impossible"
        )
    if recipients > LARGEST_SHARE * families:
        raise too_many_recipients()
    if faults not in LEVELS:
        raise Refused("Tingkat kesalahan: none, few, atau many.", code="faults_unknown")
    if village and village not in {v.code for k in place.kecamatan for v in k.villages}:
        raise Refused(f"«{xlsx}» bukan kode kelurahan/desa di {place.name}.", code="village_unknown")
    out.mkdir(parents=True, exist_ok=True)
    with Writer(place, seed, REFERENCE_DAY, out, faults, village) as writer:
        for whole in slices(place, families, recipients, seed, LEVELS[faults]):
            for number, part in enumerate(whole.parts(PART)):
                writer.add(part, number)
            say(
                f"  {whole.kecamatan.name}: {thousands(len(whole.score))} keluarga, "
                f"{thousands(len(whole.people))} orang"
            )
        summary = writer.close()
    summary.seconds = time.monotonic() - started
    return summary


def slices(
    place: statistics.Region, families: int, recipients: int, seed: int, rate_without_nik: float
) -> Iterator[Slice]:
    """Kecamatan by kecamatan; every village gets a family where there are enough."""
    weights = [v.weight for k in place.kecamatan for v in k.villages]
    ends = np.cumsum([len(k.villages) for k in place.kecamatan])
    quota = np.split(apportion(families, weights, least=1), ends[:-1])
    sizes = [int(q.sum()) for q in quota]
    people = apportion(max(families, round(families * place.mean_card)), sizes)
    aided = apportion(recipients, sizes)
    today = int(np.datetime64(REFERENCE_DAY, "D").astype(np.int64))
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
                rate_without_nik=rate_without_nik / 1000,
                next_kecamatan=place.kecamatan[(at + 1) % len(place.kecamatan)].code,
            )
