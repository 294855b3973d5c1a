"""Runs the blocks of docs/cookbook.md, in order, in one folder, and compares what they give with what stands there.

A block of text is the output of the block of sh or python before it. With COOKBOOK_UPDATE=1 in the environment, or
.ci/compat --update, the blocks of text are written anew.
"""

import csv
import os
import re
import subprocess
import sys

import pytest

from conftest import ROOT

COOKBOOK = ROOT / "docs" / "cookbook.md"
BLOCK = re.compile(r"^```(sh|python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def kitchen(roster, tmp_path_factory):
    """The folder after all blocks have run, and for each output its place, what stands there, and what came."""
    folder = tmp_path_factory.mktemp("kitchen")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    env = {**os.environ, "PATH": f"{roster.parent}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    outputs, last = [], None
    for block in BLOCK.finditer(COOKBOOK.read_text(encoding="utf-8")):
        kind, body = block.groups()
        if kind == "text":
            outputs.append((block.span(2), body, last))
            continue
        command = [sys.executable, "-c", body] if kind == "python" else ["bash", "-eu", "-c", body]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
        assert done.returncode == 0, f"{body}\n{done.stdout}\n{done.stderr}"
        last = done.stdout
    return folder, outputs


def test_outputs(kitchen):
    _, outputs = kitchen
    assert len(outputs) > 12
    if os.environ.get("COOKBOOK_UPDATE"):
        text = COOKBOOK.read_text(encoding="utf-8")
        for (start, end), _, came in reversed(outputs):
            text = text[:start] + came + text[end:]
        COOKBOOK.write_text(text, encoding="utf-8")
        return
    for _, stands, came in outputs:
        assert came == stands, "docs/cookbook.md is out of date: .ci/compat --update writes its outputs anew"
        assert came.strip()


def rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


def test_the_question_has_one_answer(kitchen, records):
    """DuckDB, pandas and SQLite give the same table, and it is what the records say."""
    folder, _ = kitchen
    offices = rows(folder / "offices.csv")
    assert offices[0] == ["holder", "office", "where", "country", "status", "times"]
    assert sorted(rows(folder / "offices-pandas.csv")) == sorted(offices)
    assert sorted(rows(folder / "offices-sqlite.csv")) == sorted(offices)
    held = {
        (p["holder"]["name"], p["role"].lower(), p["status"]) for r in records for p in r["positions"] if p["holder"]
    }
    assert {(row[0], row[1], row[4]) for row in offices[1:]} == held
    assert sum(int(row[5]) for row in offices[1:]) == sum(bool(p["holder"]) for r in records for p in r["positions"])


def test_bulk(kitchen, records):
    """Bulk lines are an action and a document in turn."""
    import json

    folder, _ = kitchen
    lines = [json.loads(line) for line in (folder / "bulk.ndjson").read_text(encoding="utf-8").splitlines()]
    assert [a["index"]["_id"] for a in lines[::2]] == [r["id"] for r in records]
    assert [d["text"] for d in lines[1::2]] == [r["text"] for r in records]
