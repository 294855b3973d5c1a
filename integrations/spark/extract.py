"""Runs Roster over articles on a Spark cluster.

In: text files, JSON Lines or Parquet, from any file system that Hadoop knows. Out: Parquet, a row an article, with the
columns of a document record (id, text, spans, entities, positions, meta) and error, which says why an article failed;
all else is null there. A partition's articles are piped through one process of the program, which is shipped to the
executors: build it with CGO_ENABLED=0 for their system.

    spark-submit extract.py --roster ./roster hdfs:///news/2024 hdfs:///found/2024
    spark-submit extract.py --roster ./roster --format jsonl --file config.yaml --file mine.yaml \
        --partitions 400 s3a://bucket/articles/ s3a://bucket/found/ -- --config config.yaml

What stands behind "--" are flags of "roster extract"; files given by --file lie in the folder where it runs. The same
articles, program and flags give the same records as one run on one machine gives, whatever the partitions.
"""

import argparse
import json
import os
import re
import subprocess
import threading

import pandas as pd
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

RECORD = """
    id string, text string,
    spans array<struct<start: bigint, end: bigint, text: string, label: string, score: double, source: string,
        entity: bigint>>,
    entities array<struct<id: bigint, label: string, name: string, aliases: array<string>, spans: array<bigint>,
        country: string>>,
    positions array<struct<span: bigint, role: string, holder: struct<entity: bigint, name: string>,
        holders: array<bigint>, of: struct<entity: bigint, name: string, text: string, country: string>,
        status: string>>,
    meta struct<roster: string, config: string, sha256: string, warnings: array<string>>
"""

# Rows that a batch for Spark holds.
BATCH = 256

# What the program's log says of a line that failed: the line, then why.
FAILED = re.compile(r"^stdin:(\d+)(?::\d+)?: (.*)$", re.DOTALL)


def articles(spark: SparkSession, path: str, form: str) -> DataFrame:
    """The articles of a path as rows of id and text. The id of a text file is its path."""
    reader = spark.read.option("recursiveFileLookup", "true")
    if form == "text":
        files = reader.text(path, wholetext=True)
        return files.select(F.col("_metadata.file_path").alias("id"), F.col("value").alias("text"))
    rows = reader.json(path, schema="id string, text string") if form == "jsonl" else reader.parquet(path)
    return rows.select(F.col("id").cast("string"), "text")


def extract(frame: DataFrame, binary: str, flags: list[str]) -> DataFrame:
    """The records of articles. binary is the name under which SparkContext.addFile shipped the program."""
    lines = frame.mapInPandas(pipe(binary, flags), "id string, record string, error string")
    record = F.from_json("record", RECORD)
    return lines.select(
        F.coalesce(record["id"], "id").alias("id"),
        *(record[name].alias(name) for name in ("text", "spans", "entities", "positions", "meta")),
        "error",
    )


def pipe(binary: str, flags: list[str]):
    """The function that takes the batches of one partition through one process of the program."""

    def run(batches):
        return Process(SparkFiles.get(binary), flags).records(batches)

    return run


class Process:
    """One run of the program over a partition: articles in on its standard input, records out, errors by line."""

    def __init__(self, program: str, flags: list[str]):
        command = [program, "extract", *flags, "-", "--input-format", "jsonl", "--format", "jsonl"]
        # The cluster's cores are shared out by Spark: a task has one.
        command += ["--set", "run.workers=1", "--set", "log.format=json", "--log-level", "error"]
        self.ids = []  # by line
        self.errors = {}  # by 1-based line
        self.said = []  # what else the log says
        self.broken = None  # what kept articles from being read
        self.process = subprocess.Popen(
            command,
            cwd=os.path.dirname(program),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def records(self, batches):
        """Yields frames of id, record and error."""
        threads = [
            threading.Thread(target=self.feed, args=(batches,), daemon=True),
            threading.Thread(target=self.listen, daemon=True),
        ]
        for thread in threads:
            thread.start()
        done = 0
        try:
            rows = []
            for line in self.process.stdout:
                rows.append((None, line, None))
                if len(rows) == BATCH:
                    yield frame(rows)
                    done, rows = done + len(rows), []
            for thread in threads:
                thread.join()
            self.check(done + len(rows))
            failed = [(self.ids[n - 1], None, why) for n, why in sorted(self.errors.items())]
            yield frame(rows + failed)
        finally:
            self.process.kill()
            self.process.wait()

    def feed(self, batches):
        """Writes the articles as lines of JSON."""
        try:
            with self.process.stdin as stdin:
                for batch in batches:
                    for id, text in zip(batch["id"], batch["text"]):
                        row = {"id": id, "text": text}
                        self.ids.append(id)
                        stdin.write(
                            json.dumps({k: v for k, v in row.items() if k == "text" or isinstance(v, str)}) + "\n"
                        )
        except BrokenPipeError:
            pass  # the program ended early; its exit code says why
        except Exception as e:  # of Spark, in reading
            self.broken = e

    def listen(self):
        """Reads the program's log."""
        for line in self.process.stderr:
            try:
                message = json.loads(line)["message"]
            except (ValueError, KeyError, TypeError):
                message = line
            if failed := FAILED.match(message):
                self.errors[int(failed[1])] = failed[2]
            else:
                self.said.append(message.strip())

    def check(self, records: int):
        """Raises where an article is neither a record nor an error: Spark then tries the partition again."""
        code = self.process.wait()
        if self.broken:
            raise self.broken
        if code not in (0, 1) or records + len(self.errors) != len(self.ids):
            raise RuntimeError(
                f"roster ended with code {code}: of {len(self.ids)} articles {records} are records and "
                f"{len(self.errors)} failed; it says: {' '.join(self.said[-5:])}"
            )


def frame(rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["id", "record", "error"], dtype="object")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", help="a file or folder that Hadoop can read")
    parser.add_argument("output", help="a folder for Parquet, which is not there yet")
    parser.add_argument("--roster", required=True, help="the program, built for the executors' system")
    parser.add_argument("--format", choices=["text", "jsonl", "parquet"], default="text")
    parser.add_argument(
        "--file", action="append", default=[], help="a file that the program needs: config.yaml, rules, a model"
    )
    parser.add_argument("--partitions", type=int, help="how many tasks; default: as the input is split")
    parser.add_argument("flags", nargs="*", help="flags of roster extract, behind --")
    args = parser.parse_args(argv)

    spark = SparkSession.builder.appName("roster").getOrCreate()
    for path in [args.roster, *args.file]:
        spark.sparkContext.addFile(path)
    rows = articles(spark, args.input, args.format)
    if args.partitions:
        rows = rows.repartition(args.partitions)
    extract(rows, os.path.basename(args.roster), args.flags).write.parquet(args.output)
    found = spark.read.parquet(args.output)
    print(f"{found.count()} articles, {found.where('error is not null').count()} failed")


if __name__ == "__main__":
    main()
