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


@standin.command()
@spoken
def population(
    data: Path = typer.Option(..., exists=True, dir_okay=False, help="Berkas data kependudukan (CSV)."),
    port: int = typer.Option(8027, help="Port di mesin ini."),
    key: str = typer.Option("uji-coba", help="Kunci yang harus dikirim klien."),
    delay: float = typer.Option(0, help="Tunda setiap jawaban sekian detik, untuk uji coba."),
    unavailable: float = typer.Option(0, help="Bagian jawaban 503, dari 0 sampai 1, untuk uji coba."),
) -> None:
    """Data kependudukan pengganti: hanya mencari NIK di dalam satu berkas."""
    from kesos.interop.population.standin import Faults, server

    running = server(data=data, key=key, port=port, faults=Faults(delay, unavailable))
    console.print(
        f"Melayani di http://localhost:{running.server_port} · Kesos memakainya dengan "
        f"KESOS_POPULATION_URL=http://localhost:{running.server_port} KESOS_POPULATION_KEY={key} · Ctrl+C untuk berhenti"
    )
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        running.server_close()
