"""kesos padan …: matching of people, on files of one's own."""

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kesos.config.cli import console
from kesos.foundation.errors import Refused
from kesos.foundation.written import thousands

BAD_INPUT = 2
padan = typer.Typer(no_args_is_help=True, help="Padan: mencari orang yang sama di dalam dan di antara data.")


def join(app: typer.Typer) -> None:
    app.add_typer(padan, name="padan")


def _share(text: object) -> float:
    try:
        told = float(str(text).replace(",", "."))
    except ValueError:
        told = -1
    if not 0 <= told <= 1:
        raise typer.BadParameter("tulis angka dari 0 sampai 1, misalnya 0.95.")
    return told


@padan.callback()
def _group() -> None:
    """Kept a group of its own, so that the only command keeps its name."""


@padan.command("evaluate")
def evaluate_doubles(
    people: Annotated[
        Path,
        typer.Option(readable=False, help="CSV orang dengan kolom BNBA: nik, no_kk, nama, jk, tgl_lahir, kode_desa, …"),
    ],
    truth: Annotated[
        Path, typer.Option(readable=False, help="CSV kebenaran: nomor baris data ganda, lalu nomor baris asalnya.")
    ],
    min_precision: Annotated[float, typer.Option(parser=_share, help="Ketepatan paling sedikit.")] = 0.99,
    min_recall: Annotated[float, typer.Option(parser=_share, help="Kelengkapan paling sedikit.")] = 0.90,
    memory_gb: Annotated[float, typer.Option(min=0.5, help="Memori paling banyak, GB.")] = 4.0,
    threads: Annotated[int, typer.Option(min=1, help="Inti yang dipakai.")] = 2,
    minutes: Annotated[float, typer.Option(min=0.1, help="Waktu paling lama, menit.")] = 30.0,
) -> None:
    """Cari data ganda dalam satu berkas dengan model Kesos, lalu nilai hasilnya terhadap kebenaran.

    Selesai dengan 0 bila kedua batas tercapai, 1 bila tidak, 2 bila berkasnya tidak dapat dinilai.
    """
    from kesos.padan.evaluating.measuring import evaluate
    from kesos.padan.linkage.engine import Limits

    began = time.perf_counter()
    try:
        outcome = evaluate(
            people=people, truth=truth, limits=Limits(memory_gb, threads, minutes * 60), say=console.print
        )
    except Refused as refused:
        Console(stderr=True).print(f"[bold red]Tidak dapat:[/] {refused.sentence}", soft_wrap=True)
        raise typer.Exit(BAD_INPUT) from refused
    table = Table("Ukuran", "Nilai", box=None)
    table.columns[1].justify = "right"
    for name, value in (
        ("Baris", thousands(outcome.rows)),
        ("Pasangan ganda menurut kebenaran", thousands(outcome.true_pairs)),
        ("Pasangan ganda yang ditemukan", thousands(outcome.found_pairs)),
        ("Di antaranya benar", thousands(outcome.right_pairs)),
        ("Mirip, tetapi cocok dengan lebih dari satu orang (tidak dihitung)", thousands(outcome.unsure_pairs)),
        *((f"{name} tidak terbaca (dianggap kosong)", thousands(many)) for name, many in outcome.unread if many),
        ("Ambang bobot, bit", f"{outcome.threshold.bits:g}"),
        ("Detik", f"{time.perf_counter() - began:.1f}"),
    ):
        table.add_row(name, value)
    console.print(table)
    console.print("Dihitung per pasangan; tiga catatan satu orang adalah tiga pasangan, di kebenaran maupun di temuan.")
    held = outcome.precision >= min_precision and outcome.recall >= min_recall
    for name, reached, least in (
        ("Ketepatan (precision)", outcome.precision, min_precision),
        ("Kelengkapan (recall)", outcome.recall, min_recall),
    ):
        told = "tercapai" if reached >= least else "TIDAK tercapai"
        console.print(f"{name}: {reached:.4f} (paling sedikit {least:g}: {told})")
    raise typer.Exit(0 if held else 1)
