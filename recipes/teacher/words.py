"""What teach.py and label.py share: the documents as words, and tags as spans."""

import functools
import json
import re

import numpy as np

FAMILIES = ["news", "wire", "wiki", "social"]
LABELS = {"names": ["PERSON", "PLACE", "ORGANIZATION", "NORP", "MISC"], "roles": ["ROLE"]}
FOUND = ["PERSON", "PLACE", "ORGANIZATION", "ROLE", "NORP"]
WORD = re.compile(r"\w+|[^\w\s]")
LONGEST = 8  # word pieces of a word; more are cut off


def load(work):
    """The records, and the model that found what they say is found."""
    with open(f"{work}/data.json") as f:
        data = json.load(f)
    return data["records"], data["model"]


def wanted(record):
    """Whether the teacher tags a document: what it was not trained on, or has no roles."""
    return record["split"] != "train" or "ROLE" not in record["labels"]


def words(text):
    return [m.span() for m in WORD.finditer(text)]


def number_of_tags(labels):
    return 1 + 2 * len(labels)


@functools.cache
def tokenizer(work):
    from tokenizers import Tokenizer

    t = Tokenizer.from_file(f"{work}/tokenizer.json")
    t.no_padding()
    t.no_truncation()
    return t


def case(word):
    """1 digits, 2 a mark, 3 lower case, 4 capitals, 5 one capital, 6 a capital at the start, 7 mixed."""
    if word.isdigit():
        return 1
    if not word[0].isalnum():
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    return 6 if word[0].isupper() and word[1:].islower() else 7


class Document:
    """A record as numbers, a word each. A blind one does not tell what was found."""

    def __init__(self, record, work, blind=False):
        found = [] if blind else record["found"]
        self.record = record
        self.words = words(record["text"])
        self.starting = {start: i for i, (start, _) in enumerate(self.words)}
        self.ending = {end: i + 1 for i, (_, end) in enumerate(self.words)}
        texts = [record["text"][s:e] for s, e in self.words]
        encoded = tokenizer(work).encode_batch(texts, add_special_tokens=False)
        pieces = [e.ids[:LONGEST] or [100] for e in encoded]
        self.ends = np.cumsum([len(p) for p in pieces])
        self.starts = self.ends - [len(p) for p in pieces]
        self.pieces = np.array([i for p in pieces for i in p])
        self.of = np.repeat(np.arange(len(pieces)), [len(p) for p in pieces])
        self.case = np.array([case(t) for t in texts])
        self.names = self.tags(record["spans"], LABELS["names"])
        self.roles = self.tags(record["spans"], LABELS["roles"])
        self.found = self.tags([s[:3] for s in found], FOUND)
        self.score = self.scores(found)

    def __len__(self):
        return len(self.words)

    def range(self, start, end):
        """The words of a span, None where its borders are not those of words."""
        first, after = self.starting.get(start), self.ending.get(end)
        return (first, after) if first is not None and after is not None and first < after else None

    def tags(self, spans, labels):
        out = np.zeros(len(self), np.int64)
        for start, end, label in spans:
            if label in labels and (r := self.range(start, end)):
                begin = 1 + 2 * labels.index(label)
                out[r[0]], out[r[0] + 1 : r[1]] = begin, begin + 1
        return out

    def scores(self, found):
        out = np.zeros(len(self), np.int64)
        for start, end, _, score in found:
            if r := self.range(start, end):
                out[r[0] : r[1]] = 1 + min(9, int(10 * score))
        return out

    def window(self, first, end):
        """The words from first to end, as arrays."""
        a, b = self.starts[first], min(self.ends[end - 1], self.starts[first] + 510)
        open_ = np.zeros(number_of_tags(LABELS["names"]), np.int64)
        open_[0] = 1
        for i, label in enumerate(LABELS["names"]):
            if label not in self.record["labels"]:
                open_[1 + 2 * i : 3 + 2 * i] = 1
        part = {key: getattr(self, key)[first:end] for key in ("case", "names", "roles", "found", "score")}
        return part | {
            "pieces": self.pieces[a:b], "of": self.of[a:b] - first, "open": open_,
            "first": np.minimum(self.starts[first:end] - a, b - a - 1),
            "family": FAMILIES.index(self.record["family"]), "has_roles": int("ROLE" in self.record["labels"]),
        }

    def parts(self, size, shift):
        """Windows of up to size word pieces, side by side; the first is shorter by shift in longer documents."""
        first, room = 0, size - shift if len(self.pieces) > size else size
        while first < len(self):
            end = max(first + 1, int(np.searchsorted(self.ends, self.starts[first] + room, "right")))
            yield first, end
            first, room = end, size

    def halves(self, size):
        """Windows of up to size word pieces, each but the first half over the one before."""
        first = 0
        while first < len(self):
            end = max(first + 1, int(np.searchsorted(self.ends, self.starts[first] + size, "right")))
            yield first, end
            if end == len(self):
                return
            first = max(first + 1, int(np.searchsorted(self.starts, self.ends[end - 1] - size // 2)))

    def depth(self, first, end):
        """How far each word is from the window's borders, those of the document not counted."""
        at, far = np.arange(end - first), len(self)
        return np.minimum(at + (far if first == 0 else 0), at[::-1] + (far if end == len(self) else 0))


def best(p):
    """The likeliest tags, where an I follows a B or an I of its label (Viterbi 1967)."""
    score = np.log(np.maximum(p.astype(np.float32), 1e-7))
    n, tags = score.shape
    move = np.zeros((tags, tags))
    for inside in range(2, tags, 2):
        move[:, inside] = -np.inf
        move[[inside - 1, inside], inside] = 0
    total, back = score[0].copy(), []
    total[2::2] = -np.inf
    for row in score[1:]:
        paths = total[:, None] + move
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    out = [int(total.argmax())]
    for b in reversed(back):
        out.append(int(b[out[-1]]))
    return out[::-1]


def spans(words, p, labels):
    """The spans (start, end, label, probability) of the likeliest tags."""
    tags = best(p) if len(p) else []
    at = 0
    while at < len(tags):
        first, at = at, at + 1
        if tags[first] == 0:
            continue
        inside = tags[first] + 1
        while at < len(tags) and tags[at] == inside:
            at += 1
        sure = p[first, tags[first]] * np.prod(p[first + 1 : at, inside])
        if at < len(tags):
            sure *= 1 - p[at, inside]
        yield words[first][0], words[at - 1][1], labels[(inside - 2) // 2], float(sure)
