"""The raw limit of Spark, run by the Python of its own environment: one select of its own over the same files."""

import json
import sys
import time


def main() -> None:
    from pyspark.sql import SparkSession

    task = json.loads(sys.stdin.readline())
    builder = SparkSession.builder.master(task["master"]).appName("raw limit")
    for name, value in task["settings"].items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        began = time.monotonic()
        for name, files in task["files"].items():
            spark.read.parquet(*files).createOrReplaceTempView(name)
        spark.sql(task["select"]).write.parquet(task["into"])
        seconds = time.monotonic() - began
    finally:
        spark.stop()
    sys.stdout.write(json.dumps({"seconds": seconds}) + "\n")


if __name__ == "__main__":
    main()
