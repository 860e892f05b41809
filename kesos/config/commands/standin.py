"""kesos standin …: servers that stand in for neighbours, for demo, tests and pilots."""

from pathlib import Path

import typer

from kesos.config.cli import console, spoken
from kesos.foundation.places import data_folder

standin = typer.Typer(no_args_is_help=True, help="Pengganti layanan tetangga, untuk demo dan uji coba.")


def join(app: typer.Typer) -> None:
    app.add_typer(standin, name="standin")


@standin.command()
@spoken
def mailbox(
    smtp_port: int = typer.Option(8025, help="Port SMTP di mesin ini."),
    web_port: int = typer.Option(8026, help="Port halaman untuk membaca surat."),
    folder: Path | None = typer.Option(None, help="Tempat surat disimpan."),
) -> None:
    """Kotak surat pengganti: menerima semua surel dan menampilkannya, tidak mengirim ke siapa pun."""
    from kesos.notices.mailbox import serve

    place = folder or data_folder() / "mailbox"
    console.print(
        f"SMTP di localhost:{smtp_port} · baca di [bold]http://localhost:{web_port}/[/] · simpan di {place}\n"
        f"Kesos mengirim ke sini dengan KESOS_EMAIL_URL=smtp://localhost:{smtp_port} · Ctrl+C untuk berhenti"
    )
    serve(place, smtp_port=smtp_port, web_port=web_port)
