"""Averages the runs, prints how well they do on the dev sets, and writes what they label.

Usage: label.py WORK OUT. Reads WORK/data.json and WORK/run-*.npz; writes OUT/silver.jsonl and OUT/silver-roles.jsonl, or, where
the model is open, OUT/silver-open.jsonl.
"""

import glob
import json
import sys

import numpy as np

from words import LABELS, load, spans, words

SURE, OPEN = 0.7, 0.8  # a span's least probability to be taken as true, and the most of O where a mention is possible
NAMED = ["PERSON", "PLACE", "ORGANIZATION"]
ROLES_OF = ["conll03-train", "wikineural", "crossner-other", "crossner-politics-train"]


def average(work):
    runs = [np.load(f) for f in sorted(glob.glob(f"{work}/run-*.npz"))]
    mean = {layer: np.mean([r[layer].astype(np.float32) for r in runs], 0) for layer in LABELS}
    ends = np.cumsum(runs[0]["words"])
    for key, start, end in zip(runs[0]["ids"], ends - runs[0]["words"], ends):
        yield tuple(str(key).split("\t", 1)), {layer: p[start:end] for layer, p in mean.items()}


def possible(at, p, made, labels):
    """Stretches outside the spans that O does not surely have, with the likeliest label."""
    free = [p[i, 0] < OPEN and not any(s < at[i][1] and at[i][0] < e for s, e, *_ in made) for i in range(len(at))]
    i = 0
    while i < len(at):
        first, i = i, i + 1
        if not free[first]:
            continue
        while i < len(at) and free[i]:
            i += 1
        yield at[first][0], at[i - 1][1], labels[int(p[first:i, 1:].sum(0).argmax()) // 2], 0.0


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def f1(docs, made, labels, least):
    hits = total = 0
    for d in docs:
        gold = {tuple(s) for s in d["spans"] if s[2] in labels}
        mine = {s[:3] for layer in made[d["set"], d["id"]].values() for s in layer if s[2] in labels and s[3] >= least}
        hits, total = hits + len(gold & mine), total + len(gold) + len(mine)
    return f"{200 * hits / max(1, total):.1f}"


def joined(layers):
    """Both layers without overlap: unsure roles give way to names, other roles go before them."""
    roles = [r for r in layers["roles"] if r[3] >= SURE or not any(overlap(r, n) for n in layers["names"])]
    return sorted(roles + [n for n in layers["names"] if not any(overlap(n, r) for r in roles)])


def agreed(spans, found):
    """The teacher's spans, which are sure where the model found them too (it does not tell MISC), and other finds."""
    same = {tuple(f[:3]) for f in found}
    mine = [(s, e, l, p if l == "MISC" or (s, e, l) in same else 0.0) for s, e, l, p in spans]
    return sorted(mine + [(*f[:3], 0.0) for f in found if not any(overlap(f, m) for m in mine)])


def write(path, made, sets, pick):
    with open(path, "w") as f:
        for key, layers in made.items():
            if key[0] not in sets:
                continue
            spans = [
                {"start": s, "end": e, "label": label} | ({} if p >= SURE else {"unsure": True})
                for s, e, label, p in pick(key, layers)
            ]
            f.write(json.dumps({"id": key[1], "spans": spans}, separators=(",", ":")) + "\n")


def main(work, out):
    records, model = load(work)
    records = {(r["set"], r["id"]): r for r in records}
    made = {}
    for key, p in average(work):
        at = words(records[key]["text"])
        made[key] = {}
        for layer, labels in LABELS.items():
            found = list(spans(at, p[layer], labels))
            made[key][layer] = sorted(found + list(possible(at, p[layer], found, labels)))
    dev = [r for r in records.values() if r["split"] == "dev"]
    for name in dict.fromkeys(r["set"] for r in dev):
        docs = [r for r in dev if r["set"] == name]
        roles = [r for r in docs if any(s[2] == "ROLE" for s in r["spans"])]
        print(name, f1(docs, made, NAMED, 0.3), "ROLE " + f1(roles, made, ["ROLE"], 0.6) if roles else "")
    if model == "open":
        write(f"{out}/silver-open.jsonl", made, ["gmb"], lambda key, ls: agreed(joined(ls), records[key]["found"]))
        return
    write(f"{out}/silver.jsonl", made, ["gmb"], lambda key, layers: joined(layers))
    write(f"{out}/silver-roles.jsonl", made, ROLES_OF, lambda key, layers: layers["roles"])


main(*sys.argv[1:])
