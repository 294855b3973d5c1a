"""Runs integrations/spark on a real cluster on this machine: a master and two workers of Spark's own, each a process.

The records must be those of one run of the program, byte for byte of what they say; failures must be rows; and a worker
that is killed in mid-run must cost nothing but time.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import ROOT

JOB = ROOT / "integrations" / "spark"
sys.path.insert(0, str(JOB))
os.environ["PYTHONPATH"] = str(JOB)  # of the executors, which unpickle functions of extract
os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"

COPIES = int(os.environ.get("COPIES", 40))  # of each sample article


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The sample articles many times over, and three that fail, as JSON Lines."""
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    rows = []
    for copy in range(COPIES):
        for seed in sorted((ROOT / "seeds").iterdir()):
            rows.append({"id": f"{copy}/{seed.name}", "text": f"Łódź {copy} 🎻\n\n" + seed.read_text(encoding="utf-8")})
    rows[7:7] = [{"id": "ø/empty", "text": ""}]
    rows[300:300] = [{"id": "ø/nul", "text": "a\x00b"}, {"id": "ø/nothing", "text": None}]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def single(roster, corpus):
    """The records of one run, by id."""
    began = time.monotonic()
    done = subprocess.run(
        [roster, "extract", "--quiet", "--input-format", "jsonl", corpus],
        cwd=corpus.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 1  # three articles fail
    records = Records((r["id"], r) for r in map(json.loads, done.stdout.splitlines()))
    records.seconds = time.monotonic() - began
    return records


class Records(dict):
    """Records by id, and how long they took."""

    seconds = 0.0


class Cluster:
    """A master and workers, each a process with its executors in a group of its own."""

    def __init__(self, home):
        self.home, self.processes = home, []
        self.port = free_port()
        self.url = f"spark://127.0.0.1:{self.port}"
        self.start(
            "master",
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--webui-port",
            "0",
        )
        wait(lambda: "I have been elected leader" in self.log("master"), "the master")
        self.workers = [self.start_worker(n) for n in range(2)]

    def start(self, name, *command):
        import pyspark

        spark = Path(pyspark.__file__).parent
        env = {**os.environ, "SPARK_HOME": str(spark), "SPARK_NO_DAEMONIZE": "1"}
        with open(self.home / f"{name}.log", "w") as log:
            p = subprocess.Popen(
                [spark / "bin" / "spark-class", *command], stdout=log, stderr=log, env=env, start_new_session=True
            )
        self.processes.append(p)
        return p

    def start_worker(self, n):
        work = self.home / f"work{n}"
        p = self.start(
            f"worker{n}",
            "org.apache.spark.deploy.worker.Worker",
            self.url,
            "--host",
            "127.0.0.1",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--webui-port",
            "0",
            "--work-dir",
            str(work),
        )
        wait(lambda: "Successfully registered with master" in self.log(f"worker{n}"), f"worker {n}")
        return p

    def log(self, name):
        return (self.home / f"{name}.log").read_text(errors="replace")

    def kill(self, process):
        """Ends a worker and its executors, without a word of goodbye."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self):
        for p in self.processes:
            if p.poll() is None:
                self.kill(p)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait(ready, what, seconds=120):
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, f"{what} did not come in {seconds} s"
        time.sleep(0.2)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    c = Cluster(tmp_path_factory.mktemp("cluster"))
    yield c
    c.stop()


@pytest.fixture(scope="module")
def spark(cluster):
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master(cluster.url)
        .appName("roster-test")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "512m")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.executorEnv.PYTHONPATH", str(JOB))
        .getOrCreate()
    )
    yield session
    session.stop()


def rows(spark, path):
    """What is in the output: records by id as plain values, errors by id."""
    found = [row.asDict(recursive=True) for row in spark.read.parquet(str(path)).collect()]
    records = {r["id"]: {k: v for k, v in r.items() if k != "error"} for r in found if r["error"] is None}
    errors = {r["id"]: r["error"] for r in found if r["error"] is not None}
    assert len(records) + len(errors) == len(found), "an id stands twice"
    return records, errors


def check(spark, path, single):
    records, errors = rows(spark, path)
    assert sorted(records) == sorted(single)
    for id, record in records.items():
        for key, value in record.items():
            assert value == single[id].get(key), f"{id}: {key}"
    assert sorted(errors) == ["ø/empty", "ø/nothing", "ø/nul"]
    assert "empty document" in errors["ø/empty"] and "NUL" in errors["ø/nul"] and "string" in errors["ø/nothing"]


def run(roster, *args):
    import extract

    extract.main(["--roster", str(roster), *map(str, args)])


def test_same_records(spark, roster, corpus, single, tmp_path, capsys):
    began = time.monotonic()
    run(roster, "--format", "jsonl", "--partitions", 4, corpus, tmp_path / "out")
    seconds = time.monotonic() - began
    said = capsys.readouterr().out
    with capsys.disabled():
        print(
            f"\n{len(single)} articles: one run on all cores {single.seconds:.1f} s, two workers of one core {seconds:.1f} s, said {said!r}"
        )
    check(spark, tmp_path / "out", single)
    assert f"{len(single) + 3} articles, 3 failed" in said


def test_parquet_and_text(spark, roster, single, tmp_path):
    """The same from Parquet, and with text files, whose ids are their paths."""
    some = [single["0/short-brief.txt"], single["3/sports-report.txt"]]
    spark.createDataFrame([(r["id"], r["text"]) for r in some], "id string, text string").write.parquet(
        str(tmp_path / "in")
    )
    run(roster, "--format", "parquet", tmp_path / "in", tmp_path / "out")
    assert rows(spark, tmp_path / "out") == ({r["id"]: r for r in some}, {})

    run(roster, ROOT / "seeds", tmp_path / "texts")
    records, errors = rows(spark, tmp_path / "texts")
    assert errors == {} and len(records) == len(list((ROOT / "seeds").iterdir()))
    brief = next(r for id, r in records.items() if id.endswith("/seeds/short-brief.txt"))
    assert brief["text"] == (ROOT / "seeds" / "short-brief.txt").read_text(encoding="utf-8")
    assert ("Captain", "Sitiveni Ratulevu") in {
        (p["role"], p["holder"]["name"]) for p in brief["positions"] if p["holder"]
    }


def test_flags_and_files(spark, roster, single, tmp_path):
    """A configuration and rules go along; a fault of theirs is the job's error."""
    (tmp_path / "mine.yaml").write_text(
        'version: 1\nrules:\n  - {id: lodz, label: PLACE, phrases: [Łódź], examples: {match: ["In [Łódź]."]}}\n',
        encoding="utf-8",
    )
    (tmp_path / "my-config.yaml").write_text(
        "tagger: {engine: none}\nrules: {core: false, files: [mine.yaml]}\n", encoding="utf-8"
    )
    spark.createDataFrame([("1", "🎻 in Łódź.")], "id string, text string").write.parquet(str(tmp_path / "in"))
    files = ["--file", tmp_path / "mine.yaml", "--file", tmp_path / "my-config.yaml", "--format", "parquet"]
    run(roster, *files, tmp_path / "in", tmp_path / "out", "--", "--config", "my-config.yaml")
    records, _ = rows(spark, tmp_path / "out")
    assert [(s["start"], s["text"], s["source"]) for s in records["1"]["spans"]] == [(5, "Łódź", "rule:lodz")]
    with pytest.raises(Exception, match="unknown key tagger.engin"):
        run(roster, *files, tmp_path / "in", tmp_path / "bad", "--", "--set", "tagger.engin=none")


def test_killed_worker(spark, cluster, roster, corpus, single, tmp_path, capsys):
    """A worker dies while the job runs, with its executor and the programs there: all records come all the same."""
    tracker = spark.sparkContext.statusTracker()
    killed = []

    def kill_when_under_way():
        while not killed:
            for stage in map(tracker.getStageInfo, tracker.getActiveStageIds()):
                if stage and stage.numTasks == 48 and 6 <= stage.numCompletedTasks <= 30:
                    cluster.kill(cluster.workers[0])
                    killed.append((stage.numCompletedTasks, stage.numTasks))
                    return
            time.sleep(0.05)

    thread = threading.Thread(target=kill_when_under_way, daemon=True)
    thread.start()
    run(roster, "--format", "jsonl", "--partitions", 48, corpus, tmp_path / "out")
    thread.join(timeout=1)
    assert killed, "the job was over before the worker was killed"
    wait(
        lambda: re.search(r"Removing worker|lost|Disassociated|got disassociated", cluster.log("master")),
        "the master's word of it",
    )
    with capsys.disabled():
        print(f"\nspark: a worker was killed after {killed[0][0]} of {killed[0][1]} tasks")
    check(spark, tmp_path / "out", single)
