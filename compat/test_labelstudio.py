"""label-studio-sdk checks the labelstudio format against a project's configuration and converts it to CoNLL."""

import json
import subprocess

import pytest
from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

CONFIG = """
<View>
  <Labels name="label" toName="text">
    <Label value="PERSON"/><Label value="ROLE"/><Label value="PLACE"/><Label value="ORGANIZATION"/><Label value="NORP"/>
  </Labels>
  <Relations><Relation value="holder"/><Relation value="of"/></Relations>
  <Text name="text" value="$text"/>
</View>
"""


@pytest.fixture(scope="module")
def tasks(both):
    return [task for path in both("labelstudio") for task in json.loads(path.read_text(encoding="utf-8"))]


def test_valid(tasks):
    interface = LabelInterface(CONFIG)
    for task in tasks:
        for prediction in task["predictions"]:
            assert interface.validate_prediction(prediction, return_errors=True) == []


def test_values(tasks, all_records):
    for task, record in zip(tasks, all_records, strict=True):
        text = task["data"]["text"]
        assert text == record["text"] and task["data"]["id"] == record["id"]
        regions = [r for r in task["predictions"][0]["result"] if r["type"] == "labels"]
        assert [(r["value"]["start"], r["value"]["end"], r["value"]["labels"], r["score"]) for r in regions] == [
            (s["start"], s["end"], [s["label"]], s["score"]) for s in record["spans"]
        ]
        assert all(text[r["value"]["start"] : r["value"]["end"]] == r["value"]["text"] for r in regions)


def test_relations(tasks):
    result = tasks[-1]["predictions"][0]["result"]
    text = {r["id"]: r["value"]["text"] for r in result if r["type"] == "labels"}
    assert [(r["labels"], text[r["from_id"]], text[r["to_id"]]) for r in result if r["type"] == "relation"] == [
        (["holder"], "President", "Zoë Łukasz"),
        (["of"], "President", "Polish"),
        (["holder"], "chief executive", "Ann Roe"),
        (["of"], "chief executive", "Acme & Söhne"),
        (["of"], "mayor", "Łódź"),
    ]


def test_export(roster, both, tmp_path, fixture_record):
    """An export of annotations, made of the predictions, is read back; Label Studio's own CoNLL of it has our spans."""
    task = json.loads(both("labelstudio")[1].read_text(encoding="utf-8"))[0]
    export = tmp_path / "export.json"
    export.write_text(
        json.dumps(
            [
                {
                    "id": 1,
                    "data": task["data"],
                    "annotations": [
                        {"id": 1, "completed_by": 1, "was_cancelled": False, "result": task["predictions"][0]["result"]}
                    ],
                }
            ]
        ),
        encoding="utf-8",
    )

    out = subprocess.run([roster, "convert", "--quiet", export], check=True, capture_output=True, text=True).stdout
    record = json.loads(out)
    keys = ("start", "end", "label", "entity", "score")
    assert [[s[k] for k in keys] for s in record["spans"]] == [[s[k] for k in keys] for s in fixture_record["spans"]]
    holders = lambda r: [(p["role"], p["holder"], p["status"]) for p in r["positions"]]
    assert holders(record) == holders(fixture_record)

    Converter(CONFIG, str(tmp_path)).convert(str(export), str(tmp_path / "conll"), "CONLL2003", is_dir=False)
    tags = [
        line.split()[-1]
        for line in (tmp_path / "conll" / "result.conll").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("-DOCSTART-")
    ]
    assert [t[2:] for t in tags if t.startswith("B-")] == [s["label"] for s in fixture_record["spans"]]
