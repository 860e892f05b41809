"""A second database with one kab/kota of about a million people, on the same server, to hold the province against."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from kesos.config.bench.place import named
from kesos.config.bench.starts import KESOS
from kesos.config.importing_people import SETS
from kesos.config.scale.ground import DAY, PROVINCE, SENDER, Ground
from kesos.config.scale.officials import IMPORTER
from kesos.database import resolve

NAME, KABUPATEN = "kesos_million", "3301"
_OFFICIAL = (
    "from kesos.config.cli import django_ready; django_ready(); "
    "from kesos.config.scale.officials import an_official; an_official({!r}, 'DINSOS_PROV', {!r})"
)


def environment(ground: Ground) -> dict[str, str]:
    """Where processes find it; made and filled at the first call, and what was cut off there goes on."""
    at = resolve.addresses()
    told = {
        **os.environ, "KESOS_DATABASE_URL": named(at.owner, NAME), "KESOS_DATABASE_APP_URL": named(at.app, NAME),
    }  # fmt: skip
    told.pop("KESOS_DATABASE_AS", None)
    _exists(at)
    _run([KESOS, "database", "prepare"], told)
    _run([sys.executable, "-c", _OFFICIAL.format(IMPORTER, PROVINCE)], told)
    folder = _folder(ground)
    _run(
        [KESOS, "people", "import", folder, "--user", IMPORTER, "--sender", SENDER, "--dated-on", DAY], told
    )  # fmt: skip
    return told


def _exists(at: resolve.Addresses) -> None:
    with psycopg.connect(named(at.owner, "postgres"), autocommit=True) as server:
        if not server.execute("select 1 from pg_database where datname = %s", [NAME]).fetchone():
            server.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))


def _folder(ground: Ground) -> Path:
    """The kab/kota's files of all six sets."""
    folder = ground.folder / "million"
    for name in SETS:
        (folder / name).mkdir(parents=True, exist_ok=True)
        link = folder / name / f"{KABUPATEN}.csv"
        if not link.exists():
            link.symlink_to(ground.province / name / f"{KABUPATEN}.csv")
    return folder


def _run(command: list[str | Path], told: dict[str, str]) -> None:
    subprocess.run(command, env=told, check=True, stdout=sys.stderr)
