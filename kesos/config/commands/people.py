"""kesos people …: a synthetic population for demonstrations, tests and measurements."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kesos.config.cli import console, spoken
from kesos.foundation.written import thousands

people = typer.Typer(no_args_is_help=True, help="Penduduk rekaan untuk peragaan dan uji.")


class Faults(StrEnum):
    none = "none"
    few = "few"
    many = "many"


def join(app: typer.Typer) -> None:
    app.add_typer(people, name="people")


@people.callback()
def _group() -> None:
    """Kept a group of its own, so that the only command keeps its name."""


@people.command("generate")
@spoken
def generate_people(
    region: Annotated[str, typer.Option(help="Kode kabupaten/kota, misalnya 3571 atau 35.71.")],
    out: Annotated[Path, typer.Option(help="Folder tempat berkas ditulis; berkas yang sama namanya ditimpa.")],
    families: Annotated[int | None, typer.Option(help="Jumlah keluarga; kosong: seluruh penduduknya.")] = None,
    seed: Annotated[int, typer.Option(help="Benih: benih yang sama memberi berkas yang sama persis.")] = 1,
    recipients: Annotated[int | None, typer.Option(help="Keluarga penerima; kosong: menurut daerahnya.")] = None,
    faults: Annotated[Faults, typer.Option(help="Kesalahan yang ditanam di berkas.")] = Faults.few,
    xlsx: Annotated[str | None, typer.Option(help="Kode kelurahan yang juga ditulis sebagai berkas Excel.")] = None,
) -> None:
    """Buat penduduk rekaan satu kabupaten/kota, dengan kesalahan yang diketahui dan kebenarannya."""
    from kesos.demo.people import generate

    made = generate(
        region, families, seed, out, recipients=recipients, faults=faults.value, xlsx=xlsx, say=console.print
    )
    table = Table("Berkas", "Baris", box=None)
    table.columns[1].justify = "right"
    for name, facts in sorted(made.files.items()):
        table.add_row(name, thousands(int(facts["rows"])))
    console.print(table)
    console.print(
        f"{made.name}: {thousands(made.families)} keluarga, {thousands(made.people)} orang, "
        f"{thousands(made.recipients)} keluarga penerima. Semua orang rekaan; NIK berawalan 99."
    )
