"""From installed packages to a login page, and the whole demonstration: on a private database of their own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kesos.config.bench.figures import Figure, Size, machine_load
from kesos.foundation.places import data_folder

KESOS = Path(sys.executable).with_name("kesos")
PATIENCE = 300.0


def login_page(size: Size) -> list[Figure]:
    """The two commands an operator gives in an empty data folder: prepare, serve."""
    from django.urls import reverse

    address = reverse("account_login")
    with nothing_yet() as environment:
        port, began = free_port(), time.perf_counter()
        subprocess.run([KESOS, "database", "prepare"], env=environment, check=True, stdout=sys.stderr)
        with serving(port, environment) as web:
            until_answered(f"http://127.0.0.1:{port}{address}", web)
            taken = time.perf_counter() - began
    about = f"database prepare, lalu serve; {machine_load()}"
    return [Figure("installed_to_login_page_seconds", round(taken, 1), 30.0, about=about)]


def demo(size: Size) -> list[Figure]:
    """As `make demo SERVE=0` runs it once the environment stands."""
    with nothing_yet() as environment:
        told = Path(environment["KESOS_DATA_DIR"]) / "summary.json"
        began = time.perf_counter()
        subprocess.run([KESOS, "demo", "--no-serve", "--summary", told], env=environment, check=True, stdout=sys.stderr)
        taken = time.perf_counter() - began
        stages = json.loads(told.read_text())["stages"]
    slowest = max(stages, key=lambda stage: float(stage["seconds"]))
    about = f"paling lama {slowest['stage']}, {slowest['seconds']} detik; {machine_load()}"
    return [Figure("fresh_demo_seconds", round(taken, 1), 240.0, about=about)]


@contextmanager
def nothing_yet() -> Iterator[dict[str, str]]:
    """The environment of a newcomer: an empty data folder, where the private server's own user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=data_folder()))
    folder.chmod(0o755)
    left_out = ("KESOS_DATABASE_URL", "KESOS_DATABASE_APP_URL", "KESOS_DATABASE_AS", "DJANGO_SETTINGS_MODULE")
    try:
        yield {name: value for name, value in os.environ.items() if name not in left_out} | {
            "KESOS_DATA_DIR": str(folder)
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def serving(port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    web = subprocess.Popen([KESOS, "serve", "--port", str(port)], env=environment, stdout=sys.stderr)
    try:
        yield web
    finally:
        web.terminate()
        web.wait(60)


def until_answered(address: str, web: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and web.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server, on this machine
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):  # a busy machine may be slow with the first
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
