"""Collects the corpora with what roster finds in them.

Usage: prepare.py ROSTER DATA WORK news|open. DATA is the folder of corpora that recipes/news.sh takes; for open, those of
recipes/open.sh are training data. Writes WORK/data.json, {"model", "records"}, where a record is {"id", "set", "family",
"split", "text", "labels", "spans": [[start, end, label]…], "found": [[start, end, label, score]…]}; offsets are code points.
What is found in a training article comes from a model that was trained without it; for open, nothing is found there.
"""

import hashlib
import json
import os
import subprocess
import sys

FOLDS = 4
ROLES = "recipes/ww-train-roles.jsonl"
TRAIN = [
    ("news", "ww-train"), ("news", "written"), ("news", "radio"), ("wire", "conll03-train"), ("wiki", "wikineural"),
    ("wiki", "crossner-other"), ("wiki", "crossner-politics-train"), ("wiki", "re3d-train"), ("social", "btc"),
    ("social", "wnut17-train"),
]
CLOSED = {"ww-train", "conll03-train", "wikineural"}  # whose terms do not allow any use
DEV = [
    ("news", "ww-dev"), ("news", "written-dev"), ("wire", "conll03-dev"), ("wiki", "crossner-politics-dev"),
    ("social", "ewt-dev"), ("wire", "nne-dev"), ("social", "wnut17-dev"),
]
LABELS = "[PERSON,PLACE,ORGANIZATION,ROLE,NORP]"


def read(path):
    with open(path) as f:
        return [json.loads(line) for line in f]


def fold(doc):
    return int(hashlib.md5(doc["id"].encode()).hexdigest(), 16) % FOLDS


class Corpora:
    def __init__(self, roster, data, work, model):
        self.roster, self.data, self.work, self.model = roster, data, work, model
        self.training = [(f, name) for f, name in TRAIN if model == "news" or name not in CLOSED]

    def run(self, *args, **more):
        return subprocess.run([self.roster, "--quiet", *args], check=True, **more)

    def corpus(self, name):
        if name == "written":
            path = f"{self.work}/written.jsonl"
            self.run("convert", "gold", "-o", path)
            return read(path)
        docs = read(f"{self.data}/{name}.jsonl")
        if name in ("ww-train", "ww-dev"):
            self.add_roles(docs, name == "ww-train")
        return docs

    def add_roles(self, docs, train):
        files = [f"{self.data}/roles-train.jsonl", ROLES] if train else [f"{self.data}/roles-dev.jsonl"]
        roles = {r["id"]: r["spans"] for path in files for r in read(path)}
        for d in docs:
            d["spans"] += [s for s in roles.get(d["id"], []) if s["label"] == "ROLE"]

    def train(self, k, sets):
        """Trains a model without the k-th part of each corpus."""
        args = []
        for family, name in self.training:
            path = f"{self.work}/{name}-without-{k}.jsonl"
            with open(path, "w") as f:
                f.writelines(json.dumps(d) + "\n" for d in sets[name] if fold(d) != k)
            args.append(f"{family}={path}")
        model = f"{self.work}/without-{k}.model"
        self.run("train", "-o", model, *args)
        return model

    def find(self, model, docs):
        """Notes in each document what a model finds."""
        lines = "".join(json.dumps({"id": str(i), "text": d["text"]}) + "\n" for i, d in enumerate(docs))
        config = ["--set", f"tagger.model={model}", "--set", f"output.labels={LABELS}"]
        out = self.run("extract", "-", "--input-format", "jsonl", *config, input=lines.encode(), stdout=subprocess.PIPE)
        for line in out.stdout.splitlines():
            r = json.loads(line)
            docs[int(r["id"])]["found"] = [(s["start"], s["end"], s["label"], s["score"]) for s in r["spans"]]

    def all(self):
        sets = {name: self.corpus(name) for _, name in self.training + DEV}
        for k in range(FOLDS) if self.model == "news" else ():
            self.find(self.train(k, sets), [d for _, name in self.training for d in sets[name] if fold(d) == k])
        radio = {d["id"] for d in sets["radio"]}
        sets["gmb"] = [d | {"spans": []} for d in read(f"{self.data}/gmb-silver.jsonl") if d["id"] not in radio]
        for _, name in DEV + [("news", "gmb")]:
            self.find(self.model, sets[name])
        splits = [("train", self.training), ("dev", DEV), ("silver", [("news", "gmb")])]
        records = [
            record(d, family, name, split, sets[name]) for split, part in splits for family, name in part for d in sets[name]
        ]
        return {"model": self.model, "records": records}


def record(d, family, name, split, docs):
    """Roles of part of a set, as in ww-dev, are annotated in the documents that have some."""
    labels = {s["label"] for e in docs for s in e["spans"] if s["label"] != "ROLE" or name != "ww-dev" or e is d}
    return {
        "id": d["id"], "set": name, "family": family, "split": split, "text": d["text"], "labels": sorted(labels),
        "spans": [(s["start"], s["end"], s["label"]) for s in d["spans"]], "found": d.get("found", []),
    }


def main(roster, data, work, model):
    os.makedirs(work, exist_ok=True)
    with open(f"{work}/data.json", "w") as f:
        json.dump(Corpora(os.path.abspath(roster), data, work, model).all(), f)


main(*sys.argv[1:])
