"""kesos bench-scale: a whole province, stage by stage; what was found is kept, and a run that was cut off goes on."""

import signal
import time
from pathlib import Path
from typing import Annotated

import typer

from kesos.config.bench.figures import Figure
from kesos.config.cli import console, django_ready, spoken
from kesos.config.scale.ground import Ground
from kesos.config.scale.stages import STAGES
from kesos.foundation.errors import Refused
from kesos.foundation.places import data_folder


def join(app: typer.Typer) -> None:
    app.command("bench-scale")(bench_scale)


@spoken
def bench_scale(
    folder: Annotated[
        Path | None, typer.Option(help="Tempat data provinsi dan basis datanya, sekitar 60 GB; kosong: folder data.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help=f"Hanya tahap ini: {', '.join(STAGES)}.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Ukur lagi tahap yang sudah terukur.")] = False,
    write: Annotated[Path | None, typer.Option(help="Tulis semua angka ke berkas ini.")] = None,
    scale: Annotated[float, typer.Option(min=0.0005, max=1, help="Semua jumlah dikali ini, untuk gladi.")] = 1.0,
) -> None:
    """Ukur Kesos pada satu provinsi utuh dibanding batasnya. Yang sudah terukur tidak diulang; Ctrl+C berhenti."""
    if unknown := set(only or []) - set(STAGES):
        raise Refused(f"Tidak ada tahap «{', '.join(sorted(unknown))}». Pilih dari: {', '.join(STAGES)}.")
    ground = Ground((folder or data_folder() / "province").resolve(), scale)
    ground.enter()
    from kesos.config.commands.database import prepare_database

    prepare_database()  # and this process stays a user of the server until the end
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    broken = []
    for stage, (title, _) in STAGES.items():
        if only and stage not in only:
            continue
        figures = [] if again else ground.kept(stage)
        if not figures:
            console.print(f"{title} …")
            began = time.perf_counter()
            figures = ground.in_a_process(stage)
            if figures:
                ground.keep(stage, figures, time.perf_counter() - began)
        broken += [] if figures else [stage]
        for figure in figures:
            _tell(figure)
    if write:
        django_ready()
        from kesos.config.scale.written import write as write_down

        missed = write_down(ground, write)
        console.print(f"Angka: {write}; {missed} tidak memenuhi batasnya.")
    if broken:
        raise Refused(f"Tidak terukur: {', '.join(broken)}. Sebabnya tercetak di atas.")


def _tell(figure: Figure) -> None:
    mark = "[green]✓[/]" if figure.holds else "[red]✗[/]"
    console.print(f"  {mark} {figure.name}: {figure.value:g} ({figure.limit_written}) · {figure.about}")
