"""kesos people import: a file, a folder of files, or the folder of a province's sets into the registry."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kesos.config.cli import console, django_ready, spoken
from kesos.config.commands.people import people
from kesos.foundation.written import thousands


def join(app: typer.Typer) -> None:
    people.command("import")(import_people)


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
    from kesos.config.importing_people import bring_sets
    from kesos.registry.services.import_files import sentences

    said = dict(pair.split("=", 1) for pair in told or [] if "=" in pair)
    at = datetime.now(UTC)
    for one in bring_sets(path, user, sender, dated_on.date(), kind=kind, told=said, at=at, say=console.print):
        table = Table("Putusan", "Baris", box=None)
        table.columns[1].justify = "right"
        for verdict, number in sorted(one.brought.verdicts.items()):
            table.add_row(verdict, thousands(number))
        console.print(table)
        for number, sentence in sentences(one.brought.faults, one.kind):
            console.print(f"{thousands(number)} baris. {sentence}", style="yellow")
