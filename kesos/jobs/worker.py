"""The process that works: `kesos worker`."""

import asyncio
from collections.abc import Sequence

from procrastinate.app import WorkerOptions
from procrastinate.contrib.django import app

from kesos.jobs.jobs import HEARTBEAT_SECONDS, STALLED_SECONDS, rescue_stalled

GRACE_SECONDS = 2  # then jobs are told to stop at their next report of progress


def work(*, queues: Sequence[str] = (), concurrency: int = 2, until_empty: bool = False) -> None:
    """Until SIGTERM or SIGINT; or until nothing waits any more. What a dead worker left is taken up first."""
    asyncio.run(_work(list(queues), concurrency, until_empty))


async def _work(queues: list[str], concurrency: int, until_empty: bool) -> None:
    options: WorkerOptions = {
        "concurrency": concurrency,
        "wait": not until_empty,
        "update_heartbeat_interval": HEARTBEAT_SECONDS,
        "stalled_worker_timeout": STALLED_SECONDS,
        "shutdown_graceful_timeout": GRACE_SECONDS,
        "delete_jobs": "successful",
    }
    if queues:
        options["queues"] = queues
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        async with app.open_async():
            await rescue_stalled(app.job_manager)
            await app.run_worker_async(**options)
