"""kesos regions …: look a region up, and how many there are."""

import typer
from rich.table import Table

from kesos.config.cli import console, django_ready, spoken
from kesos.foundation.written import thousands

regions = typer.Typer(no_args_is_help=True, help="Wilayah: cari nama atau kode, lihat jumlahnya.")


def join(app: typer.Typer) -> None:
    app.add_typer(regions, name="regions")


@regions.command()
@spoken
def search(
    text: str = typer.Argument(help="Nama, sebagian nama, «nama, kota», atau kode."),
    retired: bool = typer.Option(False, "--lama", help="Termasuk kode lama."),
    limit: int = typer.Option(20, help="Paling banyak sekian."),
) -> None:
    """Cari wilayah menurut nama atau kode."""
    django_ready()
    from kesos.regions.queries.search import search as find

    found = find(text, with_retired=retired, limit=limit)
    if not found:
        console.print("Tidak ada wilayah yang cocok.")
        raise typer.Exit(1)
    table = Table("Kode", "Jenis", "Wilayah", box=None)
    for each in found:
        table.add_row(each.dotted, each.kind_label, each.path + (" (kode lama)" if each.is_retired else ""))
    console.print(table)


@regions.command()
@spoken
def show(code: str = typer.Argument(help="Kode dengan atau tanpa titik.")) -> None:
    """Satu wilayah: letak, masa berlaku, pengganti, dan isinya."""
    django_ready()
    from kesos.foundation.region_code import with_dots
    from kesos.regions.queries import tree

    region = tree.by_code(code)
    console.print(f"[bold]{with_dots(region.code)} {tree.path_text(region.code)}[/]")
    console.print(f"{region.get_kind_display()} · dasar: {region.decree or '–'}")
    if region.valid_to:
        successor = f"pengganti {with_dots(region.successor_id)}" if region.successor_id else "pengganti belum pasti"
        console.print(f"Kode lama, berlaku sampai {region.valid_to:%d-%m-%Y}; {successor}.")
    for each in tree.counts_below(region.code):
        console.print(f"{each.kind}: {thousands(each.number)}")


@regions.command()
@spoken
def counts() -> None:
    """Berapa wilayah yang berlaku, menurut jenisnya, dan berapa kode lama."""
    django_ready()
    from kesos.regions.queries import tree

    table = Table("Jenis", "Jumlah", box=None)
    table.columns[1].justify = "right"
    found = tree.counts_below("")
    for each in found:
        table.add_row(each.kind, thousands(each.number))
    table.add_row("Seluruhnya", thousands(sum(each.number for each in found)), style="bold")
    table.add_row("Kode lama", thousands(tree.retired_count()))
    console.print(table)
