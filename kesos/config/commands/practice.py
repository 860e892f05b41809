"""kesos practice: a whole month on invented people, in a house of its own beside the real one."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import typer

from kesos.config.cli import console, spoken
from kesos.foundation.errors import Refused
from kesos.foundation.places import data_folder

practice = typer.Typer(invoke_without_command=True, help="Bulan latihan: data karangan, basis data sendiri.")
PORT = 8001
# how machine and network stand; everything else of the real house stays unknown to the practice
KEPT = frozenset({"KESOS_POSTGRES", "KESOS_HOSTS", "KESOS_HTTPS", "KESOS_PROXIES", "KESOS_TIME_ZONE"})


def join(app: typer.Typer) -> None:
    app.add_typer(practice, name="practice")


@practice.callback()
@spoken
def start(
    context: typer.Context,
    port: int = typer.Option(
        PORT, envvar="KESOS_PRACTICE_PORT", help="Tempat mendengarkan, di samping yang sungguhan."
    ),
    host: str = typer.Option("127.0.0.1", envvar="KESOS_PRACTICE_HOST"),
    fresh: bool = typer.Option(False, "--fresh", help="Mulai bulan latihan dari awal."),
    serve: bool = typer.Option(True, help="Layani setelah selesai."),
) -> None:
    """Siapkan bulan latihan bila belum ada, lalu layani di alamatnya sendiri."""
    if context.invoked_subcommand:
        return
    console.print("Bulan latihan: basis data, berkas, dan alamatnya terpisah dari yang sungguhan.")
    told = ["demo", *(["--fresh"] if fresh else []), *([] if serve else ["--no-serve"])]
    _become(told, beside(os.environ, folder=data_folder(), port=port, host=host))


@practice.command()
@spoken
def login(
    role: str = typer.Argument(help="Kode peran, misalnya OP_DESA"),
    village: str = typer.Option("Bawang", "--kelurahan", help="Kelurahan operator atau lurahnya."),
    port: int = typer.Option(PORT, envvar="KESOS_PRACTICE_PORT"),
) -> None:
    """Cetak tautan masuk sekali pakai ke bulan latihan."""
    _become(["demo", "login", role, "--kelurahan", village], beside(os.environ, folder=data_folder(), port=port))


def beside(real: Mapping[str, str], *, folder: Path, port: int, host: str = "127.0.0.1") -> dict[str, str]:
    """The environment of the practice: nothing that leads to the real database, to neighbours or to a mailbox."""
    if real.get("KESOS_PRACTICE"):
        raise Refused("Perintah ini sudah berjalan di dalam bulan latihan.")
    kept = {name: value for name, value in real.items() if not name.startswith("KESOS_") or name in KEPT}
    address = real.get("KESOS_PRACTICE_ADDRESS", f"http://localhost:{port}")
    return kept | {
        "KESOS_PRACTICE": "true",
        "KESOS_MODE": "demo",
        "KESOS_DATA_DIR": str(folder / "latihan"),
        "KESOS_PORT": str(port),
        "KESOS_HOST": host,
        "KESOS_ADDRESS": address,
        "KESOS_PUBLIC_URL": address,
    }


def _become(told: list[str], environment: dict[str, str]) -> None:
    """The demonstration takes the place of this process, so that whoever stops it stops all of it."""
    command = [str(Path(sys.executable).with_name("kesos")), *told]
    sys.stdout.flush()
    os.execve(command[0], command, environment)  # noqa: S606 -- our own command, no shell in between
