"""Writes speech.jsonl: what spaCy's Matcher answers for TAG and POS over words whose tags are given.

    pip install 'spacy==3.8.*' && python generate_speech.py > speech.jsonl

A case is {"words", "tags", "pattern", "greedy", "matches"}: matches are all [start, end] in tokens, sorted.
"""
import json
import random

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

POS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "VB": "VERB", "VBD": "VERB", "MD": "AUX", "JJ": "ADJ", "IN": "ADP",
       "PRP$": "PRON", ".": "PUNCT", "-LRB-": "PUNCT", "$": "SYM", "CD": "NUM", "RP": "ADP"}
WORDS = ["Ada", "łódź", "can", "3", "(", "$", "È", "saw"]
OPS = ["!", "?", "*", "+", "{2}", "{1,2}", "{2,}", "{,2}"]


def condition(rng):
    attr = rng.choice(["TAG", "POS"])
    values = sorted(set(POS if attr == "TAG" else POS.values()))
    some = [rng.choice(values) for _ in range(rng.randint(0, 4))]
    return attr, rng.choice([
        rng.choice(values), rng.choice(values), {"IN": some}, {"NOT_IN": some}, {"IS_SUBSET": some}, {"IS_SUPERSET": some[:1]},
        {"INTERSECTS": some}, {"REGEX": rng.choice(["^N", "B", "N.?$", "\\$", "^.$", "P"])},
        {"REGEX": {"IN": ["^N", "X"]}}, {"REGEX": {"NOT_IN": ["^N", "^V"]}}, {"FUZZY1": rng.choice(values)},
        {"FUZZY": {"NOT_IN": [rng.choice(values)]}}, {"IN": some, "NOT_IN": some[:1]},
    ])


def token(rng):
    spec = dict(condition(rng) for _ in range(rng.choice([1, 1, 1, 2])))
    if rng.random() < 0.4:
        spec.update(rng.choice([{"LOWER": rng.choice(WORDS).lower()}, {"IS_ALPHA": True}, {"LENGTH": {">=": 2}}]))
    if rng.random() < 0.2:
        spec = {}
    if rng.random() < 0.5:
        spec["OP"] = rng.choice(OPS)
    return spec


def main():
    rng, nlp = random.Random(11), spacy.blank("en")
    empty = 0
    for _ in range(700):
        words = [rng.choice(WORDS) for _ in range(rng.randint(1, 9))]
        tags = [rng.choice(list(POS)) for _ in words]
        pattern = [token(rng) for _ in range(rng.randint(1, 4))]
        greedy = rng.choice([None, None, "FIRST", "LONGEST"])
        matcher = Matcher(nlp.vocab)
        matcher.add("m", [pattern], greedy=greedy)
        doc = Doc(nlp.vocab, words, tags=tags, pos=[POS[t] for t in tags])
        found = sorted([start, end] for _, start, end in matcher(doc))
        empty += not found
        if found or empty % 4 == 0:
            case = {"words": words, "tags": tags, "pattern": pattern, "greedy": greedy, "matches": found}
            print(json.dumps(case, ensure_ascii=False))


main()
