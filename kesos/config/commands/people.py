"""kesos people …: a synthetic population, and files of people and facts into the registry."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kesos.config.cli import console, django_ready, spoken
from kesos.foundation.written import thousands

people = typer.Typer(no_args_is_help=True, help="Penduduk: rekaan untuk peragaan dan uji, dan impor berkas besar.")
# the sets of a province as folders, in the order in which they lean on one another
SETS: dict[str, tuple[str, dict[str, str]]] = {
    "dtks": ("people", {"register": "dtks"}),
    "sembako": ("enrolment", {}),
    "ppks": ("ppks", {}),
    "psks": ("psks", {}),
    "panti": ("panti", {}),
    "ekstrem": ("ekstrem", {}),
}


class Faults(StrEnum):
    none = "none"
    few = "few"
    many = "many"


def join(app: typer.Typer) -> None:
    app.add_typer(people, name="people")


@people.callback()
def _group() -> None:
    """A group by its topic."""


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


@people.command("import")
@spoken
def import_people(
    path: Annotated[Path, typer.Argument(exists=True, help="Berkas, folder berkas, atau folder kumpulan provinsi.")],
    user: Annotated[str, typer.Option(help="Nama pengguna petugas yang mengimpor; wewenangnya berlaku.")],
    sender: Annotated[str, typer.Option(help="Kantor pengirim berkas.")],
    dated_on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Tanggal keadaan data.")],
    kind: Annotated[str, typer.Option(help="Isi berkas; folder provinsi (dtks, sembako, …) mengenalinya.")] = "people",
    told: Annotated[
        list[str] | None, typer.Option(help="Yang sama untuk semua baris, misalnya register=dtks; boleh berulang.")
    ] = None,
) -> None:
    """Bawa masuk berkas satu per satu, masing-masing bertahap; yang terputus dilanjutkan, yang sudah masuk dilewati."""
    django_ready()
    from kesos.access import settings_store
    from kesos.access.services.by_username import official
    from kesos.database.acting import acting
    from kesos.registry.imports.runs import IMPORT
    from kesos.registry.services import import_files as service

    at = datetime.now(UTC)
    by = official(user, permission=IMPORT, at=at)
    with acting(by):
        same_name = settings_store.number("registry.same_name_percent", at=at) / 100
        doubles = settings_store.number("registry.doubles_percent", at=at)
    said = dict(pair.split("=", 1) for pair in told or [] if "=" in pair)
    sets = {name: SETS[name] for name in SETS if (path / name).is_dir()} or {"": (kind, said)}
    for name, (of_kind, holds) in sets.items():
        if name:
            console.print(f"[bold]{name}[/]")
        letter = service.Letter(of_kind, sender, dated_on.date(), by.areas(IMPORT)[0], holds)
        brought = service.import_files(
            path / name, letter, same_name=same_name, doubles_percent=doubles, by=by, at=at, say=console.print
        )
        table = Table("Putusan", "Baris", box=None)
        table.columns[1].justify = "right"
        for verdict, number in sorted(brought.verdicts.items()):
            table.add_row(verdict, thousands(number))
        console.print(table)
        for number, sentence in service.sentences(brought.faults, of_kind):
            console.print(f"{thousands(number)} baris. {sentence}", style="yellow")
