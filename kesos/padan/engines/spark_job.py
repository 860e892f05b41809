"""What runs on Apache Spark, started by the Python of Spark's own environment: no other part of Kesos is imported here.

Reads one task as JSON from standard input: master, application settings, files by view, derived views, the select, and
the folder into which each bucket is written.
"""

import json
import os
import sys
import time
from pathlib import Path


def main() -> None:
    from pyspark.sql import SparkSession

    task = json.load(sys.stdin)
    builder = SparkSession.builder.master(task["master"]).appName("kesos padan")
    for name, value in task["settings"].items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        began = time.monotonic()
        for name, files in task["files"].items():
            spark.read.parquet(*files).createOrReplaceTempView(name)
        for name, select in task["derived"].items():
            spark.sql(select).createOrReplaceTempView(name)
        part, into = Path(task["into"]) / ".spark", Path(task["into"])
        rows = spark.sql(f"select *, bucket as part from ({task['select']})")
        rows.write.mode("overwrite").partitionBy("part").parquet(str(part))
        seconds = time.monotonic() - began
    finally:
        spark.stop()
    for bucket in task["buckets"]:
        found = part / f"part={bucket}"
        found.mkdir(exist_ok=True)  # nobody to be told of
        os.replace(found, into / f"{bucket:02d}")
    sys.stdout.write(json.dumps({"seconds": seconds}) + "\n")


if __name__ == "__main__":
    main()
