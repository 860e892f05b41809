"""kesos people …: a synthetic population, and files of people and facts into the registry."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kesos.config.cli import console, django_ready, spoken
from kesos.foundation.errors import Refused
from kesos.foundation.region_code import without_dots
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
