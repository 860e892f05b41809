"""What runs on Apache Spark, started by the Python of Spark's own environment: no other part of Kesos is imported here.

Reads one task as a line of JSON from standard input: master, application settings, files by view, derived views, the
select, and the folder into which each bucket is written. Ends when standard input does, and when no worker is left.
"""

import json
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

STARTING = 300  # seconds


def main() -> None:
    from pyspark.sql import SparkSession

    task = json.loads(sys.stdin.readline())
    _at_once(_until_nobody_asks)
    builder = SparkSession.builder.master(task["master"]).appName("kesos padan")
    for name, value in task["settings"].items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    if task["master"].startswith("spark://"):
        _at_once(_until_no_worker_is_left, spark, task["patience"])
    into = Path(task["into"])
    for left in into.glob(".spark-*"):
        shutil.rmtree(left, ignore_errors=True)
    part = into / f".spark-{uuid4().hex[:8]}"  # of its own: a worker of a run that was cut off may still write
    try:
        began = time.monotonic()
        for name, files in task["files"].items():
            spark.read.parquet(*files).createOrReplaceTempView(name)
        for name, select in task["derived"].items():
            spark.sql(select).createOrReplaceTempView(name)
        rows = spark.sql(f"select *, bucket as part from ({task['select']})")
        rows.write.partitionBy("part").parquet(str(part))
        seconds = time.monotonic() - began
    finally:
        spark.stop()
    for bucket in task["buckets"]:
        found = part / f"part={bucket}"
        found.mkdir(exist_ok=True)  # nobody to be told of
        os.replace(found, into / f"{bucket:02d}")
    shutil.rmtree(part, ignore_errors=True)
    sys.stdout.write(json.dumps({"seconds": seconds}) + "\n")


def _at_once(act: Any, *given: Any) -> None:
    threading.Thread(target=act, args=given, daemon=True).start()


def _until_nobody_asks() -> None:
    """Who started this was killed: nobody waits for the result, and another may begin it again."""
    while os.read(0, 1):
        pass
    os.killpg(0, signal.SIGKILL)  # its Java with it: who started this gave it a group of its own


def _until_no_worker_is_left(spark: Any, patience: float) -> None:
    """Spark itself would wait for ever. The first worker may take its time: its Java starts only now."""
    seen = time.monotonic() + max(STARTING - patience, 0)
    while time.monotonic() < seen + patience:
        time.sleep(1)
        if spark.sparkContext._jsc is None:
            return  # finished
        if spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() > 1:  # the driver is one of them
            seen = time.monotonic()
    sys.stderr.write("Error: no worker is left\n")
    sys.stderr.flush()
    os._exit(3)


if __name__ == "__main__":
    main()
