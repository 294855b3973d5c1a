"""What the checks share: the program, and what it writes of the sample articles and of the fixture.

The document records are the truth that every other format is held to; those of the fixture are held to values written
down in test_fixture.py.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "compat" / "fixture"
LABELS = "output.labels=[PERSON,ROLE,PLACE,ORGANIZATION,NORP]"


@pytest.fixture(scope="session")
def roster(tmp_path_factory):
    """The program: the one that ROSTER names, else built here."""
    if named := os.environ.get("ROSTER"):
        return Path(named).resolve()
    binary = tmp_path_factory.mktemp("bin") / "roster"
    subprocess.run(
        ["go", "build", "-o", binary, "./cmd/roster"], cwd=ROOT, check=True, env={**os.environ, "CGO_ENABLED": "0"}
    )
    return binary


@pytest.fixture(scope="session")
def write(roster, tmp_path_factory):
    """A function that writes the seeds in a format, and returns the path of the file or folder."""

    def write(form, *flags, folder=False, source=ROOT / "seeds"):
        out = tmp_path_factory.mktemp(form) / ("out" if folder else "out.file")
        target = f"{out}/" if folder else str(out)
        command = [roster, "extract", "--quiet", "--format", form, "-o", target, *flags, str(source)]
        cwd = ROOT
        if source.is_relative_to(FIXTURE):
            command[2:2] = ["--config", str(FIXTURE / "config.yaml")]
        else:
            command[2:2] = ["--set", LABELS]
        subprocess.run(command, cwd=cwd, check=True)
        return out

    return write


def lines(path):
    """The values of a file of JSON Lines."""
    with open(path, encoding="utf-8", newline="\n") as f:
        return [json.loads(line) for line in f]


@pytest.fixture(scope="session")
def records(write):
    """The document records of the seeds."""
    return lines(write("jsonl"))


@pytest.fixture(scope="session")
def fixture_record(write):
    """The document record of the fixture."""
    return lines(write("jsonl", source=FIXTURE / "emoji.txt"))[0]


@pytest.fixture(scope="session")
def all_records(records, fixture_record):
    return [*records, fixture_record]


@pytest.fixture(scope="session")
def both(write):
    """A function that writes the seeds and the fixture in a format, and returns the two paths."""

    def both(form, *flags, folder=False):
        return (
            write(form, *flags, folder=folder),
            write(form, *flags, folder=folder, source=FIXTURE / "emoji.txt"),
        )

    return both
