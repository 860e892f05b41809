"""What PostgreSQL and the web server hold when nobody asks for anything, the province loaded and looked at."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from kesos.config.bench.figures import Figure
from kesos.config.bench.starts import free_port, serving, until_answered
from kesos.config.scale.ground import Ground
from kesos.database.resolve import addresses

GB = 10.0
SETTLES_SECONDS = 20


def memory(ground: Ground) -> list[Figure]:
    """Each page of memory counted once, however many processes share it (PSS)."""
    from django.urls import reverse

    cluster = addresses().cluster
    if cluster is None:
        raise RuntimeError("a province is measured on a server of its own")
    port = free_port()
    with serving(port, dict(os.environ)) as web:
        until_answered(f"http://127.0.0.1:{port}{reverse('account_login')}", web)
        time.sleep(SETTLES_SECONDS)
        postmaster = int((cluster.pgdata / "postmaster.pid").read_text().split()[0])
        database, served = _held(postmaster), _held(web.pid)
    total = round((database + served) / 1024**2, 2)
    about = f"PostgreSQL {database / 1024**2:.1f} GB, web {served / 1024**2:.2f} GB"
    return [Figure("at_rest_gb", total, GB, about=about)]


def _held(root: int) -> int:
    """Kilobytes of a process and all it has started."""
    return sum(_pss(pid) for pid in _family(root))


def _family(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _family(int(child))


def _pss(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it has ended meanwhile
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")), 0)
