"""seqeval, the evaluation script of CoNLL in Python, scores the conll format."""

import json
import subprocess

from seqeval.metrics import classification_report, f1_score
from seqeval.scheme import IOB2, Entities

from conftest import ROOT


def tags(path):
    sentences, sentence = [], []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("-DOCSTART-") or not line:
            if sentence:
                sentences.append(sentence)
            sentence = []
            continue
        columns = line.split(" ")
        assert len(columns) == 4 and columns[0].strip() == columns[0] != ""
        sentence.append(columns[3])
    return sentences


def test_entities(both, all_records):
    names = {"PERSON": "PER", "PLACE": "LOC", "ORGANIZATION": "ORG", "ROLE": "ROLE", "NORP": "NORP"}
    found = [e.tag for path in both("conll") for s in Entities(tags(path), IOB2).entities for e in s]
    assert found == [names[s["label"]] for r in all_records for s in r["spans"]]


def test_score(both):
    truth = tags(both("conll")[1])
    assert f1_score(truth, truth, mode="strict", scheme=IOB2) == 1
    worse = [["O" if t.endswith("-ROLE") else t for t in s] for s in truth]
    report = classification_report(truth, worse, mode="strict", scheme=IOB2, output_dict=True, zero_division=0)
    assert report["ROLE"]["recall"] == 0 and report["ROLE"]["support"] == 3 and report["PER"]["f1-score"] == 1
    assert round(f1_score(truth, worse, mode="strict", scheme=IOB2), 4) == round(2 * 8 / (8 + 11), 4)


def test_gold_is_converted_as_scored(roster, tmp_path):
    """The conll of marked gold scores as the program's own evaluation does: all right against itself."""
    out = tmp_path / "gold.conll"
    subprocess.run([roster, "convert", "--quiet", "testdata/gold", "--to", "conll", "-o", out], cwd=ROOT, check=True)
    again = tmp_path / "again.jsonl"
    subprocess.run([roster, "convert", "--quiet", out, "-o", again], cwd=ROOT, check=True)
    truth = tags(out)
    entities = [e for s in Entities(truth, IOB2).entities for e in s]
    spans = [s for line in again.read_text(encoding="utf-8").splitlines() for s in json.loads(line)["spans"]]
    assert len(entities) == len(spans) > 400
