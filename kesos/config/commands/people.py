"""kesos people generate: a synthetic population of a kab/kota or a province."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kesos.config.cli import console, spoken
from kesos.foundation.errors import Refused
from kesos.foundation.region_code import without_dots
from kesos.foundation.written import thousands

people = typer.Typer(no_args_is_help=True, help="Penduduk: rekaan untuk peragaan dan uji, dan impor berkas besar.")
OF_A_CITY = "Hanya kabupaten/kota"
OF_A_PROVINCE = "Hanya provinsi"
PERCENT = "Provinsi dan --linkage, persen"


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
    out: Annotated[Path, typer.Option(help="Folder tempat berkas ditulis; berkas yang sama namanya ditimpa.")],
    region: Annotated[
        str | None, typer.Option(help="Kode kabupaten/kota, misalnya 3571 atau 35.71, atau kode provinsi, misalnya 33.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Benih: benih yang sama memberi berkas yang sama persis.")] = 1,
    families: Annotated[
        int | None,
        typer.Option(help="Jumlah keluarga; kosong: seluruh penduduknya.", rich_help_panel=OF_A_CITY),
    ] = None,
    recipients: Annotated[
        int | None,
        typer.Option(help="Keluarga penerima; kosong: menurut daerahnya.", rich_help_panel=OF_A_CITY),
    ] = None,
    faults: Annotated[
        Faults, typer.Option(help="Kesalahan yang ditanam di berkas.", rich_help_panel=OF_A_CITY)
    ] = Faults.few,
    xlsx: Annotated[
        str | None,
        typer.Option(help="Kode kelurahan yang juga ditulis sebagai berkas Excel.", rich_help_panel=OF_A_CITY),
    ] = None,
    scale: Annotated[
        float | None,
        typer.Option(help="Semua jumlah dikali ini, misalnya 0.001.", rich_help_panel=OF_A_PROVINCE),
    ] = None,
    total: Annotated[
        int | None,
        typer.Option("--people", help="Jumlah penduduk; himpunan lain mengikutinya.", rich_help_panel=OF_A_PROVINCE),
    ] = None,
    only_parquet: Annotated[
        bool, typer.Option("--only-parquet", help="Tanpa CSV.", rich_help_panel=OF_A_PROVINCE)
    ] = False,
    processes: Annotated[int, typer.Option(help="Proses yang bekerja bersamaan.", rich_help_panel=OF_A_PROVINCE)] = 2,
    linkage: Annotated[
        int | None,
        typer.Option(
            help="Sebagai gantinya satu berkas sebanyak baris ini untuk uji pencarian ganda, dengan kebenarannya."
        ),
    ] = None,
    duplicates: Annotated[
        float | None, typer.Option(help="Baris ganda; 2, dengan --linkage 20.", rich_help_panel=PERCENT)
    ] = None,
    without_nik: Annotated[
        float | None, typer.Option(help="Dari yang ganda: tanpa NIK; 40.", rich_help_panel=PERCENT)
    ] = None,
    wrong_nik: Annotated[
        float | None, typer.Option(help="Dari yang ganda: NIK salah; 20.", rich_help_panel=PERCENT)
    ] = None,
    typing: Annotated[
        float | None, typer.Option(help="Dari yang ganda: salah ketik pada nama; 50.", rich_help_panel=PERCENT)
    ] = None,
    registry_nik: Annotated[
        float | None, typer.Option(help="Baris lain: NIK salah atau tidak ada; 1.", rich_help_panel=PERCENT)
    ] = None,
    registry_name: Annotated[
        float | None, typer.Option(help="Baris lain: nama ditulis lain; 3.", rich_help_panel=PERCENT)
    ] = None,
    moved: Annotated[float | None, typer.Option(help="Penduduk yang pindah; 2.", rich_help_panel=PERCENT)] = None,
    dead: Annotated[float | None, typer.Option(help="Penduduk yang meninggal; 1,2.", rich_help_panel=PERCENT)] = None,
    rubbish: Annotated[
        float | None, typer.Option(help="Baris DTKS yang tidak terbaca; 0,02.", rich_help_panel=PERCENT)
    ] = None,
) -> None:
    """Buat penduduk rekaan satu kabupaten/kota atau provinsi, dengan kesalahan yang diketahui dan kebenarannya."""
    from kesos.config import making_people

    rates = {
        name: value
        for name, value in {
            "duplicates": duplicates, "without_nik": without_nik, "wrong_nik": wrong_nik, "typing": typing,
            "registry_nik": registry_nik, "registry_name": registry_name, "moved": moved, "dead": dead,
            "rubbish": rubbish,
        }.items()
        if value is not None
    }  # fmt: skip
    of_a_city = families is not None or recipients is not None or faults != Faults.few or xlsx is not None
    of_a_province = scale is not None or total is not None or only_parquet
    whole = region is not None and len(without_dots(region)) == 2
    if (linkage is not None or whole) and of_a_city:
        raise _foreign("--families, --recipients, --faults, dan --xlsx hanya untuk satu kabupaten/kota.")
    if linkage is not None:
        if of_a_province or moved is not None or dead is not None:
            raise _foreign("--linkage menulis satu berkas: tanpa --scale, --people, --only-parquet, --moved, --dead.")
        making_people.linkage(region or "33", linkage, seed, out, rates)
        return
    if region is None:
        raise Refused("Sebut wilayahnya dengan --region, misalnya 3571 atau 33.", code="region_missing")
    if whole:
        making_people.province(
            region, seed, out, rates, people=total, scale=scale, csv=not only_parquet, processes=processes
        )
        return
    if of_a_province or rates:
        raise _foreign("--scale, --people, --only-parquet, dan persentase hanya untuk provinsi.")
    _city(region, families, seed, out, recipients, faults, xlsx)


def _foreign(sentence: str) -> Refused:
    return Refused(sentence, code="option_foreign")


def _city(
    region: str, families: int | None, seed: int, out: Path, recipients: int | None, faults: Faults, xlsx: str | None
) -> None:
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
