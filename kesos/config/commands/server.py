"""kesos serve: web and worker over one database; for the demonstration, the population registry's stand-in too."""

import os
import secrets
import signal
import socket
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
    granian, kesos = (str(Path(sys.executable).with_name(name)) for name in ("granian", "kesos"))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base"}
    beside: list[list[str]] = []
    if population := _invented_population():
        port_of_population, key = _free_port(), secrets.token_urlsafe(16)
        environment |= {
            "KESOS_POPULATION_URL": f"http://127.0.0.1:{port_of_population}",
            "KESOS_POPULATION_KEY": key,
        }
        beside.append([kesos, "standin", "population", "--data", str(population), "--port", str(port_of_population)])
        console.print("Data kependudukan pengganti berjalan di sampingnya: usulan yang diajukan dipadankan sendiri.")
    if with_worker:
        beside.append([kesos, "worker"])
    else:
        console.print("Tanpa pekerja: padan, kalender, dan surel menunggu sampai [bold]kesos worker[/] dijalankan.")
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
            # connections a worker keeps: each officer holds one while thinking, and by default the 1,025th of a
            # province's 1,413 waited twenty seconds for another to be let go
            "--backlog",
            "4096",
            "--backpressure",
            "4096",
            # a worker that missed the word to stop is ended, so that stopping never hangs
            "--workers-kill-timeout",
            "5",
            "--log-level",
            "warning",
            "kesos.config.wsgi:application",
        ],
        env=environment,
    )
    helpers: list[subprocess.Popen[bytes]] = [_start(command, environment) for command in beside]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while web.poll() is None:
            time.sleep(2)
            if at.cluster is not None and at.cluster.revive():
                console.print("PostgreSQL pribadi berhenti mendadak dan sudah dinyalakan lagi. Catatannya: server.log")
            # a job that takes its worker down (memory, kill -9) must not take the screens along
            for place, command in enumerate(beside):
                if helpers[place].poll() is not None:
                    helpers[place] = _start(command, environment)
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # asked twice, it still ends what it started
        _end([web, *helpers])


def _start(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """What a helper says of itself at its start is for those who start it alone; its faults come through."""
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)


def _invented_population() -> Path | None:
    """The demonstration's people, where it was played and no other registry is named."""
    from kesos.config.settings.environment import environment
    from kesos.demo.stages import folder

    if environment().mode != "demo" or environment().population_url:
        return None
    file = folder() / "dukcapil.csv"
    return file if file.is_file() else None


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


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
