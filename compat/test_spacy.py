"""spaCy reads the spacy format by Doc.from_json, and the conll format by its own converter."""

import json
import subprocess

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training.converters import conll_ner_to_docs

from conftest import lines


@pytest.fixture(scope="module")
def objects(both):
    return [obj for path in both("spacy") for obj in lines(path)]


@pytest.fixture(scope="module")
def docs(objects):
    vocab = spacy.blank("en").vocab
    return [Doc(vocab).from_json(obj, validate=True) for obj in objects]


def test_spans(docs, all_records):
    assert len(docs) == len(all_records)
    for doc, record in zip(docs, all_records):
        assert doc.text == record["text"]
        assert [(e.start_char, e.end_char, e.label_, e.text) for e in doc.ents] == [
            (s["start"], s["end"], s["label"], s["text"]) for s in record["spans"]
        ]
        assert len(list(doc.sents)) > 0


def test_roles_come_along(objects, all_records):
    for obj, record in zip(objects, all_records, strict=True):
        assert obj["roster"] == {key: record[key] for key in ("id", "spans", "entities", "positions")}


def test_round_trip(objects, docs, roster, tmp_path, all_records):
    """What spaCy writes again is read again, with entities and roles where the key roster goes along, else spans alone."""
    for keep in (True, False):
        again = tmp_path / "again.jsonl"
        rows = [{**doc.to_json(), **({"roster": obj["roster"]} if keep else {})} for doc, obj in zip(docs, objects)]
        again.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        out = subprocess.run([roster, "convert", "--quiet", again], check=True, capture_output=True, text=True).stdout
        for line, record in zip(out.splitlines(), all_records, strict=True):
            got = json.loads(line)
            place = lambda r: [(s["start"], s["end"], s["label"]) for s in r["spans"]]
            assert place(got) == place(record)
            if keep:
                assert all(got[key] == record[key] for key in ("id", "text", "spans", "entities", "positions"))


def test_tokens_are_those_of_prodigy(docs, both):
    """The tokens of the prodigy format are those that spaCy has, and rebuild the text."""
    tasks = [task for path in both("prodigy") for task in lines(path)]
    for doc, task in zip(docs, tasks, strict=True):
        assert [t["text"] for t in task["tokens"]] == [t.text for t in doc]
        assert [t["ws"] for t in task["tokens"]] == [bool(t.whitespace_) for t in doc]
        assert [(t["start"], t["end"], t["id"]) for t in task["tokens"]] == [(t.idx, t.idx + len(t), t.i) for t in doc]
        assert (
            Doc(doc.vocab, words=[t["text"] for t in task["tokens"]], spaces=[t["ws"] for t in task["tokens"]]).text
            == doc.text
        )
        for s in task["spans"]:
            span = doc[s["token_start"] : s["token_end"] + 1]
            assert (span.start_char, span.end_char) == (s["start"], s["end"])
        by_token = {s["token_end"]: s for s in task["spans"]}
        for r in task["relations"]:
            assert by_token[r["head"]]["label"] == "ROLE" and r["label"] in ("holder", "of")
            assert (r["child_span"]["start"], r["child_span"]["label"]) == (
                by_token[r["child"]]["start"],
                by_token[r["child"]]["label"],
            )


def test_relations_of_prodigy(both, fixture_record):
    task = lines(both("prodigy")[1])[0]
    cut = lambda s: task["text"][s["start"] : s["end"]]
    assert [(r["label"], cut(r["head_span"]), cut(r["child_span"])) for r in task["relations"]] == [
        ("holder", "President", "Zoë Łukasz"),
        ("of", "President", "Polish"),
        ("holder", "chief executive", "Ann Roe"),
        ("of", "chief executive", "Acme & Söhne"),
        ("of", "mayor", "Łódź"),
    ]
    assert task["meta"] == {"id": fixture_record["id"]}


def test_conll(both, all_records):
    names = {"PERSON": "PER", "PLACE": "LOC", "ORGANIZATION": "ORG", "ROLE": "ROLE", "NORP": "NORP"}
    docs = []
    for path in both("conll"):
        docs += conll_ner_to_docs(path.read_text(encoding="utf-8"), no_print=True)
    assert len(docs) == len(all_records)
    for doc, record in zip(docs, all_records):
        assert "".join(doc.text.split()) == "".join(record["text"].split())
        assert [(e.label_, "".join(e.text.split())) for e in doc.ents] == [
            (names[s["label"]], "".join(s["text"].split())) for s in record["spans"]
        ]
