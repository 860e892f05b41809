"""kesos serve: web and worker over one database."""

import os
import signal
import subprocess
import sys
import time
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
    with_worker: bool = typer.Option(True, "--worker/--no-worker", help="Jalankan juga pekerja di belakang layar."),
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
    granian, kesos = (Path(sys.executable).with_name(name) for name in ("granian", "kesos"))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base"}
    web = subprocess.Popen(
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
        env=environment,
    )
    children = [web]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while web.poll() is None:
            # a job that takes its worker down (memory, kill -9) must not take the screens along
            if with_worker and all(child is web or child.poll() is not None for child in children):
                children = [web, subprocess.Popen([kesos, "worker"], env=environment)]
            time.sleep(2)
    except KeyboardInterrupt:
        pass
    finally:
        _end(children)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Asked first; a job that reports no progress within half a minute is taken up again by the next worker."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    ends = time.monotonic() + 30
    for child in children:
        try:
            child.wait(timeout=max(ends - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
