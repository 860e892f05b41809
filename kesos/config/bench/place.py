"""A database of its own for measuring: made by the same preparation as any other, dropped at the end."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from kesos.database import resolve, roles
from kesos.foundation.errors import Refused

NAME = "kesos_bench"
Say = Callable[[str], None]


@contextmanager
def database(say: Say) -> Iterator[dict[str, str]]:
    """Yields the environment of processes that measure there."""
    at = resolve.addresses(say)
    if at.cluster is not None:
        roles.prepare(at)
    try:
        _again(at)
    except psycopg.errors.InsufficientPrivilege as refused:
        raise Refused(
            "Pemilik basis data tidak berhak membuat basis data untuk mengukur. Beri hak CREATEDB, atau jalankan "
            "tanpa KESOS_DATABASE_URL."
        ) from refused
    environment = {
        **os.environ,
        "KESOS_DATABASE_URL": named(at.owner),
        "KESOS_DATABASE_APP_URL": named(at.app),
        "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base",
    }
    environment.pop("KESOS_DATABASE_AS", None)
    try:
        kesos = Path(sys.executable).with_name("kesos")
        done = subprocess.run(
            [kesos, "database", "prepare"], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Refused(f"Basis data untuk mengukur gagal disiapkan: {(done.stderr or done.stdout).strip()[-600:]}")
        yield environment
    finally:
        say(f"Menghapus basis data {NAME} …")
        _drop(at)


def _again(at: resolve.Addresses) -> None:
    """What an interrupted run left is not measured on."""
    _drop(at)
    with _maintenance(at) as server:
        server.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))


def _drop(at: resolve.Addresses) -> None:
    """A stopped measurement may leave a statement running: only its own role may end it, not the owner."""
    with contextlib.suppress(psycopg.OperationalError), psycopg.connect(named(at.app)) as app:
        app.execute(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
            " where datname = current_database() and usename = current_user and pid <> pg_backend_pid()"
        )
    with _maintenance(at) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(NAME)))


def _maintenance(at: resolve.Addresses) -> psycopg.Connection:
    own = at.owner if at.cluster is None else at.cluster.url(urlsplit(at.owner).username or "", "postgres")
    return psycopg.connect(own, autocommit=True)


def named(url: str, database: str = NAME) -> str:
    """The same server and role, in another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
