"""Which database this is: KESOS_DATABASE_URL, an installed PostgreSQL as a private cluster, the wheel's.

Two addresses come out: the owner's, who migrates, and the application role's, which serves.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from kesos.database import binaries
from kesos.database.cluster import APP, OWNER, Cluster
from kesos.foundation.errors import Refused
from kesos.foundation.places import data_folder


@dataclass(frozen=True, slots=True)
class Addresses:
    """Connection addresses (libpq URLs) and what stands behind them, in a word for people."""

    owner: str
    app: str
    origin: str  # "KESOS_DATABASE_URL", "installed" or "wheel"
    cluster: Cluster | None = None


@cache
def addresses(say: Callable[[str], None] = print) -> Addresses:
    """Finds the database; starts the private server if that is what there is. Refused if there is none."""
    if url := os.environ.get("KESOS_DATABASE_URL"):
        app = os.environ.get("KESOS_DATABASE_APP_URL") or as_role(url, APP, app_password())
        return Addresses(owner=url, app=app, origin="KESOS_DATABASE_URL")
    found = binaries.find(os.environ.get("KESOS_POSTGRES", ""))
    if found is None:
        raise Refused("PostgreSQL tidak ditemukan. Pasang PostgreSQL 15 atau lebih baru, atau beri KESOS_DATABASE_URL.")
    # a server of its own for tests: faster, and not safe against a power cut
    throwaway = os.environ.get("KESOS_DATABASE_THROWAWAY") == "1"
    folder = data_folder() / f"postgresql-{found.version}{'-test' if throwaway else ''}"
    cluster = Cluster(folder, found, say, durable=not throwaway)
    cluster.attach()
    return Addresses(cluster.url(OWNER), cluster.url(APP), found.origin, cluster)


def as_role(url: str, role: str, password: str) -> str:
    """The same database as another role."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password, safe='')}@{host}"))


def app_password() -> str:
    """The generated password of an application role that `kesos database prepare` makes itself."""
    return kept_secret(data_folder() / "app-password")


def kept_secret(file: Path) -> str:
    """The secret in this file, made at the first call; readable by its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(48))
    return file.read_text().strip()
