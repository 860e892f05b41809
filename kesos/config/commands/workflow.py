"""kesos workflow …: the flows, drawn from their declarations."""

from pathlib import Path

import typer

from kesos.config.cli import console, spoken

workflow = typer.Typer(no_args_is_help=True, help="Alur kerja: gambar dari deklarasinya.")


def join(app: typer.Typer) -> None:
    app.add_typer(workflow, name="workflow")


@workflow.callback()
def _group() -> None:
    """Alur kerja: gambar dari deklarasinya."""


@workflow.command()
@spoken
def draw(out: Path = typer.Option(Path("docs/flows"), help="Folder hasil.")) -> None:
    """Tulis satu dokumen untuk setiap alur: diagram dan tabel langkahnya."""
    from kesos.workflow.documents import documents

    out.mkdir(parents=True, exist_ok=True)
    for name, text in documents().items():
        (out / name).write_text(text, encoding="utf-8")
    console.print(f"{len(documents())} dokumen ditulis ke {out}.")
