"""kesos bench: the figures, their limits, and which hold."""

import json
import signal
from pathlib import Path

import typer
from rich.table import Table

from kesos.config.bench.figures import Size
from kesos.config.bench.measures import MEASURES, in_a_process
from kesos.config.cli import console, spoken
from kesos.foundation.errors import Refused
from kesos.foundation.figure import Figure


def join(app: typer.Typer) -> None:
    app.command()(bench)


@spoken
def bench(
    json_file: Path | None = typer.Option(None, "--json", help="Tulis angka-angkanya sebagai JSON ke berkas ini."),
    people: int = typer.Option(1_000_000, min=3_000, help="Orang dalam berkas impor."),
    cases: int = typer.Option(33_632, min=100, help="Kasus dalam satu keputusan."),
    letters: int = typer.Option(300, min=30, help="Surat dalam satu kumpulan."),
    rounds: int = typer.Option(3, min=1, help="Putaran; nilai tengahnya yang dihitung."),
    operators: int = typer.Option(100, min=10, help="Petugas yang bekerja bersamaan."),
    seconds: int = typer.Option(300, min=30, help="Lamanya mereka bekerja sesudah semuanya masuk."),
    only: list[str] = typer.Option([], help=f"Hanya yang ini, boleh berulang: {', '.join(MEASURES)}."),
) -> None:
    """Ukur Kesos dibanding batasnya, di basis data tersendiri yang dihapus sesudahnya. Ctrl+C menghentikannya."""
    from kesos.config.bench.place import database

    if unknown := set(only) - set(MEASURES):
        raise Refused(f"Tidak ada ukuran «{', '.join(sorted(unknown))}». Pilih dari: {', '.join(MEASURES)}.")
    size, found, broken = Size(people, cases, letters, rounds, operators, seconds), list[Figure](), list[str]()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        console.print("Menyiapkan basis data tersendiri untuk mengukur …")
        with database(console.print) as environment:
            for key in [key for key in MEASURES if not only or key in only]:
                console.print(f"{MEASURES[key][0]} …")
                figures = in_a_process(key, size, environment)
                for figure in figures:
                    console.print(f"  {figure.name}: {figure.value:g} · {figure.about or 'sekali ukur'}")
                broken += [] if figures else [key]
                found += figures
    except KeyboardInterrupt as stopped:
        console.print("Dihentikan. Yang sudah terukur:")
        _tell(found)
        raise typer.Exit(130) from stopped
    _tell(found)
    if json_file:
        json_file.write_text(json.dumps([figure.as_json() for figure in found], indent=2) + "\n")
        console.print(f"Angka: {json_file}")
    if broken:
        raise Refused(f"Tidak terukur: {', '.join(broken)}. Sebabnya tercetak di atas.")


def _tell(found: list[Figure]) -> None:
    table = Table("Ukuran", "Nilai", "Batas", "Terpenuhi")
    for figure in found:
        held = "" if figure.limit is None else "ya" if figure.holds else "tidak"
        table.add_row(figure.name, f"{figure.value:g}", figure.limit_written, held)
    console.print(table)
