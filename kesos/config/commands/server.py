"""kesos serve: web and worker over one database."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import typer

from kesos.config.cli import console, django_ready, spoken


def join(app: typer.Typer) -> None:
    app.command()(serve)


@spoken
def serve(
    port: int = typer.Option(8000, envvar="KESOS_PORT"),
    host: str = typer.Option("127.0.0.1", envvar="KESOS_HOST"),
    workers: int = typer.Option(2, help="Proses web."),
) -> None:
    """Layani Kesos sampai dihentikan dengan Ctrl+C."""
    from kesos.database import resolve, roles

    at = resolve.addresses(say=console.print)
    with psycopg.connect(at.app) as app_connection:
        roles.refuse_to_serve_as_owner(app_connection)
    django_ready()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["*.map", "*.ts"])
    console.print(
        f"Buka [bold]http://{'localhost' if host == '127.0.0.1' else host}:{port}/[/] · Ctrl+C untuk berhenti"
    )
    granian = Path(sys.executable).with_name("granian")
    child = subprocess.Popen(
        [
            granian,
            "--interface",
            "wsgi",
            "--host",
            host,
            "--port",
            str(port),
            "--workers",
            str(workers),
            "--blocking-threads",
            "4",
            "--no-ws",
            "--log-level",
            "warning",
            "kesos.config.wsgi:application",
        ],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base"},
    )
    try:
        child.wait()
    except KeyboardInterrupt:
        child.terminate()
        child.wait()
