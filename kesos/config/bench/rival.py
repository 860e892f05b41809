"""The rival's own environment, database and server; `tools/tuned_admin` says what it is. Nothing of it is imported."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from kesos.config.bench.place import named
from kesos.config.bench.starts import until_answered
from kesos.database import resolve
from kesos.foundation.errors import Refused

CHECKOUT = Path(__file__).resolve().parents[3]
NAME = "kesos_bench_rival"
LIST = "/admin/tuned_admin/person/"
_IDS = "select nik, min(id) from tuned_admin_person where nik = any (%s) group by nik"
_VILLAGES = "copy (select code, name from regions_region where level = 4) to stdout (format csv)"


def programs() -> Path:
    """The folder of its programs. Raises Refused where `tools/rival` was not run."""
    found = Path(os.environ.get("KESOS_RIVAL") or CHECKOUT / ".rival") / "bin"
    if not (found / "granian").exists():
        raise Refused("Lingkungan pembanding belum ada. Jalankan: sh tools/rival", code="rival_missing")
    return found


class Rival:
    """On the same PostgreSQL server as ours, in a database of its own."""

    def __init__(self, folder: Path) -> None:
        at = resolve.addresses()
        self.folder, self.owner, self.url = folder, at.owner, named(at.owner, NAME)
        told = {"TUNED_ADMIN_DATABASE_URL": self.url, "TUNED_ADMIN_STATIC": str(folder / "rival-static")}
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("KESOS_", "DJANGO_"))},
            **told, "PYTHONPATH": str(CHECKOUT / "tools"), "DJANGO_SETTINGS_MODULE": "tuned_admin.settings",
        }  # fmt: skip

    def ask(self, word: str, *more: str | Path) -> dict[str, Any]:
        command: list[str | Path] = [programs() / "python", "-m", "tuned_admin", word, *more]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise Refused(f"Pembanding gagal pada «{word}»; sebabnya tercetak di atas.")
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    def ids(self, niks: Sequence[str]) -> dict[str, int]:
        """The keys of these people's pages."""
        with psycopg.connect(self.url) as server:
            return dict(server.execute(_IDS, [list(niks)]).fetchall())

    @contextmanager
    def database(self) -> Iterator[None]:
        """New and empty but for the places; dropped at the end."""
        self._drop()
        with psycopg.connect(self.owner, autocommit=True) as server:
            server.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
            villages = self.folder / "villages.csv"
            with server.cursor().copy(_VILLAGES) as copy, villages.open("wb") as out:
                for piece in copy:
                    out.write(piece)
        try:
            self.ask("prepare", villages)
            yield
        finally:
            self._drop()

    def _drop(self) -> None:
        with psycopg.connect(self.owner, autocommit=True) as server:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(NAME)))

    @contextmanager
    def served(self, port: int) -> Iterator[None]:
        """As `kesos serve` serves: the same server, as many processes and threads."""
        command: list[str | Path] = [
            programs() / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
            "--blocking-threads", "4", "--no-ws", "--workers-kill-timeout", "5", "--log-level", "warning",
            "tuned_admin.wsgi:application",
        ]  # fmt: skip
        web = subprocess.Popen(command, env=self.environment, stdout=sys.stderr)
        try:
            until_answered(f"http://127.0.0.1:{port}/admin/login/", web)
            yield
        finally:
            web.terminate()
            web.wait(60)
