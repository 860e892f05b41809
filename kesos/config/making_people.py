"""What `kesos people generate` shows while it makes a province or a file for finding doubles, and at its end."""

from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from kesos.config.cli import console
from kesos.demo.people import REFERENCE_DAY
from kesos.demo.people.province.linkage import PEOPLE, TRUTH, generate_linkage
from kesos.demo.people.province.plan import counts_of
from kesos.demo.people.province.rates import Rates
from kesos.demo.people.province.run import Summary, generate_province
from kesos.foundation.region_code import without_dots
from kesos.foundation.written import thousands

CALLED = {
    "dtks": "DTKS (orang)",
    "ppks": "PPKS (orang)",
    "psks": "PSKS (orang dan lembaga)",
    "panti": "Penghuni panti",
    "sembako": "Sembako (keluarga)",
    "ekstrem": "Kemiskinan ekstrem (rumah tangga)",
    "register": "Daftar penduduk",
    "truth": "Kebenaran",
}
# nobody's rows but the doubles' are touched, so that the truth is the doubles alone
LINKAGE_RATES = {"duplicates": 20.0, "registry_nik": 0.0, "registry_name": 0.0, "rubbish": 0.0}


def province(
    code: str,
    seed: int,
    out: Path,
    asked: dict[str, float],
    *,
    people: int | None,
    scale: float | None,
    csv: bool,
    processes: int,
) -> None:
    rates = Rates(**asked)
    code = without_dots(code)
    total = counts_of(code, people=people, scale=scale)["register"]
    columns = (TextColumn("Penduduk"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)
        made = generate_province(
            code,
            seed,
            out,
            day=REFERENCE_DAY,
            rates=rates,
            people=people,
            scale=scale,
            csv=csv,
            processes=processes,
            say=console.print,
            advance=lambda finished: bar.advance(task, finished),
        )
    _rates(rates.told())
    _counts(made)
    console.print(
        f"{made.name}: {made.kab} kabupaten/kota dalam {made.seconds:.0f} detik "
        f"({made.cpu_seconds:.0f} detik prosesor). Semua orang rekaan; NIK berawalan 99."
    )


def linkage(code: str, rows: int, seed: int, out: Path, asked: dict[str, float]) -> None:
    rates = Rates(**{**LINKAGE_RATES, **asked})
    planted = generate_linkage(
        rows, seed, out, day=REFERENCE_DAY, rates=rates, province=without_dots(code), say=console.print
    )
    _rates(rates.told(doubles_only=True))
    table = _table("Jenis", "Baris")
    for kind, count in sorted(planted.items()):
        if kind != "rows":
            table.add_row(kind, thousands(count))
    console.print(table)
    console.print(
        f"{thousands(planted['rows'])} baris di {out / PEOPLE}; pasangannya di {out / TRUTH}. "
        "Semua orang rekaan; NIK berawalan 99."
    )


def _rates(told: list[tuple[str, float]]) -> None:
    table = _table("Tingkat kesalahan", "Persen")
    for label, value in told:
        table.add_row(label, f"{value:g}".replace(".", ","))
    console.print(table)


def _counts(made: Summary) -> None:
    table = _table("Himpunan", "Baris", "Parquet, MB", "CSV, MB")
    for name, called in CALLED.items():
        sizes = [made.bytes.get(f"{name}.{ending}") for ending in ("parquet", "csv")]
        told = ["–" if size is None else f"{size / 1e6:,.1f}".translate(str.maketrans(",.", ".,")) for size in sizes]
        table.add_row(called, thousands(made.counts[name]), *told)
    console.print(table)


def _table(first: str, *rest: str) -> Table:
    table = Table(first, *rest, box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    return table
