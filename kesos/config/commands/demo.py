"""kesos demo: set up everything, play one month of Kota Kediri, serve it."""

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import typer

from kesos.config.cli import console, django_ready, spoken
from kesos.config.commands.database import prepare_database
from kesos.foundation.errors import Refused

demo = typer.Typer(invoke_without_command=True, help="Siapkan semuanya, jalankan satu bulan Kota Kediri, lalu layani.")


def join(app: typer.Typer) -> None:
    app.add_typer(demo, name="demo")


@demo.callback()
@spoken
def show(
    context: typer.Context,
    serve: bool = typer.Option(True, help="Layani setelah selesai."),
    summary: Path | None = typer.Option(None, help="Tulis ringkasan sebagai JSON ke berkas ini."),
    fresh: bool = typer.Option(False, "--fresh", help="Mulai dari awal: basis data contoh dihapus."),
) -> None:
    """Jalankan demonstrasi dari tempat terakhir berhenti."""
    if context.invoked_subcommand:
        return
    begun = time.monotonic()
    if fresh:
        _start_over()
    console.print("Menyiapkan basis data, wilayah, dan daftar kode …")
    prepare_database()
    stages = _play()
    seconds = round(time.monotonic() - begun, 1)
    _tell(stages, seconds, serve=serve)
    if summary:
        summary.write_text(json.dumps({"seconds": seconds, "stages": stages}, indent=2, ensure_ascii=False) + "\n")
        console.print(f"Ringkasan: {summary}")
    if serve:
        from kesos.config.commands.server import serve as serve_command

        port, host = int(os.environ.get("KESOS_PORT", "8000")), os.environ.get("KESOS_HOST", "127.0.0.1")
        serve_command(port=port, host=host, workers=2, with_worker=True)


@demo.command()
@spoken
def login(
    role: str = typer.Argument(help="Kode peran, misalnya OP_DESA"),
    village: str = typer.Option("Bawang", "--kelurahan", help="Kelurahan operator atau lurahnya."),
) -> None:
    """Cetak tautan masuk sekali pakai untuk sebuah peran (hanya data contoh)."""
    django_ready()
    from kesos.config.commands.login_link import login_link
    from kesos.demo.accounts import short

    address = os.environ.get("KESOS_ADDRESS", "http://localhost:8000").rstrip("/")
    # by itself the kelurahan whose drafts and letter the demonstration makes
    user = {"OP_DESA": f"operator.{short(village)}", "LURAH": f"lurah.{short(village)}"}.get(role.upper(), "")
    console.print(address + login_link(role, user=user), soft_wrap=True)


def _play() -> list[dict[str, object]]:
    """In a process of its own, as the application role: the preparation was the owner's."""
    import subprocess

    code = "from kesos.config.commands.demo import play_stages; play_stages()"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Refused("Demonstrasi berhenti di tengah jalan; jalankan lagi untuk melanjutkan, atau dengan --fresh.")
    told: list[dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return told


def play_stages() -> None:
    """The stages, told on standard error while they run; their result is the last line of standard output."""
    from rich.console import Console

    out = Console(stderr=True, highlight=False)
    try:
        django_ready()
        from kesos.demo import stages

        done = stages.run(at=datetime.now(UTC), answers=_answers, pull=_pull, say=out.print)
    except Refused as refused:
        out.print(f"[bold red]Tidak dapat:[/] {refused.sentence}")
        raise SystemExit(1) from refused
    sys.stdout.write(json.dumps(done) + "\n")


def _answers(people: list[int], at: datetime) -> dict[int, str]:
    """Ask a stand-in of the population registry, started for the occasion over the generated file."""
    import secrets
    import threading

    from kesos.database.acting import acting
    from kesos.demo import accounts
    from kesos.demo.stages import folder
    from kesos.interop.population.client import Client
    from kesos.interop.population.standin import Server
    from kesos.interop.standin_server import Faults
    from kesos.registry.queries.matches import latest
    from kesos.registry.services.match_people import match_people

    by, key = accounts.official("dinsos", at=at), secrets.token_urlsafe(16)
    with Server(("127.0.0.1", 0), data=folder() / "dukcapil.csv", key=key, faults=Faults()) as standin:
        threading.Thread(target=standin.serve_forever, daemon=True).start()
        client = Client(standin.url, key=key)
        match_people(person_ids=people, registry=client, by=by, at=at)
        standin.shutdown()
    with acting(by):
        return {person: told.outcome for person, told in latest(people).items()}


def _pull(events: Path, at: datetime) -> int:
    from kesos.demo import aid
    from kesos.demo.stages import folder

    return aid.pull_from_standin(folder() / "dukcapil.csv")(events, at)


def _start_over() -> None:
    import psycopg

    from kesos.database import resolve
    from kesos.database.cluster import ADMIN

    at = resolve.addresses(say=console.print)
    if at.cluster is None:
        raise Refused("--fresh hanya untuk basis data pribadi. Hapus basis data di KESOS_DATABASE_URL sendiri.")
    console.print("Menghapus basis data contoh …")
    with psycopg.connect(at.cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
        admin.execute("drop database if exists kesos with (force)")


def _tell(stages: list[dict[str, object]], seconds: float, *, serve: bool) -> None:
    from rich.table import Table

    from kesos.demo.telling import sentence, title

    table = Table("Tahap", "Detik", title="Demonstrasi", show_lines=True)
    table.add_column("Hasil", overflow="fold")  # the letter's path stands whole
    for one in stages:
        table.add_row(title(one), "sudah" if one["again"] else f"{one['seconds']}", sentence(one))
    console.print(table)
    console.print(f"Selesai dalam {seconds} detik.")
    which = "practice" if os.environ.get("KESOS_PRACTICE") else "demo"
    console.print(
        f"Masuk: [bold].venv/bin/kesos {which} login OP_DESA[/] (atau LURAH, OP_DINSOS, SUPERVISOR, KADIS, "
        'KEPALA_DAERAH, PENDAMPING, WARGA, ADMIN), lalu buka tautannya. Kelurahan lain: --kelurahan "Bandar Lor".'
    )
    if not serve:
        console.print(
            "Peladen belum berjalan: jalankan [bold]make serve[/] dahulu. Tautan masuk dan halaman cek surat"
            " (/cek/…) baru terbuka sesudah itu."
        )
