"""The template database and its copies."""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pytest_django.plugin import DjangoDbBlocker

from kesos.database import resolve, roles
from kesos.foundation.places import data_folder

SHAPING = {"migrations", "sql", "data", "database", "machines", "reference.py"}
PACKAGE = Path(resolve.__file__).resolve().parents[1]


def fresh_copy(mark: str = "") -> str:
    """Point Django's connection at a new copy of the template, as the application role.

    `mark` names a second copy beside the worker's own.
    """
    from django.db import connection

    at = resolve.addresses()
    template = _template(at)
    name = f"kesos_test_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}_{os.getpid()}{mark}"
    with _maintenance(at) as server:
        server.execute("select pg_advisory_lock(%s)", [roles.ROLES_LOCK + 1])
        server.execute(sql.SQL("create database {} template {}").format(*map(sql.Identifier, (name, template))))
    connection.close()
    connection.settings_dict["NAME"] = name
    return name


def drop(name: str) -> None:
    from django.db import connection

    connection.close()
    with _maintenance(resolve.addresses()) as server:
        _drop(server, name)


def _drop(server: psycopg.Connection, name: str, patience: float = 20) -> None:
    """The owner may not end the application role's sessions: a request still under way gets time to finish."""
    until = time.monotonic() + patience
    while True:
        try:
            server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))
            return
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@contextmanager
def own_copy(blocker: DjangoDbBlocker, mark: str) -> Iterator[str]:
    """A copy beside the worker's own, in which everything commits and other connections and processes see it."""
    from django.db import connection

    with blocker.unblock():
        before = connection.settings_dict["NAME"]
        made = fresh_copy(f"_{mark}")
        try:
            yield made
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            drop(made)


def as_owner() -> psycopg.Connection:
    """A connection of the owner to this worker's database, for what tests do behind the program's back."""
    from django.db import connection

    at = resolve.addresses()
    return psycopg.connect(make_conninfo(at.owner, dbname=connection.settings_dict["NAME"]), autocommit=True)


def _template(at: resolve.Addresses) -> str:
    name = f"kesos_template_{_fingerprint()}"
    data_folder().mkdir(parents=True, exist_ok=True)
    with open(data_folder() / "template.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _maintenance(at) as server:
            if server.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
                return name
            old = server.execute(
                "select datname from pg_database where datname like 'kesos_template_%' or datname like 'kesos_half_%'"
            ).fetchall()
            for (left,) in old:
                _drop(server, left)
            half = name.replace("template", "half")
            server.execute(sql.SQL("create database {}").format(sql.Identifier(half)))
        _migrate(at, half)
        _number_as_in_a_city(at, half)
        with _maintenance(at) as server:
            server.execute(sql.SQL("alter database {} rename to {}").format(*map(sql.Identifier, (half, name))))
    return name


def _migrate(at: resolve.Addresses, name: str) -> None:
    """In a process of its own, through the command an operator runs."""
    environment = {
        **os.environ,
        "KESOS_DATABASE_URL": _url(at.owner, name),
        "KESOS_DATABASE_APP_URL": _url(at.app, name),
        "DJANGO_SETTINGS_MODULE": "kesos.config.settings.base",
    }
    done = subprocess.run(
        [Path(sys.executable).with_name("kesos"), "database", "prepare"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"kesos database prepare:\n{done.stdout}\n{done.stderr}")


def _number_as_in_a_city(at: resolve.Addresses, name: str) -> None:
    """Keys of five digits, as wherever there are people: written with points in a form they would not come back."""
    with psycopg.connect(make_conninfo(at.owner, dbname=name), autocommit=True) as owner:
        owner.execute(
            "select setval(format('%I.%I', schemaname, sequencename)::regclass, 10000 + coalesce(last_value, 0))"
            " from pg_sequences where schemaname = 'public'"
        )


def _url(url: str, name: str) -> str:
    from urllib.parse import urlsplit, urlunsplit

    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _maintenance(at: resolve.Addresses) -> psycopg.Connection:
    own = conninfo_to_dict(at.owner)["dbname"] if at.cluster is None else "postgres"
    if at.cluster is not None:
        roles.prepare(at)
    return psycopg.connect(make_conninfo(at.owner, dbname=own), autocommit=True)


def _fingerprint() -> str:
    """Of all that shapes an empty database: migrations, SQL, data files and the code that loads them."""
    mark = hashlib.sha256(b"numbered from 10001")
    for file in sorted(PACKAGE.rglob("*")):
        shaping = {"migrations", "sql", "data", "database", "machines"} & set(file.relative_to(PACKAGE).parts)
        if file.is_file() and shaping and "__pycache__" not in file.parts:
            mark.update(file.read_bytes())
    return mark.hexdigest()[:12]
