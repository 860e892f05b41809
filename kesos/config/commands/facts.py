"""kesos facts …: a file of dated facts (listings, deciles, memberships, PPKS, stays, …) from the command line."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kesos.config.cli import console, django_ready, spoken

facts = typer.Typer(
    no_args_is_help=True, help="Fakta bertanggal: keanggotaan, desil, kepesertaan, PPKS, PSKS, panti, kunjungan."
)


def join(app: typer.Typer) -> None:
    app.add_typer(facts, name="facts")


@facts.callback()
def topic() -> None:
    """A group also while it has one command."""


@facts.command("import")
@spoken
def import_facts(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Berkas CSV atau XLSX.")],
    kind: Annotated[
        str,
        typer.Option(help="listing, decile, enrolment, ppks, psks, panti, ekstrem, family_visit, atau person_visit."),
    ],
    user: Annotated[str, typer.Option(help="Nama pengguna petugas yang mengimpor; wewenangnya berlaku.")],
    sender: Annotated[str, typer.Option(help="Kantor pengirim berkas.")],
    dated_on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Tanggal keadaan data.")],
    told: Annotated[
        list[str] | None, typer.Option(help="Yang sama untuk semua baris, misalnya release=2026-3; boleh berulang.")
    ] = None,
    sheet: Annotated[str, typer.Option(help="Lembar yang dibaca.")] = "",
    apply: Annotated[
        bool, typer.Option("--apply", help="Terapkan baris yang benar; tanpa ini hanya diperiksa.")
    ] = False,
) -> None:
    """Baca, periksa, dan dengan --apply terapkan satu berkas fakta; kolomnya dikenali dari judulnya."""
    django_ready()
    from kesos.access import settings_store
    from kesos.access.services.by_username import official
    from kesos.database.acting import acting
    from kesos.registry.facts import queries, services
    from kesos.registry.imports.runs import IMPORT

    at = datetime.now(UTC)
    by = official(user, permission=IMPORT, at=at)
    said = dict(pair.split("=", 1) for pair in told or [] if "=" in pair)
    batch = services.stage(kind="facts", path=file, sheet=sheet, by=by, at=at)
    run = services.open_import(
        kind=kind, batch_id=batch.pk, file_name=file.name, sender=sender, dated_on=dated_on.date(),
        region_code=by.areas(IMPORT)[0], by=by, at=at, told=said,
    )  # fmt: skip
    with acting(by):
        doubles = settings_store.number("registry.doubles_percent", at=at)
    run = services.check(run_id=run.pk, doubles_percent=doubles, by=by)
    if apply:
        run = services.apply(run_id=run.pk, by=by, at=at)
    table = Table("Putusan", "Baris", box=None)
    for verdict, rows in sorted(run.counts.items()):
        table.add_row(verdict, str(rows))
    console.print(table)
    with acting(by):
        for one in queries.faults(run):
            console.print(f"{one.count} baris, mulai baris {one.first_lines[0]}: {one.sentence}", style="yellow")
    console.print("Diterapkan." if apply else "Diperiksa; belum ada yang berubah. Tambahkan --apply untuk menerapkan.")
