"""A Spark cluster on this machine: a master and two workers, each a process of its own."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kesos.foundation.errors import Refused
from kesos.padan.engines.spark import python

WAIT = 60  # seconds


@dataclass(frozen=True, slots=True)
class Cluster:
    address: str
    master: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """Raises Refused where Spark or Java is not there, or the master does not come up."""
    home = next(python().parent.parent.glob("lib/python*/site-packages/pyspark"))
    port = free_port()
    address = f"spark://127.0.0.1:{port}"
    here = ("--host", "127.0.0.1", "--webui-port", "0")
    started = [_class(home, "master.Master", *here, "--port", str(port))]
    try:
        _until_answered(port)
        started += [_class(home, "worker.Worker", *here, "--cores", "1", "--memory", "2g", address) for _ in range(2)]
        yield Cluster(address, started[0], tuple(started[1:]))
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _class(home: Path, name: str, *told: str) -> subprocess.Popen[bytes]:
    java = shutil.which("java") or f"{os.environ['JAVA_HOME']}/bin/java"
    command = [java, "-cp", f"{home}/jars/*", "-Xmx512m", f"org.apache.spark.deploy.{name}", *told]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_SCALA_VERSION": "2.13"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _until_answered(port: int) -> None:
    ends = time.monotonic() + WAIT
    while time.monotonic() < ends:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.2)
    raise Refused("Kluster Spark untuk mengukur tidak menyala.", code="spark_missing")
