"""Fine-tunes the encoder as a tagger of names and roles, and tags what it was not trained on.

Usage: teach.py WORK [--seed N] [--epochs N] [--rate R]. Reads what weights.py and prepare.py wrote to WORK; writes
WORK/run-N.npz: "names" and "roles" hold for each word of the documents "ids" (in order, "words" of them a document) the
probabilities of the tags, which are O and then B and I of each label.
"""

import argparse
import random

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from words import FAMILIES, FOUND, LABELS, Document, load, number_of_tags, wanted

WIDTH, HEADS, LAYERS = 384, 12, 6
WINDOW, BATCH, POOL = 320, 24, 20  # word pieces, windows, batches that are sorted by length together
FORGET = 0.15  # the share of windows that are learned from without what roster found
SMALL = 160  # the width of what the last layer sees of the word itself
device = "cuda" if torch.cuda.is_available() else "cpu"


class Layer(nn.Module):
    """A layer of BERT, with its weights."""

    PARTS = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "first_norm": "attention.output.LayerNorm", "wide": "intermediate.dense",
        "narrow": "output.dense", "second_norm": "output.LayerNorm",
    }

    def __init__(self, weights, number):
        super().__init__()
        for part, name in self.PARTS.items():
            key = f"encoder.layer.{number}.{name}"
            w, b = (torch.tensor(weights[f"{key}.{kind}"], dtype=torch.float32) for kind in ("weight", "bias"))
            module = nn.LayerNorm(WIDTH, eps=1e-12) if "norm" in part else nn.Linear(w.shape[1], w.shape[0])
            module.weight.data, module.bias.data = w, b
            setattr(self, part, module)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        def heads(y):
            return y.view(*y.shape[:2], HEADS, -1).transpose(1, 2)

        q, k, v = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=0.1 if self.training else 0.0)
        x = self.first_norm(x + self.drop(self.out(y.transpose(1, 2).reshape(x.shape))))
        return self.second_norm(x + self.drop(self.narrow(F.gelu(self.wide(x)))))


class Tagger(nn.Module):
    """The encoder, told of each word's case, of the text's family and of what roster found, under two layers of tags."""

    def __init__(self, weights):
        super().__init__()

        def old(name):
            return torch.tensor(weights[f"embeddings.{name}"], dtype=torch.float32)

        def new(count, width=WIDTH):
            e = nn.Embedding(count, width)
            nn.init.normal_(e.weight, std=0.005 if width == WIDTH else 1)
            return e

        self.pieces = nn.Embedding.from_pretrained(old("word_embeddings.weight"), freeze=False)
        self.places = nn.Parameter(old("position_embeddings.weight"))
        self.kind = nn.Parameter(old("token_type_embeddings.weight")[0])
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.weight.data, self.norm.bias.data = old("LayerNorm.weight"), old("LayerNorm.bias")
        self.layers = nn.ModuleList(Layer(weights, i) for i in range(LAYERS))
        found, scores = number_of_tags(FOUND), 11
        self.new = nn.ModuleDict({
            "case": new(8), "found": new(found), "score": new(scores), "family": new(len(FAMILIES)),
            "word_case": new(8, 64), "word_found": new(found, 64), "word_score": new(scores, 32),
            "join": nn.Linear(WIDTH + SMALL, WIDTH),
            "names": nn.Linear(WIDTH, number_of_tags(LABELS["names"])),
            "roles": nn.Linear(WIDTH, number_of_tags(LABELS["roles"])),
        })
        self.drop = nn.Dropout(0.1)

    def forward(self, b):
        n = self.new
        x = self.pieces(b["pieces"]) + self.places[1 : 1 + b["pieces"].shape[1]] + self.kind
        for key in ("case", "found", "score"):
            x = x + n[key](torch.gather(b[key], 1, b["of"]))
        x = self.drop(self.norm(x + n["family"](b["family"])))
        for layer in self.layers:
            x = layer(x, b["mask"][:, None, None, :])
        x = torch.gather(x, 1, b["first"][:, :, None].expand(-1, -1, WIDTH))
        own = [n["word_" + key](b[key]) for key in ("case", "found", "score")]
        x = self.drop(F.gelu(n["join"](torch.cat([x, *own], -1))))
        return {layer: n[layer](x).float() for layer in LABELS}


def padded(rows):
    """One row each, zeros behind the shorter ones."""
    rows = [np.atleast_1d(r) for r in rows]
    out = np.zeros((len(rows), max(map(len, rows))), rows[0].dtype)
    for row, values in zip(out, rows):
        row[: len(values)] = values
    return out


def batch(windows, training):
    """Windows are (document, first word, end)."""
    rows = [d.window(first, end) for d, first, end in windows]
    for r in rows:
        r["mask"], r["real"] = np.ones(len(r["pieces"]), bool), np.ones(len(r["case"]), np.float32)
        if training and random.random() < FORGET:
            r["found"] = r["score"] = np.zeros_like(r["found"])
    return {key: torch.from_numpy(padded([r[key] for r in rows])).to(device) for key in rows[0]}


def loss(model, b):
    """Where a corpus leaves a label open, O may be that label."""
    with torch.autocast(device, dtype=torch.bfloat16):
        scores = model(b)
    p = F.log_softmax(scores["names"], -1)
    marked = torch.gather(p, 2, b["names"][:, :, None])[:, :, 0]
    unmarked = torch.logsumexp(p + torch.log(b["open"].float().clamp_min(1e-9))[:, None], -1)
    names = -torch.where(b["names"] == 0, unmarked, marked)
    roles = F.cross_entropy(scores["roles"].transpose(1, 2), b["roles"], reduction="none") * b["has_roles"]
    return ((names + roles) * b["real"]).sum() / b["real"].sum()


def epoch(docs):
    windows = [(d, *w) for d in docs for w in d.parts(WINDOW, random.randrange(WINDOW // 2))]
    random.shuffle(windows)
    batches = []
    for at in range(0, len(windows), BATCH * POOL):
        pool = sorted(windows[at : at + BATCH * POOL], key=lambda w: w[2] - w[1])
        batches += [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
    random.shuffle(batches)
    return batches


def train(model, docs, epochs, rate):
    new = {id(p) for p in model.new.parameters()}
    groups = [
        {"params": [p for p in model.parameters() if id(p) not in new], "lr": rate},
        {"params": list(model.new.parameters()), "lr": 5 * rate},
    ]
    adam = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    steps = epochs * len(epoch(docs))
    rates = torch.optim.lr_scheduler.LambdaLR(adam, lambda s: min(10 * s / steps, max(0, 1 - s / steps) / 0.9))
    for n in range(epochs):
        model.train()
        total = 0.0
        for b in (batches := epoch(docs)):
            value = loss(model, batch(b, True))
            adam.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1)
            adam.step()
            rates.step()
            total += value.item()
        print(f"epoch {n + 1} of {epochs}: loss {total / len(batches):.4f}", flush=True)


def tag(model, docs):
    """The probabilities of the tags of all words. Windows overlap by half; a word is read where it stands best inside."""
    model.eval()
    out = {layer: [np.zeros((len(d), number_of_tags(labels)), np.float16) for d in docs] for layer, labels in LABELS.items()}
    depth = [np.full(len(d), -1) for d in docs]
    windows = sorted(((i, *w) for i, d in enumerate(docs) for w in d.halves(WINDOW)), key=lambda w: w[2] - w[1])
    for at in range(0, len(windows), 64):
        some = windows[at : at + 64]
        with torch.no_grad(), torch.autocast(device, dtype=torch.bfloat16):
            scores = model(batch([(docs[i], *w) for i, *w in some], False))
        found = {layer: F.softmax(s, -1).cpu().numpy() for layer, s in scores.items()}
        for row, (i, first, end) in enumerate(some):
            d = docs[i].depth(first, end)
            better = d > depth[i][first:end]
            depth[i][first:end][better] = d[better]
            for layer in LABELS:
                out[layer][i][first:end][better] = found[layer][row, : end - first][better]
    return {layer: np.concatenate(parts) for layer, parts in out.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-4)
    a = parser.parse_args()
    random.seed(a.seed)
    torch.manual_seed(a.seed)
    records, guesser = load(a.work)
    docs = [Document(r, a.work, blind=guesser == "open") for r in records]
    model = Tagger(np.load(f"{a.work}/encoder.npz")).to(device)
    train(model, [d for d in docs if d.record["split"] == "train"], a.epochs, a.rate)
    rest = [d for d in docs if wanted(d.record)]
    ids = np.array([f"{d.record['set']}\t{d.record['id']}" for d in rest])
    np.savez_compressed(f"{a.work}/run-{a.seed}.npz", ids=ids, words=np.array([len(d) for d in rest]), **tag(model, rest))


main()
